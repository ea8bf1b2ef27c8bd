import { randomBytes } from 'node:crypto'
import type { Oss } from '../context.ts'
import { ossError } from '../errors.ts'
import { etagOfParts, syntheticMd5 } from '../etags.ts'
import { readMetadata } from '../metadata.ts'
import { liveBucket } from '../operations/write.ts'
import type { Blobs } from '../store/blobs.ts'
import { slice } from '../store/extents.ts'
import type { Extent } from '../store/types.ts'

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

/** Bytes; parts of this size make an object of any size that OSS has. */
const LARGEST_PART = 5 * 1024 ** 3

/** Makes an object of any size, of type Multipart as if its parts had been copied, that takes no disk. Throws NoSuchBucket. */
export async function putSparseObject(
  oss: Oss,
  { bucket, key, size, seed, headers = {} }: SparseObject,
): Promise<void> {
  const blob = oss.store.blobs.procedural(size, seed)
  const given = readMetadata({ headers: new Map(Object.entries(headers)), key })
  const extents = [{ blob: blob.id, offset: 0, length: size }]
  await oss.store.write(
    (tx) => {
      const live = liveBucket(tx, { name: bucket })
      tx.put(live, key, {
        ...given,
        type: 'Multipart',
        size,
        etag: etagInParts(oss.store.blobs, extents, size),
        crc: blob.record.crc,
        modified: oss.now(),
        storageClass: live.storageClass,
        extents,
      })
    },
    [blob],
  )
}

/** The ETag of an object of which each part was copied by UploadPartCopy. */
function etagInParts(blobs: Blobs, extents: Extent[], size: number): string {
  const lengths = Array.from({ length: Math.max(1, Math.ceil(size / LARGEST_PART)) }, (_, at) =>
    Math.min(LARGEST_PART, size - at * LARGEST_PART),
  )
  return etagOfParts(
    lengths.map((length, at) => syntheticMd5(blobs.crc(slice(extents, at * LARGEST_PART, length)), length)),
  )
}
