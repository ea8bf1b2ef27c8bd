import { createHash } from 'node:crypto'

/** Stands where an MD5 would, for bytes that nobody reads: equal bytes have equal ones, and no page promises an MD5 there. */
export function syntheticMd5(crc: bigint, length: number): string {
  return createHash('md5').update(`${crc}:${length}`).digest('hex').toUpperCase()
}

/** The ETag of a multipart object as it was observed: MD5 of its parts' ETags as text, and their number. */
export function etagOfParts(etags: string[]): string {
  return `${createHash('md5').update(etags.join('')).digest('hex').toUpperCase()}-${etags.length}`
}
