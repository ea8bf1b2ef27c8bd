import { expect, test } from 'vitest'
import { areTagsValid, mergedTags, sameTags, tagProblem } from './tags.ts'

test.each([
  [{ key: '', value: 'v' }, 'empty'],
  [{ key: 'a', value: '' }, undefined],
  [{ key: '项目 A', value: 'x+y-z=1._:/' }, undefined],
  [{ key: 'k'.repeat(128), value: 'v'.repeat(256) }, undefined],
  [{ key: 'k'.repeat(129), value: '' }, 'keyTooLong'],
  [{ key: '中'.repeat(43), value: '' }, 'keyTooLong'],
  [{ key: 'k', value: 'v'.repeat(257) }, 'valueTooLong'],
  [{ key: 'a,b', value: '' }, 'characters'],
  [{ key: 'a', value: 'b&c' }, 'characters'],
  [{ key: 'a', value: 'line\nbreak' }, 'characters'],
] as const)('%j is %s', (tag, problem) => {
  expect(tagProblem(tag, [tag])).toBe(problem)
})

test('keys are unique and differ by case; there are at most ten', () => {
  const tags = [
    { key: 'a', value: '1' },
    { key: 'A', value: '2' },
  ]
  expect(areTagsValid(tags)).toBe(true)
  expect(tagProblem({ key: 'a', value: '1' }, [...tags, { key: 'a', value: '3' }])).toBe('twice')
  expect(areTagsValid(Array.from({ length: 11 }, (_, n) => ({ key: `k${n}`, value: '' })))).toBe(false)
})

test('an edit that changes nothing is none', () => {
  expect(sameTags([{ key: 'a', value: '' }], [{ key: 'a', value: '' }])).toBe(true)
  expect(sameTags([{ key: 'a', value: '' }], [])).toBe(false)
})

test('what two people changed is merged, and of one key the form’s own value counts', () => {
  const tags = (text: string) =>
    text
      .split(' ')
      .filter(Boolean)
      .map((pair) => ({ key: pair[0] ?? '', value: pair.slice(1) }))
  expect(mergedTags(tags('a1 b1 c1'), tags('a2 c1 d1'), tags('a1 b1 c3 e1'))).toEqual(tags('a2 c3 e1 d1'))
  expect(mergedTags([], tags('a1'), [])).toEqual(tags('a1'))
})
