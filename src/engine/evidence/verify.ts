import type { Head } from '../../oss/types.ts'

/** What is known of one side of a copy. */
export type Side = Partial<Pick<Head, 'size' | 'etag' | 'crc64' | 'type'>>

/**
 * Whether two objects hold the same bytes. CRC64 and size decide; without a CRC64 the ETag does if both are Normal objects, where it
 * is the MD5 of the content. Anything else is unknown, which is not "same".
 */
export function compareContent(a: Side, b: Side): 'same' | 'different' | 'unknown' {
  if (a.size !== undefined && b.size !== undefined && a.size !== b.size) return 'different'
  if (a.crc64 && b.crc64) return a.crc64 === b.crc64 ? 'same' : 'different'
  if (a.type !== 'Normal' || b.type !== 'Normal' || !a.etag || !b.etag) return 'unknown'
  return a.etag === b.etag ? 'same' : 'different'
}
