// lmdb orders keys by their bytes, so a key of the index is `bucket \0 object key [\0 more]` in UTF-8: that is OSS's
// own order, and no part can hold a NUL (object keys with one are refused).

const NUL = 0
const MAX_SEQUENCE = 0xffff_ffff_ffff_ffffn

/** Where an object lives in the index. */
export function objectKey(bucket: string, key: string): Buffer {
  return Buffer.from(`${bucket}\0${key}`)
}

/** The object key of an index key that `objectKey` made. */
export function keyOf(indexKey: Buffer, bucket: string): string {
  return indexKey.toString('utf8', Buffer.byteLength(bucket) + 1)
}

/** Where a version that is not the current object lives: newest first among the versions of its key. */
export function versionKey(bucket: string, key: string, sequence: number): Buffer {
  const order = Buffer.alloc(8)
  order.writeBigUInt64BE(MAX_SEQUENCE - BigInt(sequence))
  return Buffer.concat([objectKey(bucket, key), Buffer.of(NUL), order])
}

/** The object key of an index key that `versionKey` made. */
export function keyOfVersion(indexKey: Buffer, bucket: string): string {
  return indexKey.toString('utf8', Buffer.byteLength(bucket) + 1, indexKey.length - 9)
}

/** Where a multipart upload lives: by key, then by upload id, the order of ListMultipartUploads. */
export function uploadKey(bucket: string, key: string, uploadId: string): Buffer {
  return Buffer.from(`${bucket}\0${key}\0${uploadId}`)
}

/** The key and the upload id of an index key that `uploadKey` made. */
export function keyOfUpload(indexKey: Buffer, bucket: string): { key: string; uploadId: string } {
  const text = keyOf(indexKey, bucket)
  const end = text.lastIndexOf('\0')
  return { key: text.slice(0, end), uploadId: text.slice(end + 1) }
}

/** Where a part lives. */
export function partKey(uploadId: string, number: number): Buffer {
  const order = Buffer.alloc(2)
  order.writeUInt16BE(number)
  return Buffer.concat([Buffer.from(`${uploadId}\0`), order])
}

/** Where a blob lives. */
export function blobKey(blob: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(blob))
  return bytes
}

/** The blob of an index key that `blobKey` made. */
export function blobOf(indexKey: Buffer): number {
  return Number(indexKey.readBigUInt64BE())
}

/** The first index key behind all that begin with these bytes: where a range ends, and where a common prefix is skipped to. */
export function endOfPrefix(prefix: Buffer): Buffer {
  const last = prefix.length - 1
  if (prefix[last] === 0xff) return endOfPrefix(prefix.subarray(0, last))
  const next = Buffer.from(prefix)
  next.writeUInt8(next.readUInt8(last) + 1, last)
  return next
}

/** The least index key that is greater than this one. */
export function after(indexKey: Buffer): Buffer {
  return Buffer.concat([indexKey, Buffer.of(NUL)])
}
