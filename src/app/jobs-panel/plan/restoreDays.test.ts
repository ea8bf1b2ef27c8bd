import { expect, test } from 'vitest'
import { daysOf, mostDays } from './restoreDays.ts'

test('the days are the most that one of the classes allows', () => {
  expect([mostDays(['Archive']), mostDays(['Archive', 'ColdArchive']), mostDays([])]).toEqual([7, 365, 1])
})

test.each([
  ['1', 1],
  ['7', 7],
  ['8', undefined],
  ['0', undefined],
  ['1.5', undefined],
  ['', undefined],
  ['two', undefined],
] as const)('%j days are %s', (text, days) => {
  expect(daysOf(text, 7)).toBe(days)
})
