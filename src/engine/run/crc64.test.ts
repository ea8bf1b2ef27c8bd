import { expect, test } from 'vitest'
import { combine, crc64 } from './crc64.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

test('the check value of CRC-64/XZ, and nothing', () => {
  expect(crc64(bytes('123456789'))).toBe(0x995dc9bbdf1939fan)
  expect(crc64(new Uint8Array())).toBe(0n)
})

test.each([0, 1, 7, 8, 9, 1000])('runs that follow one another, cut at %i', (cut) => {
  const whole = Uint8Array.from({ length: 1003 }, (_, n) => (n * n * 31) & 255)
  const runs = [whole.subarray(0, cut), whole.subarray(cut, cut + 3), whole.subarray(cut + 3)]
  expect(combine(runs.map((run) => ({ crc: crc64(run), length: run.length })))).toBe(crc64(whole))
})

test('a length beyond 2^32: zeros doubled 34 times, in either order', () => {
  const twice = (run: { crc: bigint; length: number }) => ({ crc: combine([run, run]), length: run.length * 2 })
  let zeros = { crc: crc64(new Uint8Array(1)), length: 1 }
  for (let n = 0; n < 34; n++) zeros = twice(zeros)
  const byte = { crc: crc64(new Uint8Array(1)), length: 1 }
  expect(zeros.length).toBe(2 ** 34)
  expect(combine([zeros, byte])).toBe(combine([byte, zeros]))
})
