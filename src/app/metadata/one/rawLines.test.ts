import { expect, test } from 'vitest'
import { byteString, bytesOf, bytesOfEach } from '../../../oss/headerBytes.ts'
import { changeOf, formOf } from './metadataForm.ts'
import { formOfRaw, rawOf } from './rawLines.ts'

const known = {
  headers: bytesOfEach({ 'Content-Type': 'text/css', Expires: 'x: y' }),
  meta: { gbk: byteString('\xb1\xa8'), utf8: bytesOf('报'), under_score: bytesOf('') },
}
const form = formOf(known)
const read = (text: string) => {
  const now = formOfRaw(text, form)
  if ('why' in now) throw new Error(now.why)
  return changeOf(now)
}

test('what is not touched stays the bytes that it was', () => {
  expect(rawOf(form).split('\n')).toContain('Expires: x: y')
  expect(read(rawOf(form))).toEqual({})
})

test('lines are changed, added and removed, in whatever case and order', () => {
  const text = ['x-oss-meta-New: 1', 'CACHE-CONTROL:no-cache\r', '', 'x-oss-meta-gbk: 报', 'X-Oss-Meta-utf8: 公'].join(
    '\n',
  )
  expect(read(text)).toEqual({
    headers: { 'Content-Type': null, Expires: null, 'Cache-Control': bytesOf('no-cache') },
    meta: { new: bytesOf('1'), utf8: bytesOf('公'), under_score: null },
  })
})

test.each([
  ['Content-Type', { line: 1, why: 'noColon' }],
  ['Expires: a\nETag: b', { line: 2, why: 'unknownName' }],
  ['x-oss-meta-a: 1\nx-oss-meta-A: 2', { line: 2, why: 'twice' }],
])('%j is none', (text, problem) => {
  expect(formOfRaw(text, form)).toEqual(problem)
})
