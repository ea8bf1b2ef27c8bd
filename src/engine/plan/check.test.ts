import { describe, expect, test } from 'vitest'
import { bytesOfEach } from '../../oss/headerBytes.ts'
import type { CopyRequest } from '../types.ts'
import { headerProblem, keyProblem, metaBytes, metaNameProblem, targetKey } from './check.ts'
import { targetProblem } from './targetProblem.ts'

const at = (key: string, bucket = 'b', region = 'cn-hangzhou') => ({ account: 'me', region, bucket, key })
const copy = (from: string, to: string, more: Partial<CopyRequest> = {}): CopyRequest => ({
  do: 'copy',
  sources: [at(from)],
  target: at(to),
  placement: 'into',
  removeSource: false,
  conflict: 'replace',
  keepAcl: false,
  ...more,
})

test.each([
  ['', 'empty'],
  ['/a', 'leadingSlash'],
  ['\\a', 'leadingSlash'],
  ['a'.repeat(1024), 'tooLong'],
  ['中'.repeat(342), 'tooLong'],
  ['a'.repeat(1023), undefined],
  ['中'.repeat(341), undefined],
  ['a/../b', undefined],
  ['a\\b', undefined],
])('key %#', (key, problem) => {
  expect(keyProblem(key)).toBe(problem)
})

test.each([
  ['', 'empty'],
  ['a_b', 'illegalName'],
  ['a b', 'illegalName'],
  ['名', 'illegalName'],
  ['Author-2', undefined],
])('metadata name %j', (name, problem) => {
  expect(metaNameProblem(name)).toBe(problem)
})

test.each([
  ['x-oss-meta-a', '李 + 😀', undefined],
  ['x-oss-meta-a', 'a\nb', 'controlCharacter'],
  ['Cache-Control', 'a\u0000', 'controlCharacter'],
  ['Cache-Control', '缓存', 'notAscii'],
  ['Content-Language', 'zh-CN, é', 'notAscii'],
  ['Content-Disposition', 'attachment; filename=航次.csv', undefined],
  ['Expires', 'tomorrow', 'notADate'],
  ['Expires', 'Thu, 31 Dec 2026 16:00:00 GMT', undefined],
  ['Content-Type', 'text/csv; 中文', 'notAType'],
  ['Content-Type', 'banana', 'notAType'],
  ['Content-Type', 'text/html; charset=utf-8', undefined],
  ['Content-Type', 'application/vnd.ms-excel', undefined],
])('%s: %j', (name, value, problem) => {
  expect(headerProblem(name, value)).toBe(problem)
})

test('metadata is measured in bytes of names and values', () => {
  expect(metaBytes(bytesOfEach({ a: '中', bc: 'x' }))).toBe(7)
})

describe('a target', () => {
  test('is the place itself, or lies below it under the own name', () => {
    expect(targetKey(at('a/b/'), copy('a/b/', 'x/'))).toBe('x/b/')
    expect(targetKey(at('a/b'), copy('a/b', 'x/y', { placement: 'exact' }))).toBe('x/y')
  })

  test.each([
    ['a/b', 'a/', {}, 'sameObject'],
    ['a/b', 'a/b', { placement: 'exact' }, 'sameObject'],
    ['a/', '', {}, 'sameObject'],
    ['a/', 'a/', {}, 'intoItself'],
    ['a/', 'a/b/', {}, 'intoItself'],
    ['a/', 'a/b/', { placement: 'exact' }, undefined],
    ['a/b/', 'a/', { placement: 'exact' }, undefined],
    ['', 'backup/', {}, 'intoItself'],
    ['a/b', 'a/', { conflict: 'keepBoth' }, undefined],
    ['a/b', 'a/', { conflict: 'keepBoth', removeSource: true }, 'sameObject'],
    ['a/', 'ab/', {}, undefined],
    ['ab/', 'a/', { placement: 'exact' }, undefined],
    ['a/b', 'a/B', { placement: 'exact' }, undefined],
    ['a/b', 'a/b/c', { placement: 'exact' }, undefined],
  ] as const)('%j to %j %j: %s', (from, to, more, problem) => {
    expect(targetProblem(copy(from, to, more))).toBe(problem)
  })

  test('in another bucket may have the same key; in another region it may not be', () => {
    expect(targetProblem(copy('a/b', 'a/', { target: at('a/', 'c') }))).toBeUndefined()
    expect(targetProblem(copy('a/b', 'x/', { target: at('x/', 'c', 'cn-qingdao') }))).toBe('otherRegion')
  })
})
