import { combine, crc64 } from '../crc64.ts'

export const MIB = 1024 * 1024

const COUNTER = 8

/**
 * The bytes of a `pattern` blob: blocks of 1 MiB that begin with their own number (8 bytes, little endian) and go on with the same
 * noise. They take no disk, any block is made in no time, and two blocks that changed places change the CRC.
 */
export function patternBlock(seed: number, index: number): Buffer {
  const block = Buffer.from(noise(seed))
  block.writeBigUInt64LE(BigInt(index))
  return block
}

/** CRC64 of the first 1, 2, 3 … MiB of a pattern of `size` bytes, combined block by block from two CRCs, without making the bytes. */
export function patternPrefixes(seed: number, size: number): BigUint64Array {
  const tail = noise(seed).subarray(COUNTER)
  const tailCrc = crc64(tail)
  const prefixes = new BigUint64Array(Math.floor(size / MIB))
  const number = Buffer.alloc(COUNTER)
  let crc = 0n
  for (const index of prefixes.keys()) {
    number.writeBigUInt64LE(BigInt(index))
    crc = combine(crc, combine(crc64(number), tailCrc, tail.length), MIB)
    prefixes[index] = crc
  }
  return prefixes
}

let latest: { seed: number; bytes: Buffer } | undefined

function noise(seed: number): Buffer {
  if (latest?.seed === seed) return latest.bytes
  const words = new Uint32Array(MIB / 4)
  let x = (seed | 0) === 0 ? 0x9e3779b9 : seed | 0
  for (const index of words.keys()) {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    words[index] = x
  }
  latest = { seed, bytes: Buffer.from(words.buffer) }
  return latest.bytes
}
