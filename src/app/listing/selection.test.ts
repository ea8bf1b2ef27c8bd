import { expect, test } from 'vitest'
import type { Row } from './rows.ts'
import { chosen, cleared, everything, extendedTo, noSelection, only, rowAt, toggled } from './selection.ts'

const rows = ['a/', 'b/', 'c/', 'd/', 'e/'].map((key): Row => ({ is: 'prefix', key, name: key }))
const keys = (selection: { keys: ReadonlySet<string> }) => [...selection.keys]

test('ctrl adds and takes away', () => {
  const two = toggled(only('a/'), 'c/')
  expect(keys(two)).toEqual(['a/', 'c/'])
  expect(keys(toggled(two, 'a/'))).toEqual(['c/'])
})

test('shift chooses from the anchor, in both directions, again and again', () => {
  const down = extendedTo(only('b/'), 'd/', rows)
  expect(keys(down)).toEqual(['b/', 'c/', 'd/'])
  expect(keys(extendedTo(down, 'a/', rows))).toEqual(['a/', 'b/'])
})

test('everything and nothing keep the cursor', () => {
  const all = everything(only('b/'), rows)
  expect(all.keys.size).toBe(5)
  expect(cleared(all)).toEqual({ keys: new Set(), cursor: 'b/', anchor: 'b/' })
})

test('the cursor stays within the list and begins at its edge', () => {
  expect(rowAt(noSelection, rows, 1)?.key).toBe('a/')
  expect(rowAt(noSelection, rows, -1)?.key).toBe('e/')
  expect(rowAt(only('b/'), rows, 10)?.key).toBe('e/')
  expect(rowAt(only('b/'), rows, -10)?.key).toBe('a/')
  expect(rowAt(only('gone/'), rows, 1)?.key).toBe('a/')
})

test('what is chosen but no longer listed does not count', () => {
  const selection = { ...noSelection, keys: new Set(['b/', 'gone/']) }
  expect(chosen(selection, rows).map((row) => row.key)).toEqual(['b/'])
})

test('everything is also what came since, until something else is chosen', () => {
  const all = everything(noSelection, rows.slice(0, 2))
  expect(chosen(all, rows)).toHaveLength(5)
  expect(chosen(toggled(all, 'a/'), rows).map((row) => row.key)).toEqual(['b/'])
  expect(chosen(cleared(all), rows)).toEqual([])
})
