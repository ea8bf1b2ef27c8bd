import { createHash } from 'node:crypto'
import { crc64 } from '../crc64.ts'
import { MIB } from './pattern.ts'
import type { BlobRecord } from './types.ts'

/** Size, MD5, CRC and CRC prefixes of a body that passes through. */
export function createDigest() {
  const md5 = createHash('md5')
  const prefixes: bigint[] = []
  let crc = 0n
  let size = 0
  return {
    get size() {
      return size
    },
    add(chunk: Buffer) {
      md5.update(chunk)
      for (let rest = chunk; rest.length > 0; ) {
        const piece = rest.subarray(0, MIB - (size % MIB))
        crc = crc64(piece, crc)
        size += piece.length
        if (size % MIB === 0) prefixes.push(crc)
        rest = rest.subarray(piece.length)
      }
    },
    finish(kind: 'bytes' | 'file') {
      const record: BlobRecord = { kind, size, references: 0, crc }
      return { record, md5: md5.digest('hex').toUpperCase(), prefixes: BigUint64Array.from(prefixes) }
    },
  }
}
