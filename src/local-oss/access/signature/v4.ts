import { createHash, createHmac } from 'node:crypto'
import { type OssError, ossError } from '../../errors.ts'
import type { AccessKey } from '../accessKeys.ts'
import { checkedDate, knownKey, mismatch, parseTime, type SignedRequest, withoutEdges } from './signedRequest.ts'
import { isSubResource } from './subResources.ts'

const PAYLOAD = 'UNSIGNED-PAYLOAD'
const LONGEST_URL = 604_800
const URL_SKEW = 15 * 60_000

/** The parts of a Credential: `AccessKeyId/20231203/cn-hangzhou/oss/aliyun_v4_request`. */
type Credential = { id: string; date: string; region: string }

/** Where the parts of a signature were found, for messages and ECs. */
type Place = { name: string; dateEc: string; formatEc: string }

const HEADER: Place = { name: 'Authorization header', dateEc: '0002-00000212', formatEc: '0002-00000213' }
const URL_QUERY: Place = { name: 'x-oss-credential', dateEc: '0002-00000223', formatEc: '0002-00000224' }

/**
 * Verifies `Authorization: OSS4-HMAC-SHA256 Credential=…[, AdditionalHeaders=a;b], Signature=…`.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/recommend-to-use-signature-version-4
 */
export function verifyHeaderV4(request: SignedRequest, authorization: string): AccessKey {
  const fields = authorizationFields(authorization)
  const credential = parseCredential(fields.Credential ?? '', HEADER)
  if (request.headers.get('x-oss-content-sha256') !== PAYLOAD) {
    throw invalid('x-oss-content-sha256 must be UNSIGNED-PAYLOAD.', '0002-00000214')
  }
  const { text, time } = checkedDate(request)
  // What is signed is the header's own text: ossutil 1 and the Go SDK v1 sign `Date` as HTTP writes it.
  checkScope(request, { credential, day: basicIso(time).slice(0, 8), place: HEADER })
  const key = knownKey(request, credential.id, request.headers.get('x-oss-security-token'))
  const additional = fields.AdditionalHeaders?.split(';') ?? []
  return verified(request, { key, credential, timestamp: text, additional, provided: fields.Signature ?? '' })
}

/**
 * Verifies a signed URL: `?x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-credential=…&x-oss-date=…&x-oss-expires=SECONDS&x-oss-signature=…`.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/add-signatures-to-urls
 */
export function verifyUrlV4(request: SignedRequest): AccessKey {
  const { query } = request
  if (query.get('x-oss-signature-version') !== 'OSS4-HMAC-SHA256') {
    throw invalid('The x-oss-signature-version is invalid.', '0002-00000066')
  }
  const credential = parseCredential(query.get('x-oss-credential') ?? '', URL_QUERY)
  const timestamp = checkedValidity(request)
  checkScope(request, { credential, day: timestamp.slice(0, 8), place: URL_QUERY })
  const key = knownKey(request, credential.id, query.get('x-oss-security-token'))
  const additional = query.get('x-oss-additional-headers')?.split(';') ?? []
  requireHeaders(request, additional)
  return verified(request, { key, credential, timestamp, additional, provided: query.get('x-oss-signature') ?? '' })
}

function authorizationFields(authorization: string): Record<string, string> {
  const pairs = authorization.slice('OSS4-HMAC-SHA256 '.length).split(',')
  const fields = Object.fromEntries(pairs.map((pair) => /^\s*([^=]*)=?(.*?)\s*$/.exec(pair)?.slice(1) ?? []))
  const known = Object.keys(fields).every((name) => ['Credential', 'AdditionalHeaders', 'Signature'].includes(name))
  if (!known || !fields.Credential || !fields.Signature || pairs.length !== Object.keys(fields).length) {
    throw invalid('Invalid signature format in Authorization header.', '0002-00000202')
  }
  if (fields.AdditionalHeaders === '') {
    throw invalid('Invalid AdditionalHeaders in Authorization header.', '0002-00000209')
  }
  return fields
}

function parseCredential(text: string, { name, formatEc }: Place): Credential {
  const [id = '', date = '', region = '', product, terminator, ...more] = text.split('/')
  if (id === '' || terminator !== 'aliyun_v4_request' || more.length > 0) {
    throw invalid(`Invalid credential in ${name}.`, formatEc)
  }
  if (product !== 'oss') throw invalid(`Invalid signing product in ${name}.`, '0002-00000227')
  return { id, date, region }
}

/** A link that signs headers is good only for requests that bring them. */
function requireHeaders({ headers }: SignedRequest, names: string[]): void {
  const missing = names.find((name) => !headers.has(name.toLowerCase()))
  if (missing === undefined) return
  const message = `The header ${missing} of x-oss-additional-headers is missing.`
  throw ossError('InvalidArgument', {
    message,
    extra: { ArgumentName: 'x-oss-additional-headers', ArgumentValue: missing },
  })
}

