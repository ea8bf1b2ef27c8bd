import { expect, test } from 'vitest'
import { arranged, typeOf } from './arrange.ts'
import type { Row } from './rows.ts'

const object = (name: string, size: number, day: number, storageClass = 'Standard') =>
  ({
    is: 'object',
    key: name,
    name,
    size,
    etag: 'E',
    modified: Date.UTC(2026, 0, day),
    type: 'Normal',
    storageClass,
  }) as Row
const rows: Row[] = [
  { is: 'prefix', key: 'a/', name: 'a/' },
  { is: 'prefix', key: 'b.jpg/', name: 'b.jpg/' },
  object('Big.JPG', 5_000_000, 3),
  object('a.txt', 10, 9, 'IA'),
  object('z', 10, 1),
]
const names = (found: readonly Row[]) => found.map(({ name }) => name)

test.each([
  ['name', false, 'a/ b.jpg/ Big.JPG a.txt z'],
  ['name', true, 'b.jpg/ a/ z a.txt Big.JPG'],
  ['size', false, 'a/ b.jpg/ a.txt z Big.JPG'],
  ['size', true, 'a/ b.jpg/ Big.JPG a.txt z'],
  ['modified', true, 'a/ b.jpg/ a.txt Big.JPG z'],
  ['type', false, 'a/ b.jpg/ z Big.JPG a.txt'],
  ['class', true, 'a/ b.jpg/ a.txt Big.JPG z'],
] as const)('by %s, downwards: %s', (by, isDown, expected) => {
  expect(names(arranged(rows, { by, isDown })).join(' ')).toBe(expected)
  expect(names(rows)[0]).toBe('a/')
})

test('the type is the ending, if it looks like one', () => {
  expect(['a.tar.gz', '.hidden', 'none', 'a.verylongending'].map(typeOf)).toEqual(['GZ', '', '', ''])
})
