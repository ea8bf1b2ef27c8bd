import { expect, test } from 'vitest'
import { bytesOf } from '../../../oss/headerBytes.ts'
import { normalMetaName } from '../normalMetaName.ts'
import {
  type EditForm,
  editOf,
  emptyForm,
  type FieldForm,
  fieldProblem,
  isEditValid,
  nameProblem,
  unchangedField,
} from './editForm.ts'

const form = (some: Partial<EditForm>): EditForm => ({ ...emptyForm, ...some })
const field = (some: Partial<FieldForm>): FieldForm => ({ ...unchangedField, ...some })
const ofHeader = (some: Partial<FieldForm>) => form({ headers: { ...emptyForm.headers, 'Cache-Control': field(some) } })

test('a form that nobody touched asks for nothing', () => {
  expect(editOf(emptyForm)).toEqual({})
  expect(isEditValid(emptyForm)).toBe(true)
})

test.each<[Partial<FieldForm>, object]>([
  [
    { do: 'set', value: ' a ' },
    { do: 'set', value: bytesOf('a') },
  ],
  [
    { do: 'setIfAbsent', value: '报' },
    { do: 'setIfAbsent', value: bytesOf('报') },
  ],
  [{ do: 'remove', value: 'typed before' }, { do: 'remove' }],
  [
    { do: 'replace', find: ' ', by: '' },
    { do: 'replace', find: ' ', by: '' },
  ],
  [
    { do: 'replace', find: '(a)', by: '$1', isPattern: true },
    { do: 'replace', find: '(a)', by: '$1', isPattern: true },
  ],
])('%j becomes an edit', (typed, edit) => {
  expect(editOf(ofHeader(typed))).toEqual({ headers: { 'Cache-Control': edit } })
})

test.each<[string, Partial<FieldForm>, string | undefined]>([
  ['Cache-Control', { do: 'set', value: ' ' }, 'noValue'],
  ['Cache-Control', { do: 'set', value: '缓存' }, 'notAscii'],
  ['Cache-Control', { do: 'keep', value: '缓存' }, undefined],
  ['Expires', { do: 'setIfAbsent', value: 'never' }, 'notADate'],
  ['a', { do: 'set', value: '' }, undefined],
  ['a', { do: 'set', value: 'a\nb' }, 'controlCharacter'],
  ['a', { do: 'replace', find: '' }, 'noFind'],
  ['a', { do: 'replace', find: '(', isPattern: true }, 'pattern.syntax'],
  ['a', { do: 'replace', find: '(' }, undefined],
  ['a', { do: 'replace', find: '(?<=a)b', isPattern: true }, 'pattern.unsupported'],
])('%s of %j: %s', (name, typed, problem) => {
  expect(fieldProblem(name, field(typed))).toBe(problem)
})

test('names are and a prefix that was typed along is none of theirs', () => {
  const line = (id: number, name: string) => ({ id, name, isThere: false, field: field({ do: 'set', value: 'x' }) })
  const one = line(0, 'X-Oss-Meta-Batch')
  expect(normalMetaName(one.name)).toBe('batch')
  expect(editOf(form({ meta: [one] }))).toEqual({ meta: { batch: { do: 'set', value: 'x' } } })
  const twice = form({ meta: [one, line(1, 'BATCH')] })
  expect(nameProblem(twice, one)).toBe('twice')
  expect(isEditValid(twice)).toBe(false)
  expect(nameProblem(form({ meta: [line(0, 'a_b')] }), line(0, 'a_b'))).toBe('illegalName')
  expect(isEditValid(form({ meta: [{ ...line(0, 'a_b'), isThere: true, field: unchangedField }] }))).toBe(true)
})

test('tags are added and removed, or all replaced', () => {
  const lines = [
    { id: 0, do: 'add' as const, key: 'a', value: '1' },
    { id: 1, do: 'remove' as const, key: 'b', value: '' },
  ]
  expect(editOf(form({ tags: { do: 'keep', lines } }))).toEqual({})
  expect(editOf(form({ tags: { do: 'some', lines } }))).toEqual({
    tags: { add: [{ key: 'a', value: '1' }], remove: ['b'] },
  })
  expect(editOf(form({ tags: { do: 'all', lines: [] } }))).toEqual({ tags: { all: [] } })
  expect(
    isEditValid(form({ tags: { do: 'some', lines: [...lines, { id: 2, do: 'remove', key: 'a', value: '' }] } })),
  ).toBe(false)
})

test('no encryption is a wish of its own', () => {
  expect(editOf(form({ encryption: 'none' }))).toEqual({ encryption: null })
  expect(editOf(form({ encryption: 'AES256', keyId: 'k' }))).toEqual({ encryption: { algorithm: 'AES256' } })
  expect(editOf(form({ encryption: 'KMS', keyId: ' k ' }))).toEqual({ encryption: { algorithm: 'KMS', keyId: 'k' } })
})
