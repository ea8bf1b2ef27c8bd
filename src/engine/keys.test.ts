import { describe, expect, test } from 'vitest'
import { compareKeys } from '../oss/keyOrder.ts'
import { isPrefix, justBefore, keyBytes, nameOf, numbered, parentOf, rebase } from './keys.ts'

const odd = [
  '中文/照片.jpg',
  'a//b',
  'a/../b',
  ' lead',
  'tab\tname',
  '\u0001',
  '😀',
  '\uffff',
  'a',
  'a/',
  'a0',
  'A',
  '',
  '\ud7ff',
  '\ue000',
]

describe('names', () => {
  test.each([
    ['a/b/c', 'a/b/', 'c'],
    ['a/b/', 'a/', 'b/'],
    ['a', '', 'a'],
    ['a//', 'a/', '/'],
    ['', '', ''],
  ])('%j lies below %j as %j', (key, parent, name) => {
    expect([parentOf(key), nameOf(key)]).toEqual([parent, name])
  })

  test('an empty key and a trailing slash are prefixes', () => {
    expect(['', 'a/', 'a', '/'].map(isPrefix)).toEqual([true, true, false, true])
  })

  test('a key keeps everything behind the prefix that is exchanged', () => {
    expect(rebase('a/b//c/../d', 'a/', 'x/y/')).toBe('x/y/b//c/../d')
  })

  test.each([
    ['dir/photo.jpg', 'dir/photo (1).jpg'],
    ['dir/sub/', 'dir/sub (1)/'],
    ['archive.tar.gz', 'archive.tar (1).gz'],
    ['.hidden', '.hidden (1)'],
    ['name', 'name (1)'],
    ['a.b/name', 'a.b/name (1)'],
  ])('%j has the free name %j', (key, free) => {
    expect(numbered(key, 1)).toBe(free)
  })

  test('length is counted in UTF-8 bytes', () => {
    expect(keyBytes('中a😀')).toBe(8)
  })
})

test('the order is that of UTF-8 bytes', () => {
  const bytes = (key: string) => Buffer.from(key)
  const byBytes = [...odd].sort((a, b) => Buffer.compare(bytes(a), bytes(b)))
  expect([...odd].sort(compareKeys)).toEqual(byBytes)
})

test.each(odd.filter(Boolean))('a listing behind justBefore(%j) begins with that key', (key) => {
  expect(compareKeys(justBefore(key), key)).toBeLessThan(0)
  expect(Buffer.from(justBefore(key)).toString()).toBe(justBefore(key))
})
