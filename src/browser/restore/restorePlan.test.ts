import { expect, test } from 'vitest'
import { canBeRestored, daysOf, mostDays } from './restorePlan.ts'

test('the days are those that all classes allow', () => {
  expect([mostDays(['Archive', 'ColdArchive']), mostDays(['ColdArchive']), mostDays([])]).toEqual([7, 365, 365])
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

test('only what is archived and not on its way is asked for', () => {
  expect(canBeRestored({ storageClass: 'IA' })).toBe(false)
  expect(canBeRestored({ storageClass: 'Archive' })).toBe(true)
  expect(canBeRestored({ storageClass: 'Archive', restore: { ongoing: true } })).toBe(false)
  expect(canBeRestored({ storageClass: 'ColdArchive', restore: { ongoing: false, until: 1 } })).toBe(true)
})
