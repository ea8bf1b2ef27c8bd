import { expect, test } from 'vitest'
import { validityOf } from './validity.ts'

test.each([
  ['1', 'hours', 3600],
  [' 90 ', 'minutes', 5400],
  ['7', 'lifeDays', 604_800],
  ['8', 'lifeDays', undefined],
  ['169', 'hours', undefined],
  ['0', 'hours', undefined],
  ['-1', 'hours', undefined],
  ['1.5', 'hours', undefined],
  ['', 'hours', undefined],
] as const)('%j %s is %s', (text, unit, seconds) => {
  expect(validityOf(text, unit)).toBe(seconds)
})
