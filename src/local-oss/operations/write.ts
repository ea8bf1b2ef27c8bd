import type { ObjectContext } from '../context.ts'
import { ossError } from '../errors.ts'
import { invalid } from '../metadata.ts'
import type { Found, Transaction } from '../store/transaction.ts'
import type { BucketRecord } from '../store/types.ts'
import { child, children, parseXml } from '../xml.ts'

type Writing = Pick<ObjectContext, 'headers' | 'bucket' | 'key' | 'caller'>

/**
 * A check that throws FileAlreadyExists when there is an object that must not be replaced: `x-oss-forbid-overwrite: true` (ignored in
 * buckets that have versioning), or a rule of the bucket's overwrite configuration. Throws InvalidArgument (`ec`) for another header value.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/copyobject
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketoverwriteconfig
 */
export function overwriteGuard(
  { headers, bucket, key, caller }: Writing,
  ec = '0017-00000279',
): (found: Found | undefined) => void {
  const given = headers.get('x-oss-forbid-overwrite')?.toLowerCase()
  if (given !== undefined && given !== 'true' && given !== 'false')
    throw invalid('x-oss-forbid-overwrite', given, { ec })
  const forbidden = (given === 'true' && !bucket.versioning) || isProtected(bucket, key, caller.key?.id)
  return (found) => {
    if (forbidden && found?.current) throw ossError('FileAlreadyExists')
  }
}

function isProtected({ configs }: BucketRecord, key: string, callerId = ''): boolean {
  if (!configs?.overwriteConfig) return false
  return children(parseXml(Buffer.from(configs.overwriteConfig)), 'Rule').some((rule) => {
    const principals = child(rule, 'Principals')?.children.map(({ text }) => text) ?? []
    return (
      key.startsWith(child(rule, 'Prefix')?.text ?? '') &&
      key.endsWith(child(rule, 'Suffix')?.text ?? '') &&
      (principals.length === 0 || principals.includes('*') || principals.includes(callerId))
    )
  })
}

/** The bucket as it is at the moment of the write. Throws NoSuchBucket when it was deleted while the body came in. */
export function liveBucket(transaction: Transaction, { name }: { name: string }): BucketRecord {
  const bucket = transaction.bucket(name)
  if (!bucket) throw ossError('NoSuchBucket', { extra: { BucketName: name } })
  return bucket
}

/** Throws InvalidObjectName unless this is a key that OSS takes: 1 to 1023 bytes of UTF-8, not beginning with `/` or `\`. */
export function checkKey(key: string): void {
  if (Buffer.byteLength(key) > 1023) throw ossError('InvalidObjectName', { extra: { ObjectName: key } })
  if (/^[/\\]|\0/.test(key)) {
    const message = 'The specified object is not valid.'
    throw ossError('InvalidObjectName', { message, extra: { ObjectName: key.replaceAll('\0', '') } })
  }
}
