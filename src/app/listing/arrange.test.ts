import { expect, test } from 'vitest'
import { arranged, typeOf } from './arrange.ts'
import { matcherOf } from './match.ts'
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

test('a name is found however its accents are written', () => {
  const decomposed = object('Cafe\u0301.txt', 1, 1)
  for (const typed of ['café', 'cafe\u0301', '"CAFÉ"', '*fé.txt'])
    expect(names(arranged([decomposed], { by: 'name', isDown: false }, matcherOf(typed))), typed).toHaveLength(1)
})

test.each([
  ['big', 'Big.JPG'],
  ['*.jpg', 'b.jpg/ Big.JPG'],
  ['?', 'a/ z'],
  ['a t', 'a.txt'],
  ['size>1MB', 'Big.JPG'],
  ['size<1k date>2026-01-05', 'a.txt'],
  ['class:ia', 'a.txt'],
  ['type:jpg', 'Big.JPG'],
  ['size>many', ''],
  ['(', ''],
])('%j finds %j', (typed, expected) => {
  expect(names(rows.filter(matcherOf(typed) ?? (() => true))).join(' ')).toBe(expected)
})

test.each([
  ['"size>1"', ['size>1.txt']],
  ['"type:png"', ['a type:png b']],
  ['"TYPE:PNG b"', ['a type:png b']],
  ['type:png', ['c.png']],
  ['"*"', ['*.txt']],
  ['say"', ['say"so"']],
  ['"so', ['say"so"']],
])('%s finds what is called so', (typed, found) => {
  const all = ['size>1.txt', 'a type:png b', 'c.png', '*.txt', 'say"so"'].map((name) => object(name, 5, 1))
  expect(all.filter(matcherOf(typed) ?? (() => true)).map(({ name }) => name)).toEqual(found)
})

test('nothing typed is no filter', () => {
  expect(matcherOf('  ')).toBeUndefined()
})

test('the type is the ending, if it looks like one', () => {
  expect(['a.tar.gz', '.hidden', 'none', 'a.verylongending'].map(typeOf)).toEqual(['GZ', '', '', ''])
})
