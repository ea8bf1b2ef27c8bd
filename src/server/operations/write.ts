import { ossError } from '../errors.ts'
import type { Found, Transaction } from '../store/transaction.ts'
import type { BucketRecord } from '../store/types.ts'

/** Throws FileAlreadyExists when overwriting is forbidden and there is an object. */
export function checkOverwrite(forbidden: boolean, found: Found | undefined): void {
  if (forbidden && found?.current) throw ossError('FileAlreadyExists')
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
