import { expect, test } from 'vitest'
import { afterPrefix, combine, crc64, crcOfZeros } from './crc64.ts'

const bytes = (text: string) => Buffer.from(text)
const MIB = 1024 ** 2
const GIB = 1024 ** 3
const TIB = 1024 ** 4

test('the check value of CRC-64/XZ', () => {
  expect(crc64(bytes('123456789'))).toBe(0x995dc9bbdf1939fan)
  expect(crc64(bytes('123456789'))).toBe(11051210869376104954n)
  expect(crc64(bytes(''))).toBe(0n)
})

test('a sum is continued over any split', () => {
  const text = bytes('OSS Ferry: every copy is planned, pinned, verified and resumable. 每一次复制')
  for (let at = 0; at <= text.length; at++) {
    expect(crc64(text.subarray(at), crc64(text.subarray(0, at)))).toBe(crc64(text))
  }
})

test('combine and afterPrefix are each other’s inverse and agree with the bytes', () => {
  const a = new Uint8Array(70_001).map((_, i) => i * 7)
  const b = new Uint8Array(130_003).map((_, i) => i * 13)
  const whole = crc64(Buffer.concat([a, b]))
  expect(combine(crc64(a), crc64(b), b.length)).toBe(whole)
  expect(afterPrefix(whole, crc64(a), b.length)).toBe(crc64(b))
  expect(combine(crc64(a), 0n, 0)).toBe(crc64(a))
})

test('zeros are summed by arithmetic', () => {
  for (const length of [0, 1, 2, 9, 255, MIB, MIB + 1]) expect(crcOfZeros(length)).toBe(crc64(new Uint8Array(length)))
})

test('lengths beyond 2^32 bytes, up to the largest object (48.8 TiB)', () => {
  for (const [first, second] of [
    [3 * GIB, 3 * GIB],
    [6 * GIB, 1],
    [1, 5 * GIB - 1],
    [24 * TIB, 24.8 * TIB],
  ] as const) {
    const [a, b] = [Math.floor(first), Math.floor(second)]
    expect(combine(crcOfZeros(a), crcOfZeros(b), b)).toBe(crcOfZeros(a + b))
    expect(afterPrefix(crcOfZeros(a + b), crcOfZeros(a), b)).toBe(crcOfZeros(b))
  }
})

test('64 MiB streamed in pieces equals the combined sum', () => {
  const piece = new Uint8Array(MIB).fill(0xa5)
  let streamed = 0n
  let combined = 0n
  for (let i = 0; i < 64; i++) {
    streamed = crc64(piece, streamed)
    combined = i === 0 ? crc64(piece) : combine(combined, crc64(piece), MIB)
  }
  expect(streamed).toBe(combined)
})
