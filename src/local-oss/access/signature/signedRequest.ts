import { ossError } from '../../errors.ts'
import type { Query } from '../../http/query.ts'
import type { AccessKey } from '../accessKeys.ts'

export type SignedRequest = {
  method: string
  bucket: string
  key: string
  query: Query
  headers: ReadonlyMap<string, string>
  keys: readonly AccessKey[]
  now: number
  region: string | undefined
}

const GMT = /^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/
const ISO_BASIC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/
const ALLOWED_SKEW = 15 * 60_000

/** The OSS documentation's wording for a time: `Wed, 28 Dec 2022 10:27:41 GMT` or `20221228T102741Z`. NaN for anything else. */
export function parseTime(text: string): number {
  const iso = text.replace(ISO_BASIC, '$1-$2-$3T$4:$5:$6Z')
  return iso !== text || GMT.test(text) ? Date.parse(iso) : Number.NaN
}

/** When a request with a signature in its header was made. Throws when there is no date, no valid one, or one 15 minutes off. */
export function checkedDate({ headers, now }: SignedRequest): { text: string; time: number } {
  const text = headers.get('x-oss-date') ?? headers.get('date')
  const time = text === undefined ? Number.NaN : parseTime(text)
  if (text === undefined || Number.isNaN(time)) {
    const ec = text === undefined ? '0002-00000503' : '0002-00000502'
    throw ossError('AccessDenied', { message: 'OSS authentication requires a valid Date.', ec })
  }
  if (Math.abs(now - time) > ALLOWED_SKEW) throw tooSkewed(time, now)
  return { text, time }
}

/** The access key `id`, when the security token that came with it, if any, is the right one and still good. */
export function knownKey(
  { keys, now }: Pick<SignedRequest, 'keys' | 'now'>,
  id: string,
  token: string | undefined,
): AccessKey {
  const key = keys.find((one) => one.id === id)
  const extra = { OSSAccessKeyId: id }
  // OSS doesn't know a temporary key by its id alone: without its token it is as good as unknown.
  if (!key || (key.token !== undefined && token === undefined)) throw ossError('InvalidAccessKeyId', { extra })
  if (key.disabled) {
    const message = 'The OSS Access Key Id you provided is disabled.'
    throw ossError('InvalidAccessKeyId', { message, ec: '0002-00000903', extra })
  }
  // A permanent key has no token: with one, OSS looks it up among the temporary keys, and it is not there.
  if (key.token === undefined && token !== undefined) throw ossError('InvalidAccessKeyId', { extra })
  if (token !== key.token) {
    const isAnothers = keys.some((one) => one.token === token)
    throw ossError(isAnothers ? 'AccessKeyIdAndSecurityTokenNotMatch' : 'InvalidSecurityToken')
  }
  if (key.expires !== undefined && now >= key.expires) throw ossError('SecurityTokenExpired')
  return key
}

/** What a signature was computed over, as a string of bytes (latin1), and the signature that came. */
export type Mismatch = { id: string; provided: string; stringToSign: string; canonicalRequest?: string; ec: string }

/** SignatureDoesNotMatch, with what the server has signed, so that a client can find the difference. */
export function mismatch({ id, provided, stringToSign, canonicalRequest, ec }: Mismatch) {
  const bytes = Buffer.from(stringToSign, 'latin1')
  const spaced = bytes.toString('hex').toUpperCase().replace(/../g, '$& ')
  const extra = {
    OSSAccessKeyId: id,
    SignatureProvided: provided,
    StringToSign: bytes.toString(),
    StringToSignBytes: spaced,
    ...(canonicalRequest !== undefined && { CanonicalRequest: Buffer.from(canonicalRequest, 'latin1').toString() }),
  }
  return ossError('SignatureDoesNotMatch', { extra, ec })
}

/** Text as a string of its UTF-8 bytes, which is how headers are kept. */
export function byteString(text: string): string {
  return Buffer.from(text).toString('latin1')
}

/** A header value without the space around it. `trim` would take the byte A0, the end of many a character, for a space. */
export function withoutEdges(value: string): string {
  return value.replace(/^[ \t]+|[ \t]+$/g, '')
}

function tooSkewed(time: number, now: number) {
  const extra = {
    MaxAllowedSkewMilliseconds: String(ALLOWED_SKEW),
    RequestTime: new Date(time).toISOString(),
    ServerTime: new Date(now).toISOString(),
  }
  return ossError('RequestTimeTooSkewed', { extra })
}
