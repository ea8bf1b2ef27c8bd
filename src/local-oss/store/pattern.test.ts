import { expect, test } from 'vitest'
import { combine, crc64 } from '../crc64.ts'
import { MIB, patternBlock, patternCrc } from './pattern.ts'

test('the sum of any number of blocks is what walking them gives', () => {
  for (const seed of [0, 7, -3]) {
    let walked = 0n
    for (let index = 0; index < 70; index += 1) {
      expect(patternCrc(seed, index), `${index} blocks of ${seed}`).toBe(walked)
      walked = crc64(patternBlock(seed, index), walked)
    }
  }
})

test('runs of any length add up, to the end of what a number can count', () => {
  const most = 2 ** 33 - 1
  for (const [from, blocks] of [
    [0, 600],
    [1023, 2],
    [5 * 2 ** 20 + 3, 2],
    [most - 1, 1],
  ] as const) {
    let walked = patternCrc(5, from)
    for (let index = from; index < from + blocks; index += 1)
      walked = combine(walked, crc64(patternBlock(5, index)), MIB)
    expect(patternCrc(5, from + blocks)).toBe(walked)
  }
})
