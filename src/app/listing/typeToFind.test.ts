import { expect, test } from 'vitest'
import type { Row } from './rows.ts'
import { createFinder } from './typeToFind.ts'

const rows = ['Alpha', 'arrow', 'beta', '杭州'].map((name): Row => ({ is: 'prefix', key: `${name}/`, name }))

test('letters lead to the row that begins with them, whatever their case', () => {
  const { find } = createFinder()
  expect(find('a', 0, { rows, from: -1 })?.name).toBe('Alpha')
  expect(find('r', 100, { rows, from: 0 })?.name).toBe('arrow')
  expect(find('b', 5000, { rows, from: 1 })?.name).toBe('beta')
  expect(find('杭', 9000, { rows, from: 2 })?.name).toBe('杭州')
  expect(find('x', 19000, { rows, from: 2 })).toBeUndefined()
})

test('the same letter again goes on, and round', () => {
  const { find } = createFinder()
  expect(find('a', 0, { rows, from: -1 })?.name).toBe('Alpha')
  expect(find('a', 100, { rows, from: 0 })?.name).toBe('arrow')
  expect(find('a', 200, { rows, from: 1 })?.name).toBe('Alpha')
})
