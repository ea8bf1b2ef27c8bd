import { expect, test } from 'vitest'
import { localPath } from './localFiles.ts'

test.each([
  ['a/b.txt', 'a/b.txt'],
  ['a/', 'a/'],
  ['照片/😀 #1+%.jpg', '照片/😀 #1+%.jpg'],
  ['a/../b', 'a/%2E%2E/b'],
  ['./a', '%2E/a'],
  ['a//b', 'a/%2F/b'],
  ['/etc/passwd', '%2F/etc/passwd'],
  ['C:\\x', 'C%3A%5Cx'],
  ['a*?"<>|', 'a%2A%3F%22%3C%3E%7C'],
  ['end.', 'end%2E'],
  ['end ', 'end%20'],
  ['con.txt', '%63on.txt'],
  ['console', 'console'],
  ['line\nbreak', 'line%0Abreak'],
])('%j becomes the file %j', (key, path) => {
  expect(localPath(key)).toBe(path)
})

test('no two keys become one file', () => {
  const keys = ['a:b', 'a%3Ab', 'a%3ab', 'a%253Ab', '..', '%2E%2E', 'x//', 'x/%2F/', 'con', '%63on']
  expect(new Set(keys.map(localPath)).size).toBe(keys.length)
})
