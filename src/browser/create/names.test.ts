import { expect, test } from 'vitest'
import { folderKey, folderProblem, linkProblem } from './names.ts'

test.each([
  ['', 'empty'],
  ['a', undefined],
  ['a/', undefined],
  ['2026/十一月', undefined],
  ['/a', 'leadingSlash'],
  ['\\a', 'leadingSlash'],
  ['a//b', 'levels'],
  ['..', 'levels'],
  ['a/./b', 'levels'],
  ['.hidden', undefined],
  ['x'.repeat(1023), 'tooLong'],
] as const)('a folder %j is %s', (name, problem) => {
  expect(folderProblem('p/', name)).toBe(problem)
})

test('a folder is a key that ends in a slash', () => {
  expect([folderKey('p/', 'a'), folderKey('', 'a/b/')]).toEqual(['p/a/', 'a/b/'])
})

test.each([
  ['', 'empty'],
  ['target', 'same'],
  ['links/', 'folder'],
  ['links/a', undefined],
] as const)('a link %j is %s', (key, problem) => {
  expect(linkProblem(key, 'target')).toBe(problem)
})
