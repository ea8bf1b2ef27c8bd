import { expect, test } from 'vitest'
import { selectionAfter } from './gridKeys.ts'
import type { Row } from './rows.ts'
import { chosen, noSelection, only } from './selection.ts'

const rows = ['a/', 'b/', 'c/', 'd/', 'e/'].map((key): Row => ({ is: 'prefix', key, name: key }))
const press = (key: string, held: 'shiftKey' | 'ctrlKey' | 'metaKey' | null = null, from = only('b/')) => {
  const none = { shiftKey: false, ctrlKey: false, metaKey: false }
  const after = selectionAfter({ key, ...none, ...(held && { [held]: true }) }, from, { rows, page: 2 })
  return after && { keys: chosen(after, rows, '').map((row) => row.key), cursor: after.cursor }
}

test.each([
  ['ArrowDown', 'c/'],
  ['ArrowUp', 'a/'],
  ['PageDown', 'd/'],
  ['PageUp', 'a/'],
  ['Home', 'a/'],
  ['End', 'e/'],
])('%s goes to %s and chooses it alone', (key, cursor) => {
  expect(press(key)).toEqual({ keys: [cursor], cursor })
})

test('shift extends, ctrl only walks, space chooses what the cursor is on', () => {
  expect(press('PageDown', 'shiftKey')).toEqual({ keys: ['b/', 'c/', 'd/'], cursor: 'd/' })
  expect(press('ArrowDown', 'ctrlKey')).toEqual({ keys: ['b/'], cursor: 'c/' })
  expect(press(' ', null, { ...only('b/'), cursor: 'd/' })).toEqual({ keys: ['b/', 'd/'], cursor: 'd/' })
})

test('Ctrl+A and ⌘A choose everything, Esc nothing', () => {
  expect(press('a', 'ctrlKey')?.keys).toHaveLength(5)
  expect(press('a', 'metaKey')?.keys).toHaveLength(5)
  expect(press('Escape')).toEqual({ keys: [], cursor: 'b/' })
})

test('other keys are left alone', () => {
  expect(press('a')).toBeUndefined()
  expect(press('F2')).toBeUndefined()
  expect(press(' ', null, noSelection)).toBeUndefined()
})
