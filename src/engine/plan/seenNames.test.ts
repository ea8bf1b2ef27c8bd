import { expect, test } from 'vitest'
import { createSeenNames } from './seenNames.ts'

test('a name is new once, however many there are', () => {
  const seen = createSeenNames()
  const names = Array.from({ length: 200_000 }, (_, n) => `photos/2024/${n % 12}/${n}.jpg`)
  expect(names.every((name) => seen.add(name))).toBe(true)
  expect(names.some((name) => seen.add(name))).toBe(false)
  expect(seen.add('')).toBe(true)
  expect(seen.add('')).toBe(false)
})
