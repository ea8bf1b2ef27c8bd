import { createHmac } from 'node:crypto'
import { ossError } from '../../errors.ts'
import type { AccessKey } from '../accessKeys.ts'
import { byteString, checkedDate, knownKey, mismatch, type SignedRequest, withoutEdges } from './signedRequest.ts'
import { isKnownSubResource, isSubResource } from './subResources.ts'

/**
 * Verifies `Authorization: OSS AccessKeyId:Signature`.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/include-signatures-in-the-authorization-header
 */
export function verifyHeaderV1(request: SignedRequest, authorization: string): AccessKey {
  const [, id = '', provided = ''] = /^OSS ([^:]*):?(.*)$/s.exec(authorization) ?? []
  if (id.trim() === '' || provided === '') {
    const ec = id.trim() === '' ? '0002-00000063' : '0002-00000065'
    throw ossError('InvalidArgument', { message: 'Authorization header is invalid.', ec })
  }
  const { text } = checkedDate(request)
  const key = knownKey(request, id, request.headers.get('x-oss-security-token'))
  return verified(request, { key, provided, date: text })
}

/**
 * Verifies a signed URL: `?OSSAccessKeyId=…&Expires=UNIX&Signature=…[&security-token=…]`.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/add-signatures-to-urls
 */
export function verifyUrlV1(request: SignedRequest): AccessKey {
  const { query, now } = request
  const [id, expires, provided] = ['OSSAccessKeyId', 'Expires', 'Signature'].map((name) => query.get(name))
  if (!id || !expires || !provided) {
    const message = 'Query string authentication requires the Signature, Expires and OSSAccessKeyId parameters.'
    throw ossError('AccessDenied', { message, ...(expires ? {} : { ec: '0002-00000067' }) })
  }
  if (!/^\d{1,12}$/.test(expires)) {
    throw ossError('AccessDenied', { message: 'Invalid date (should be seconds since epoch).', ec: '0002-00000070' })
  }
  if (Number(expires) * 1000 < now) {
    const extra = { Expires: new Date(Number(expires) * 1000).toISOString(), ServerTime: new Date(now).toISOString() }
    throw ossError('AccessDenied', { message: 'Request has expired.', ec: '0002-00000069', extra })
  }
  const key = knownKey(request, id, query.get('security-token'))
  return verified(request, { key, provided, date: expires })
}

function verified(request: SignedRequest, { key, provided, date }: { key: AccessKey; provided: string; date: string }) {
  const stringToSign = stringToSignOf(request, date, isKnownSubResource)
  // The SDKs' lists differ in the newer sub-resources; a request without one is signed the same by all.
  const candidates = [stringToSign, stringToSignOf(request, date, isSubResource)]
  const matches = (text: string) => createHmac('sha1', key.secret).update(text, 'latin1').digest('base64') === provided
  if (!candidates.some(matches)) throw mismatch({ id: key.id, provided, stringToSign, ec: '0002-00000040' })
  return key
}

type IsSigned = (name: string) => boolean

function stringToSignOf(
  { method, headers, bucket, key, query }: SignedRequest,
  date: string,
  isSigned: IsSigned,
): string {
  const lines = [method, headers.get('content-md5') ?? '', headers.get('content-type') ?? '', date]
  const ossHeaders = [...headers]
    .filter(([name]) => name.startsWith('x-oss-'))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}:${withoutEdges(value)}`)
  return [...lines, ...ossHeaders, byteString(resourceOf({ bucket, key, query }, isSigned))].join('\n')
}

function resourceOf(
  { bucket, key, query }: Pick<SignedRequest, 'bucket' | 'key' | 'query'>,
  isSigned: IsSigned,
): string {
  const path = bucket === '' ? '/' : `/${bucket}/${key}`
  const subResources = query.entries
    .filter(([name]) => isSigned(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
  return subResources.length === 0 ? path : `${path}?${subResources.join('&')}`
}
