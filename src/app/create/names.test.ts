import { expect, test } from 'vitest'
import { folderKey, folderProblem, hasEdgeSpace, linkProblem } from './names.ts'

test.each([
  ['', 'empty'],
  ['a', undefined],
  ['a/', undefined],
  ['2026/十一月', undefined],
  ['/a', 'leadingSlash'],
  ['\\a', 'leadingSlash'],
  ['a//b', 'levels'],
  ['..', 'dots'],
  ['a/./b', 'dots'],
  ['a/..', 'dots'],
  ['...', undefined],
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
  ['a/../b', 'dots'],
  ['links/a', undefined],
] as const)('a link %j is %s', (key, problem) => {
  expect(linkProblem(key, 'target')).toBe(problem)
})

test('a space at the edge of any level is told', () => {
  expect(['a ', ' a', 'a /b', 'a/ b', 'a b', 'a/b'].map(hasEdgeSpace)).toEqual([true, true, true, true, false, false])
})
