import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Matched, matcherOf, testsOf } from './match.ts'
import { matchesWildcards } from './wildcards.ts'

const object = (name: string, size: number, day: number, storageClass: 'Standard' | 'IA' = 'Standard'): Matched => ({
  is: 'object',
  key: name,
  name,
  size,
  modified: Date.UTC(2026, 0, day),
  storageClass,
})
const rows: Matched[] = [
  { is: 'prefix', key: 'a/', name: 'a/' },
  { is: 'prefix', key: 'b.jpg/', name: 'b.jpg/' },
  object('Big.JPG', 5_000_000, 3),
  object('a.txt', 10, 9, 'IA'),
  object('z', 10, 1),
]
const found = (all: Matched[], typed: string) =>
  all.filter(matcherOf(testsOf(typed)) ?? (() => true)).map(({ name }) => name)

test('a name is found however its accents are written', () => {
  const decomposed = object('Cafe\u0301.txt', 1, 1)
  for (const typed of ['café', 'cafe\u0301', '"CAFÉ"', '*fé.txt'])
    expect(found([decomposed], typed), typed).toHaveLength(1)
})

test.each([
  ['big', 'Big.JPG'],
  ['*.jpg', 'b.jpg/ Big.JPG'],
  ['?', 'a/ z'],
  ['a t', 'a.txt'],
  ['size>1MB', 'Big.JPG'],
  ['size>4.9MB', 'Big.JPG'],
  ['size>4.9MiB', ''],
  ['size<1k date>2026-01-05', 'a.txt'],
  ['class:ia', 'a.txt'],
  ['type:jpg', 'Big.JPG'],
  ['size>many', ''],
  ['(', ''],
])('%j finds %j', (typed, expected) => {
  expect(found(rows, typed).join(' ')).toBe(expected)
})

test.each([
  ['"size>1"', ['size>1.txt']],
  ['"type:png"', ['a type:png b']],
  ['"TYPE:PNG b"', ['a type:png b']],
  ['type:png', ['c.png']],
  ['"*"', ['*.txt']],
  ['say"', ['say"so"']],
  ['"so', ['say"so"']],
])('%s finds what is called so', (typed, names) => {
  const all = ['size>1.txt', 'a type:png b', 'c.png', '*.txt', 'say"so"'].map((name) => object(name, 5, 1))
  expect(found(all, typed)).toEqual(names)
})

test('nothing typed is no filter', () => {
  expect(matcherOf(testsOf('  '))).toBeUndefined()
})

test('a pattern finds what the same regular expression finds, and takes no time to find nothing', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '.'), maxLength: 12 })
  fc.assert(
    fc.property(text, text, (name, pattern) => {
      const parts = [...pattern].map((one) => ({ '*': '.*', '?': '.' })[one] ?? `\\${one}`)
      const same = new RegExp(`^${parts.join('').replaceAll(/\\([ab])/g, '$1')}$`, 's')
      expect(matchesWildcards(name, pattern)).toBe(same.test(name))
    }),
  )
  expect(matchesWildcards('a'.repeat(1000), `${'a*'.repeat(400)}b`)).toBe(false)
})