type Scope = { credential: Credential; day: string; place: Place }

function checkScope({ region }: SignedRequest, { credential, day, place }: Scope): void {
  if (credential.date !== day) throw invalid(`Invalid signing date in ${place.name}.`, place.dateEc)
  if (region !== undefined && credential.region !== region) {
    throw invalid(`Invalid signing region in ${place.name}.`, '0002-00000226')
  }
}

/** When a signed URL was made (`20231203T121212Z`); throws when it is not valid now. */
function checkedValidity({ query, now }: SignedRequest): string {
  const timestamp = query.get('x-oss-date') ?? ''
  const start = parseTime(timestamp)
  if (Number.isNaN(start) || basicIso(start) !== timestamp) throw invalid('Invalid x-oss-date.', '0002-00000502')
  const expires = query.get('x-oss-expires')
  if (!expires) throw invalid('Missing x-oss-expires.', '0002-00000215')
  if (!/^\d{1,6}$/.test(expires) || Number(expires) < 1 || Number(expires) > LONGEST_URL) {
    throw invalid('x-oss-expires must be between 1 and 604800 seconds.', '0002-00000232')
  }
  if (now < start - URL_SKEW) {
    throw ossError('AccessDenied', { message: 'Request is not valid yet.', ec: '0002-00000235' })
  }
  if (now > start + Number(expires) * 1000) {
    throw ossError('AccessDenied', { message: 'Request has expired.', ec: '0002-00000236' })
  }
  return timestamp
}

type Claim = { key: AccessKey; credential: Credential; timestamp: string; additional: string[]; provided: string }

function verified(request: SignedRequest, claim: Claim): AccessKey {
  const { key, credential, timestamp, provided } = claim
  const scope = `${credential.date}/${credential.region}/oss/aliyun_v4_request`
  const signingKey = signingKeyOf(key, credential)
  const [ours = '', ...tolerated] = canonicalQueries(request)
  const asked = (query: string) => canonicalRequest(request, claim, query)
  const toSign = (text: string) => {
    const hash = createHash('sha256').update(text, 'latin1').digest('hex')
    return `OSS4-HMAC-SHA256\n${timestamp}\n${scope}\n${hash}`
  }
  const matches = (query: string) =>
    createHmac('sha256', signingKey)
      .update(toSign(asked(query)))
      .digest('hex') === provided
  if ([ours, ...tolerated].some(matches)) return key
  const ec = '0002-00000201'
  throw mismatch({ id: key.id, provided, stringToSign: toSign(asked(ours)), canonicalRequest: asked(ours), ec })
}

/** The last one: most requests are of one key, day and region. */
let derived: { of: string; key: Buffer } | undefined

function signingKeyOf({ secret }: AccessKey, { date, region }: Credential): Buffer {
  const of = `${date}/${region}/${secret}`
  if (derived?.of !== of) derived = { of, key: derive([date, region, 'oss', 'aliyun_v4_request'], secret) }
  return derived.key
}

function derive(parts: string[], secret: string): Buffer {
  const hmac = (key: Buffer, part: string) => createHmac('sha256', key).update(part).digest()
  return parts.reduce(hmac, Buffer.from(`aliyun_v4${secret}`))
}

function canonicalRequest(request: SignedRequest, { additional }: Claim, query: string): string {
  const { method, headers, bucket, key } = request
  const path = bucket === '' ? '/' : `/${bucket}/${key}`
  const isUsual = (name: string) => name === 'content-type' || name === 'content-md5' || name.startsWith('x-oss-')
  const extra = [...new Set(additional.map((name) => name.toLowerCase()))].filter((name) => !isUsual(name)).sort()
  const names = [...[...headers.keys()].filter(isUsual), ...extra].sort()
  const lines = names.map((name) => `${name}:${withoutEdges(headers.get(name) ?? '')}\n`)
  return [method, encode(path).replaceAll('%2F', '/'), query, lines.join(''), extra.join(';'), PAYLOAD].join('\n')
}

/**
 * The canonical query: `k` for a parameter without a value. ali-oss signs `k=` for empty values, in headers other than those of
 * sub-resources; all name the same request, and the pages don't say which of them OSS refuses.
 */
function canonicalQueries({ query }: SignedRequest): string[] {
  const parameters = query.entries.filter(([name]) => name !== 'x-oss-signature')
  if (parameters.length === 0) return ['']
  const text = (bare: (name: string) => boolean) =>
    parameters
      .map(([name, value]) => [encode(name), value === '' && bare(name) ? '' : `=${encode(value)}`] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map((pair) => pair.join(''))
      .join('&')
  return [...new Set([text(() => true), text(isSubResource), text(() => false)])]
}

function basicIso(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, '')
}

/** Percent-encodes all but A-Z a-z 0-9 - . _ ~ */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
}

function invalid(message: string, ec: string): OssError {
  return ossError('InvalidArgument', { message, ec })
}
