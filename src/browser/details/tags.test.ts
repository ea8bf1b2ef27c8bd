import { expect, test } from 'vitest'
import { areTagsValid, sameTags, tagProblem } from './tags.ts'

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
