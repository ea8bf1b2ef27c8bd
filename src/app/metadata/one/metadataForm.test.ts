import { expect, test } from 'vitest'
import { byteString, bytesOf, bytesOfEach } from '../../../oss/headerBytes.ts'
import type { Head } from '../../../oss/types.ts'
import {
  changedPair,
  changeOf,
  differences,
  formOf,
  guessedEncoding,
  headerFieldProblem,
  isValid,
  pairProblem,
  shownOf,
  usedBytes,
  withoutPair,
  withPair,
} from './metadataForm.ts'

const head: Head = {
  size: 10,
  etag: 'E',
  modified: 0,
  type: 'Normal',
  storageClass: 'Standard',
  headers: bytesOfEach({ 'Content-Type': 'text/plain', 'Cache-Control': 'no-cache' }),
  meta: bytesOfEach({ author: '李雷', project: 'ferry' }),
  tagCount: 0,
}
const form = formOf(head)
const edit = (name: string, value: string, at = 0) => changedPair(form, { id: at, name, value })

test('an untouched form changes nothing', () => {
  expect(differences(form)).toEqual([])
  expect(changeOf(form)).toEqual({})
  expect(isValid(form)).toBe(true)
})

test('only touched headers are sent, and an emptied one is removed', () => {
  const headers = { ...form.headers, 'Content-Type': 'text/html', 'Cache-Control': '', Expires: 'never' }
  expect(changeOf({ ...form, headers })).toEqual({
    headers: bytesOfEach({ 'Content-Type': 'text/html', 'Cache-Control': null, Expires: 'never' }),
  })
})

test('pairs are added, changed, renamed and removed', () => {
  const added = withPair(form)
  expect(changeOf(changedPair(added, { id: 2, name: 'Reviewed-By', value: '韩梅梅' }))).toEqual({
    meta: bytesOfEach({ 'reviewed-by': '韩梅梅' }),
  })
  expect(changeOf(edit('author', 'new'))).toEqual({ meta: bytesOfEach({ author: 'new' }) })
  expect(changeOf(edit('writer', '李雷'))).toEqual({ meta: bytesOfEach({ author: null, writer: '李雷' }) })
  expect(changeOf(withoutPair(form, 1))).toEqual({ meta: { project: null } })
})

test('a pair may be emptied without being removed', () => {
  expect(changeOf(edit('author', ''))).toEqual({ meta: { author: '' } })
})

test('the summary shows before and after', () => {
  expect(differences(edit('author', 'new'))).toEqual([
    { name: 'x-oss-meta-author', before: bytesOf('李雷'), after: bytesOf('new') },
  ])
})

test('names are checked beside their field', () => {
  const problem = (name: string) => pairProblem(edit(name, 'x'), { id: 0, name, value: 'x' })
  expect(problem('')).toBe('empty')
  expect(problem('a_b')).toBe('illegalName')
  expect(problem('作者')).toBe('illegalName')
  expect(problem('PROJECT')).toBe('twice')
  expect(problem('a-b')).toBeUndefined()
})

test('more than 8 KiB is too much', () => {
  const big = edit('author', '李'.repeat(2731))
  expect(usedBytes(big)).toBeGreaterThan(8192)
  expect(isValid(big)).toBe(false)
})

test('what is not UTF-8 is shown, and stays as it is while it reads as it did', () => {
  const [gbk, latin1] = [byteString('\xb1\xa8\xb8\xe6'), byteString('caf\xe9')]
  const odd = formOf({ headers: { 'Content-Disposition': gbk }, meta: { gbk, latin1, utf8: bytesOf('报告') } })
  const [first, second, third] = odd.pairs
  if (!first || !second || !third) throw new Error('three pairs are there')
  expect([odd.headers['Content-Disposition'], first.value, second.value]).toEqual(['报告', '报告', 'café'])
  expect(odd.pairs.map((pair) => guessedEncoding(pair.value, pair.stored?.value))).toEqual([
    'GBK',
    'Latin-1',
    undefined,
  ])
  const headers = { ...odd.headers, 'Cache-Control': 'no-cache' }
  expect(changeOf({ ...odd, headers })).toEqual({ headers: { 'Cache-Control': 'no-cache' } })
  // Another name is no other value.
  expect(changeOf(changedPair(odd, { ...first, name: 'b' }))).toEqual({ meta: { gbk: null, b: gbk } })
  const typed = changedPair(odd, { ...first, value: '报告2' })
  expect(changeOf(typed)).toEqual({ meta: { gbk: bytesOf('报告2') } })
  expect(changeOf(changedPair(typed, first))).toEqual({})
  expect(usedBytes(odd)).toBe('gbk'.length + 4 + 'latin1'.length + 4 + 'utf8'.length + 6)
})

test('what is stored is not judged, only what is typed', () => {
  const stored = bytesOfEach({ 'Content-Type': 'jpg', Expires: 'never', 'Cache-Control': '缓存' })
  const odd = formOf({ headers: stored, meta: bytesOfEach({ under_score: 'a\tb', big: 'x'.repeat(9000) }) })
  expect(isValid(odd)).toBe(true)
  const withHeader = (name: string, value: string) => ({ ...odd, headers: { ...odd.headers, [name]: value } })
  expect(isValid(withHeader('Content-Language', 'en'))).toBe(true)
  expect(changeOf(withHeader('Content-Language', 'en'))).toEqual({ headers: { 'Content-Language': 'en' } })
  expect(headerFieldProblem(withHeader('Content-Type', 'jpeg'), 'Content-Type')).toBe('notAType')
  expect(isValid(withHeader('Expires', 'ever'))).toBe(false)
  const [first] = odd.pairs
  if (!first) throw new Error('a pair is there')
  expect(pairProblem(changedPair(odd, { ...first, value: 'c\td' }), { ...first, value: 'c\td' })).toBe('illegalName')
  expect(isValid(changedPair(odd, { ...first, name: 'a' }))).toBe(false)
})

test('only the space that HTTP loses is taken off', () => {
  const added = withPair(form)
  expect(changeOf(changedPair(added, { id: 2, name: 'a', value: ' \t\u00a0x\u3000 ' }))).toEqual({
    meta: { a: bytesOf('\u00a0x\u3000') },
  })
})

test('what was shown of everything that is changed must still be so', () => {
  const known = {
    headers: bytesOfEach({ 'Content-Type': 'text/plain', Expires: 'x' }),
    meta: bytesOfEach({ a: '1', b: '2' }),
  }
  const [a] = formOf(known).pairs
  if (!a) throw new Error('no pair')
  const form = withPair(changedPair(formOf(known), { ...a, value: '3' }))
  const [, , added] = form.pairs
  if (!added) throw new Error('no pair')
  const typed = changedPair(form, { ...added, name: 'New', value: 'n' })
  expect(
    shownOf({ ...typed, headers: { ...typed.headers, 'Content-Type': 'text/css', 'Cache-Control': 'no-cache' } }),
  ).toEqual({
    headers: { 'Content-Type': 'text/plain', 'Cache-Control': null },
    meta: { a: '1', new: null },
  })
})
