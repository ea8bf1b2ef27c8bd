import { createHash, createHmac } from 'node:crypto'

/** A request before it is signed: `path` and `query` as they are sent, header values as bytes (latin1). */
export type Unsigned = {
  method: string
  bucket: string
  /** Percent-encoded, beginning with `/`; without the bucket. */
  path: string
  query: string
  headers: Record<string, string>
  region: string
}

export type Secret = { id: string; secret: string }

/** Which text of the time is sent and signed. */
type Clock = 'x-oss-date' | 'date' | 'date in ISO'

/** The headers with a V4 signature among them, as the documentation words it. @see https://www.alibabacloud.com/help/en/oss/developer-reference/recommend-to-use-signature-version-4 */
export function signV4(request: Unsigned, key: Secret, clock: Clock = 'x-oss-date'): Record<string, string> {
  const iso = basicIso(new Date())
  const given = request.headers['x-oss-date']
  const text = given ?? (clock === 'date' ? new Date().toUTCString() : iso)
  const headers: Record<string, string> = { ...request.headers, 'x-oss-content-sha256': 'UNSIGNED-PAYLOAD' }
  headers[clock === 'x-oss-date' ? clock : 'date'] = text
  const scope = `${iso.slice(0, 8)}/${request.region}/oss/aliyun_v4_request`
  const signature = signatureV4({ ...request, headers }, { key, text, scope })
  return { ...headers, authorization: `OSS4-HMAC-SHA256 Credential=${key.id}/${scope}, Signature=${signature}` }
}

/** The query of a link with a V4 signature, good for `seconds`. */
export function signUrlV4(request: Unsigned, key: Secret, { seconds = 60, additional = [] as string[] } = {}): string {
  const text = basicIso(new Date())
  const scope = `${text.slice(0, 8)}/${request.region}/oss/aliyun_v4_request`
  const added = [
    request.query,
    'x-oss-signature-version=OSS4-HMAC-SHA256',
    `x-oss-credential=${encodeURIComponent(`${key.id}/${scope}`)}`,
    `x-oss-date=${text}`,
    `x-oss-expires=${seconds}`,
    additional.length > 0 ? `x-oss-additional-headers=${encodeURIComponent(additional.join(';'))}` : '',
  ]
  const query = added.filter(Boolean).join('&')
  return `${query}&x-oss-signature=${signatureV4({ ...request, query }, { key, text, scope, additional })}`
}

/** The headers with a V1 signature among them; `subResources` are the parts of the query that it covers. */
export function signV1(request: Unsigned, key: Secret, subResources: string): Record<string, string> {
  const headers = { ...request.headers, date: request.headers.date ?? new Date().toUTCString() }
  return { ...headers, authorization: `OSS ${key.id}:${signatureV1({ ...request, headers }, key, subResources)}` }
}

/** The query of a link with a V1 signature. */
export function signUrlV1(request: Unsigned, key: Secret, subResources: string): string {
  const expires = String(Math.floor(Date.now() / 1000) + 60)
  const signed = signatureV1({ ...request, headers: { ...request.headers, date: expires } }, key, subResources)
  const added = [
    request.query,
    `OSSAccessKeyId=${key.id}`,
    `Expires=${expires}`,
    `Signature=${encodeURIComponent(signed)}`,
  ]
  return added.filter(Boolean).join('&')
}

function signatureV1({ method, bucket, path, headers }: Unsigned, key: Secret, subResources: string): string {
  const named = ['content-md5', 'content-type', 'date'].map((name) => headers[name] ?? '')
  const own = Object.entries(headers).filter(([name]) => name.startsWith('x-oss-'))
  const lines = own.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}:${value}`)
  const resource = `${bucket ? `/${bucket}` : ''}${decodeURIComponent(path)}${subResources && `?${subResources}`}`
  const text = [method, ...named, ...lines, Buffer.from(resource).toString('latin1')].join('\n')
  return createHmac('sha1', key.secret).update(text, 'latin1').digest('base64')
}

type Signing = { key: Secret; text: string; scope: string; additional?: string[] }

function signatureV4(request: Unsigned, { key, text, scope, additional = [] }: Signing): string {
  const { method, bucket, path, query, headers } = request
  const signed = Object.entries(headers)
    .map(([name, value]): [string, string] => [name.toLowerCase(), value])
    .filter(([name]) => /^x-oss-|^content-(type|md5)$/.test(name) || additional.includes(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  const canonicalQuery = query.split('&').filter(Boolean).map(canonicalPair).toSorted().join('&')
  const lines = signed.map(([name, value]) => `${name}:${value.replace(/^ +| +$/g, '')}\n`).join('')
  const resource = bucket ? `/${bucket}${path}` : path
  const parts = [method, resource, canonicalQuery, lines, additional.join(';'), 'UNSIGNED-PAYLOAD']
  const hash = createHash('sha256').update(parts.join('\n'), 'latin1').digest('hex')
  const [day = '', region = ''] = scope.split('/')
  const words = [day, region, 'oss', 'aliyun_v4_request']
  const signingKey = words.reduce<string | Buffer>(hmac, `aliyun_v4${key.secret}`)
  return hmac(signingKey, `OSS4-HMAC-SHA256\n${text}\n${scope}\n${hash}`).toString('hex')
}

/** Percent-encoded as OSS signs it: all but A-Z a-z 0-9 - . _ ~; `/` stays. */
export function encodeKey(text: string): string {
  return encodeURIComponent(text)
    .replaceAll('%2F', '/')
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

function canonicalPair(pair: string): string {
  const [name = '', value = ''] = pair.split('=').map((text) => canonical(text))
  return value === '' ? name : `${name}=${value}`
}

/** Percent-encoded in the one way that is signed; what cannot be decoded stays, for tests of what is refused. */
function canonical(text: string): string {
  try {
    return encodeKey(decodeURIComponent(text)).replaceAll('/', '%2F')
  } catch {
    return text
  }
}

function basicIso(time: Date): string {
  return time.toISOString().replace(/[-:]|\.\d+/g, '')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
