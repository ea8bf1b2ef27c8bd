import { expect, test } from 'vitest'
import type { Row } from './rows.ts'
import {
  chosen,
  cleared,
  everything,
  extendedTo,
  isChosen,
  noSelection,
  only,
  rowAt,
  type Selection,
  toggled,
  withAlso,
} from './selection.ts'

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
  const all = everything(only('b/'), '')
  expect(chosen(all, rows, '')).toBe(rows)
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
  expect(chosen(selection, rows, '').map((row) => row.key)).toEqual(['b/'])
})

const names = (selection: Selection, typed: string) =>
  chosen(selection, typed ? rows.filter(({ key }) => key.includes(typed)) : rows, typed)
    .map(({ key }) => key)
    .join(' ')

test('everything but what is taken away is also what comes later, until something else is chosen', () => {
  const all = everything(noSelection, '')
  const without = toggled(all, 'b/')
  expect(names(without, '')).toBe('a/ c/ d/ e/')
  expect(rows.map((row) => isChosen(without, row))).toEqual([true, false, true, true, true])
  expect(names(toggled(without, 'b/'), '')).toBe('a/ b/ c/ d/ e/')
  expect(names({ ...without, ...withAlso(without, rows.slice(0, 3)) }, '')).toBe('a/ b/ c/ d/ e/')
  expect(names(cleared(all), '')).toBe('')
  expect(names(extendedTo({ ...all, anchor: 'b/' }, 'c/', rows), '')).toBe('b/ c/')
})

test('all that a filter let through stays what was meant when another is typed', () => {
  const all = everything(noSelection, 'b')
  expect([names(all, 'b'), names(all, ''), names(all, 'c')]).toEqual(['b/', 'b/', ''])
  expect(rows.filter((row) => isChosen(all, row)).map(({ key }) => key)).toEqual(['b/'])
})
