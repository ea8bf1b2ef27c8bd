import { expect, test } from 'vitest'
import type { CorsRule } from '../../oss/types.ts'
import { bucketNameProblem } from './bucketName.ts'
import { formsOf, type RuleForm, ruleOf, ruleProblem, withRule } from './corsForm.ts'

test.each([
  ['ab', 'length'],
  ['a'.repeat(64), 'length'],
  ['abc', undefined],
  ['a'.repeat(63), undefined],
  ['Abc', 'characters'],
  ['a_b', 'characters'],
  ['a.b', 'characters'],
  ['-abc', 'ends'],
  ['abc-', 'ends'],
  ['a-1', undefined],
] as const)('the bucket name %j is %s', (name, problem) => {
  expect(bucketNameProblem(name)).toBe(problem)
})

const rule: CorsRule = {
  origins: ['https://a.example'],
  methods: ['GET'],
  headers: ['*'],
  expose: ['ETag'],
  maxAge: 600,
}

test('a rule comes back from its form as it was', () => {
  expect(formsOf([rule]).map(ruleOf)).toEqual([rule])
})

test.each([
  [{ origins: ' \n ' }, 'origins'],
  [{ methods: [] }, 'methods'],
  [{ origins: 'https://*.a.*' }, 'star'],
  [{ headers: 'x-*-*' }, 'star'],
  [{ expose: '*' }, 'expose'],
  [{ maxAge: 'long' }, 'maxAge'],
  [{ maxAge: '-1' }, 'maxAge'],
  [{}, undefined],
] as [Partial<RuleForm>, string | undefined][])('%j is wrong in its %s', (change, problem) => {
  const [form] = withRule([])
  if (!form) throw new Error('a form was expected')
  expect(ruleProblem({ ...form, ...change })).toBe(problem)
})
