import { expect, test } from 'vitest'
import { bytesOf } from '../../oss/headerBytes.ts'
import { withLineEndsOf } from './lineEnds.ts'
import { utf8Type } from './textType.ts'

test.each([
  ['a\r\nb', 'a\nnew\r\nb\n', 'a\r\nnew\r\nb\r\n'],
  ['a\nb\n', 'a\r\nnew\nb', 'a\nnew\nb'],
  ['a\r\nb\nc', 'a\r\nb\nc\n', 'a\r\nb\nc\n'],
  ['\nb\r\n', 'a\n', 'a\n'],
  ['one line', 'a\r\nb\n', 'a\r\nb\n'],
])('the line ends of %j are kept in %j', (file, text, kept) => {
  expect(withLineEndsOf(file, text)).toBe(kept)
})

test.each([
  ['text/plain; charset=gbk', 'gbk', 'text/plain; charset=utf-8'],
  ['text/html;CHARSET="GB2312"; x=1', 'GB2312', 'text/html; charset=utf-8; x=1'],
])('%s becomes a type that says UTF-8', (type, charset, now) => {
  expect(utf8Type(bytesOf(type))).toEqual({ charset, type: now })
})

test.each(['text/plain', 'text/plain; charset=UTF-8', 'text/plain;charset=utf8', undefined])('%s stays', (type) => {
  expect(utf8Type(type === undefined ? undefined : bytesOf(type))).toBeUndefined()
})
