import { ossError } from '../errors.ts'
import { parseQuery } from '../http/query.ts'
import type { AccessKey } from './accessKeys.ts'
import type { SignedRequest } from './signature/signedRequest.ts'
import { verifyHeaderV1, verifyUrlV1 } from './signature/v1.ts'
import { verifyHeaderV4, verifyUrlV4 } from './signature/v4.ts'

/** A request as it came. Header names are in lower case, values are raw bytes in latin1. */
export type AskedRequest = {
  method: string
  rawQuery: string
  headers: ReadonlyMap<string, string>
  /** Decoded; empty when the request is not about a bucket, or not about an object. */
  bucket: string
  key: string
}

export type AuthenticateOptions = {
  keys: readonly AccessKey[]
  /** The server's clock, ms since 1970. */
  now: number
  /** The region that a V4 scope must name; undefined accepts any. */
  region: string | undefined
}

/**
 * Finds out who signed a request, by V1 or V4, in the header or in the URL; nobody, when it carries no signature.
 * Throws OssError for every signature that is not right, with the documented Code and EC (oss-protocol facts 7 and the EC pages 0002-…).
 */
export function authenticate(asked: AskedRequest, { keys, now, region }: AuthenticateOptions): { key?: AccessKey } {
  const { rawQuery, ...rest } = asked
  const request: SignedRequest = { ...rest, query: parseQuery(rawQuery), keys, now, region }
  const authorization = request.headers.get('authorization')
  const inUrl = verifierOfUrl(request)
  if (authorization === undefined) return inUrl ? { key: inUrl(request) } : {}
  if (inUrl) throw ossError('InvalidArgument', { message: 'Only one authentication mechanism is allowed.' })
  return { key: verifyHeader(request, authorization) }
}

function verifyHeader(request: SignedRequest, authorization: string): AccessKey {
  if (authorization.startsWith('OSS ')) return verifyHeaderV1(request, authorization)
  if (authorization.startsWith('OSS4-HMAC-SHA256 ')) return verifyHeaderV4(request, authorization)
  throw ossError('InvalidArgument', {
    message: 'Authorization header is invalid.',
    ec: '0002-00000061',
    extra: { ArgumentName: 'Authorization', ArgumentValue: authorization },
  })
}

function verifierOfUrl({ query }: SignedRequest): ((request: SignedRequest) => AccessKey) | undefined {
  if (query.has('x-oss-signature-version') || query.has('x-oss-signature')) return verifyUrlV4
  return query.has('Signature') || query.has('OSSAccessKeyId') ? verifyUrlV1 : undefined
}
