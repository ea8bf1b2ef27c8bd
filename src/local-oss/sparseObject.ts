import { randomBytes } from 'node:crypto'
import type { Oss } from './context.ts'
import { ossError } from './errors.ts'
import { readMetadata } from './metadata.ts'
import { liveBucket } from './operations/write.ts'

/**
 * Gives an object another body (and so another ETag), as somebody else would who writes it between two requests of a client. Throws
 * NoSuchKey.
 */
export async function changeObject(oss: Oss, { bucket, key }: { bucket: string; key: string }): Promise<void> {
  const blob = oss.store.blobs.fromBytes(randomBytes(24))
  const { size, crc } = blob.record
  await oss.store.write(
    (tx) => {
      const record = tx.find(bucket, key)?.record
      if (!record) throw ossError('NoSuchKey', { extra: { Key: key } })
      const extents = [{ blob: blob.id, offset: 0, length: size }]
      const changed = { ...record, type: 'Normal', size, etag: blob.md5, crc, modified: oss.now(), extents } as const
      tx.put(liveBucket(tx, { name: bucket }), key, { ...changed, extents })
    },
    [blob],
  )
}

export type SparseObject = {
  bucket: string
  key: string
  /** Bytes. */
  size: number
  /** With a seed: a pattern, so that parts that changed places are found. Else zeros. */
  seed?: number
  /** As PutObject's: `content-type`, `x-oss-meta-…`. */
  headers?: Record<string, string>
}

/** Makes an object of any size, of type Multipart as if it had been uploaded in parts, that takes no disk. Throws NoSuchBucket. */
export async function putSparseObject(
  oss: Oss,
  { bucket, key, size, seed, headers = {} }: SparseObject,
): Promise<void> {
  const blob = oss.store.blobs.procedural(size, seed)
  const given = readMetadata({ headers: new Map(Object.entries(headers)), key })
  await oss.store.write(
    (tx) => {
      const live = liveBucket(tx, { name: bucket })
      tx.put(live, key, {
        ...given,
        type: 'Multipart',
        size,
        etag: `${blob.md5}-${Math.max(1, Math.ceil(size / (5 * 1024 ** 3)))}`,
        crc: blob.record.crc,
        modified: oss.now(),
        storageClass: live.storageClass,
        extents: [{ blob: blob.id, offset: 0, length: size }],
      })
    },
    [blob],
  )
}
