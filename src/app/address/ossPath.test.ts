import { expect, test } from 'vitest'
import { formatOssPath, parseOssPath } from './ossPath.ts'

test.each([
  ['oss://photos', 'photos', ''],
  ['oss://photos/', 'photos', ''],
  [' oss://photos/2026 ', 'photos', '2026/'],
  ['photos/2026/a/', 'photos', '2026/a/'],
  ['oss://photos/a//b', 'photos', 'a//b/'],
  ['oss://photos/年度 %2F#?/', 'photos', '年度 %2F#?/'],
])('%s is a place', (text, bucket, prefix) => {
  expect(parseOssPath(text)).toEqual({ bucket, prefix })
})

test.each(['', 'oss://', 'oss://AB', 'oss://-ab/', 'oss://a/', 'oss:///x', 'https://photos/'])('%s is none', (text) => {
  expect(parseOssPath(text)).toBeUndefined()
})

test('what is formatted is parsed again', () => {
  expect(parseOssPath(formatOssPath('photos', 'a/../b/'))).toEqual({ bucket: 'photos', prefix: 'a/../b/' })
})
