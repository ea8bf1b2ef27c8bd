import { expect, test } from 'vitest'
import { fittingCrumbs } from './fittingCrumbs.ts'

const levels = [100, 80, 80, 80, 80]

test('nothing is hidden while there is room', () => {
  expect(fittingCrumbs(levels, 482)).toEqual({ head: 0, tail: 0 })
  expect(fittingCrumbs([], 0)).toEqual({ head: 0, tail: 0 })
  expect(fittingCrumbs([300], 100)).toEqual({ head: 0, tail: 0 })
})

test('the middle hides first, then the bucket; the last level stays', () => {
  expect(fittingCrumbs(levels, 481)).toEqual({ head: 1, tail: 2 })
  expect(fittingCrumbs(levels, 360)).toEqual({ head: 1, tail: 3 })
  expect(fittingCrumbs(levels, 280)).toEqual({ head: 1, tail: 4 })
  expect(fittingCrumbs(levels, 278)).toEqual({ head: 0, tail: 3 })
  expect(fittingCrumbs(levels, 90)).toEqual({ head: 0, tail: 4 })
})
