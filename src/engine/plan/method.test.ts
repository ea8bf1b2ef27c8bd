import { describe, expect, test } from 'vitest'
import { defaults } from '../settings.ts'
import { methodFor, partSizeFor, rangesOf } from './method.ts'

const GiB = 1024 ** 3
const TiB = 1024 ** 4

test.each([
  [{ size: 0, sameBucket: false }, 'whole'],
  [{ size: GiB - 1, sameBucket: false }, 'whole'],
  [{ size: GiB, sameBucket: false }, 'parts'],
  [{ size: 48 * TiB, sameBucket: false }, 'parts'],
  [{ size: GiB - 1, sameBucket: true }, 'whole'],
  [{ size: 6 * GiB, sameBucket: true }, 'reference'],
  [{ size: 6 * GiB, sameBucket: true, rewrites: true }, 'parts'],
  [{ size: 6 * GiB, sameBucket: false, type: 'Symlink' as const }, 'whole'],
])('%j is copied as %s', (facts, method) => {
  expect(methodFor({ type: 'Multipart', rewrites: false, ...facts }, defaults)).toBe(method)
})

describe('parts', () => {
  test.each([1, GiB, 6 * GiB, 625 * GiB, 48 * TiB, 48.8 * TiB])(
    'of %d bytes are at most 10 000, of 100 KiB to 5 GiB',
    (size) => {
      const partSize = partSizeFor(size)
      expect(Math.ceil(size / partSize)).toBeLessThanOrEqual(10_000)
      expect(partSize).toBeGreaterThanOrEqual(100 * 1024)
      expect(partSize).toBeLessThanOrEqual(5 * GiB)
    },
  )

  const MiB = 1024 ** 2
  test.each([
    // Without a measure, and where the store is as usual.
    [100 * GiB, undefined, 64],
    [100 * GiB, 8 * MiB, 64],
    // Slow: less to repeat. Never below 16 MiB.
    [100 * GiB, 4 * MiB, 32],
    [100 * GiB, 100 * 1024, 16],
    // Fast: some seconds, but 400 parts are left to share among the limiter, and none is above 1 GiB.
    [100 * GiB, 100 * MiB, 256],
    [100 * GiB, 20 * MiB, 160],
    [6 * GiB, 1000 * MiB, 64],
    [2 * TiB, 1000 * MiB, 1024],
    // 10 000 parts come before all else.
    [48 * TiB, undefined, 5034],
    [48 * TiB, 1, 5034],
    [48 * TiB, 1000 * MiB, 5034],
    [1 * TiB, 1, 105],
  ])('of %d bytes at %s bytes a second have %d MiB', (size, pace, mebibytes) => {
    expect(partSizeFor(size, pace)).toBe(mebibytes * MiB)
    expect(Math.ceil(size / partSizeFor(size, pace))).toBeLessThanOrEqual(10_000)
  })

  test('cover every byte once', () => {
    const ranges = rangesOf(10, 4)
    expect(ranges).toEqual([
      { number: 1, from: 0, to: 4 },
      { number: 2, from: 4, to: 8 },
      { number: 3, from: 8, to: 10 },
    ])
    expect(rangesOf(8, 4).at(-1)).toEqual({ number: 2, from: 4, to: 8 })
  })
})
