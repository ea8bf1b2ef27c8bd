import { isPathStyle } from './endpoints/endpoints.ts'
import { requireLabel } from './names.ts'
import type { Signer } from './sdk.ts'
import type { Account, Ref } from './types.ts'

type At = Pick<Ref, 'region' | 'bucket' | 'key'>
type Signing = {
  account: Account
  at: At
  /** The service endpoint of the region. */
  endpoint: string
  /** How long it lasts, at most 604 800 (7 days). */
  seconds: number
  /** What the URL asks beside the object: `versionId`, `response-content-disposition`, … */
  queries: Record<string, string>
  now: Date
}

/**
 * A URL that reads one object with the rights of the account, signed by V4: all its parameters are under the signature.
 * @see https://help.aliyun.com/zh/oss/developer-reference/add-signatures-to-urls
 */
export function signedUrl(signer: Signer, { account, at, endpoint, seconds, queries, now }: Signing): string {
  const time = now.toISOString().replace(/[-:]|\.\d+/g, '')
  const day = time.slice(0, 8)
  const all: Record<string, string> = {
    ...queries,
    'x-oss-credential': signer.getCredential(day, at.region, account.accessKeyId),
    'x-oss-date': time,
    'x-oss-expires': String(seconds),
    'x-oss-signature-version': 'OSS4-HMAC-SHA256',
    ...(account.stsToken && { 'x-oss-security-token': account.stsToken }),
  }
  const asked = signer.getCanonicalRequest('GET', { headers: {}, queries: all }, at.bucket, at.key, [])
  const toSign = signer.getStringToSign(at.region, time, asked)
  const signature = signer.getSignatureV4(account.accessKeySecret, day, at.region, toSign)
  const query = Object.entries({ ...all, 'x-oss-signature': signature })
  return `${plainUrl(at, endpoint, account)}?${query.map(([name, value]) => `${name}=${encode(value)}`).join('&')}`
}

/** The same without a signature: it opens only where ACL or policy let everyone read. A custom domain is the bucket's own. @throws OssError UnexpectedAnswer where the bucket's name is none */
export function plainUrl({ bucket, key }: At, endpoint: string, account: Account): string {
  requireLabel(bucket)
  const path = key.split('/').map(encode).join('/')
  if (isPathStyle({ ...account, endpoint })) return `${endpoint}/${bucket}/${path}`
  return `${account.cname === undefined ? endpoint.replace('://', `://${bucket}.`) : endpoint}/${path}`
}

/** A header value that names the file for a download (RFC 8187). */
export function attachmentNamed(name: string): string {
  return `attachment; filename*=UTF-8''${encode(name)}`
}

/** Strictly RFC 3986: what encodeURIComponent leaves is encoded, too. */
function encode(value: string): string {
  return encodeURIComponent(value).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
}
