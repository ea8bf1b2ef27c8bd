import { expect, test } from 'vitest'
import type { Head } from '../../oss/types.ts'
import {
  changedPair,
  changeOf,
  differences,
  formOf,
  isValid,
  pairProblem,
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
  headers: { 'Content-Type': 'text/plain', 'Cache-Control': 'no-cache' },
  meta: { author: '李雷', project: 'ferry' },
  tagCount: 0,
}
const form = formOf(head)
const edit = (name: string, value: string, at = 0) => changedPair(form, { id: at, name, value })

test('an untouched form changes nothing', () => {
  expect(differences(head, form)).toEqual([])
  expect(changeOf(head, form)).toEqual({})
  expect(isValid(form)).toBe(true)
})

test('only touched headers are sent, and an emptied one is removed', () => {
  const headers = { ...form.headers, 'Content-Type': 'text/html', 'Cache-Control': '', Expires: 'never' }
  expect(changeOf(head, { ...form, headers })).toEqual({
    headers: { 'Content-Type': 'text/html', 'Cache-Control': null, Expires: 'never' },
  })
})

test('pairs are added, changed, renamed and removed', () => {
  const added = withPair(form, '')
  expect(changeOf(head, changedPair(added, { id: 2, name: 'Reviewed-By', value: '韩梅梅' }))).toEqual({
    meta: { 'reviewed-by': '韩梅梅' },
  })
  expect(changeOf(head, edit('author', 'new'))).toEqual({ meta: { author: 'new' } })
  expect(changeOf(head, edit('writer', '李雷'))).toEqual({ meta: { author: null, writer: '李雷' } })
  expect(changeOf(head, withoutPair(form, 1))).toEqual({ meta: { project: null } })
})

test('a pair may be emptied without being removed', () => {
  expect(changeOf(head, edit('author', ''))).toEqual({ meta: { author: '' } })
})

test('of many nothing is known: an empty field changes nothing, a removal is sent', () => {
  const nothing = { headers: {}, meta: {} }
  const empty = formOf(nothing)
  expect(changeOf(nothing, empty)).toEqual({})
  const removing = withPair({ ...empty, headers: { ...empty.headers, 'Cache-Control': null } }, null)
  expect(isValid(removing)).toBe(false)
  const named = changedPair(removing, { id: 0, name: 'Stage', value: null })
  expect(isValid(named)).toBe(true)
  expect(changeOf(nothing, named)).toEqual({ headers: { 'Cache-Control': null }, meta: { stage: null } })
  expect(usedBytes(named)).toBe(0)
})

test('the summary shows before and after', () => {
  expect(differences(head, edit('author', 'new'))).toEqual([
    { name: 'x-oss-meta-author', before: '李雷', after: 'new' },
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
