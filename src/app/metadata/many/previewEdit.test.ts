import { expect, test } from 'vitest'
import { byteString, bytesOf, bytesOfEach } from '../../../oss/headerBytes.ts'
import type { HeaderBytes } from '../../../oss/types.ts'
import { previewEdit } from './previewEdit.ts'
import { headerCounts, metaCounts, metaNames, type SurveyedObject, tagCounts } from './valueCounts.ts'

const seen = (cache: HeaderBytes | undefined, meta: Record<string, HeaderBytes> = {}): SurveyedObject => ({
  key: 'k',
  size: 1,
  modified: 0,
  storageClass: 'Standard',
  headers: cache === undefined ? {} : { 'Cache-Control': cache },
  meta,
  tags: [{ key: 'a', value: '1' }],
  acl: 'default',
})
const [one, two, gbk] = [bytesOf('max-age=1'), bytesOf('max-age=2'), byteString('\xb1\xa8')]
const objects = [seen(one), seen(two, bytesOfEach({ b: '1' })), seen(two), seen(undefined, { b: gbk })]

test('what a field is in how many objects, the most frequent first', () => {
  expect(headerCounts(objects, 'Cache-Control')).toEqual([
    { value: two, count: 2 },
    { value: one, count: 1 },
    { value: null, count: 1 },
  ])
  expect(metaNames(objects)).toEqual(['b'])
  expect(metaCounts(objects, 'constructor')).toEqual([{ value: null, count: 4 }])
  expect(tagCounts(objects)).toEqual([{ value: 'a=1', count: 4 }])
})

test('what becomes of them, each difference once with its count', () => {
  const foreseen = previewEdit({ headers: { 'Cache-Control': { do: 'set', value: two } } }, objects)
  expect(foreseen).toMatchObject({ changes: 2, asAsked: 2, refused: {}, looked: 4, isPart: false })
  const after = { is: 'bytes', bytes: two }
  expect(foreseen.steps).toEqual([
    { name: 'Cache-Control', before: { is: 'bytes', bytes: one }, after, count: 1 },
    { name: 'Cache-Control', before: { is: 'none' }, after, count: 1 },
  ])
})

test('of a type by content it is said how many objects the plan reads', () => {
  const typed = (more: Record<string, string>) => ({
    ...seen(one),
    headers: bytesOfEach({ 'Content-Type': 'text/html', ...more }),
  })
  const edit = { headers: { 'Content-Type': { do: 'byContent' } } } as const
  const foreseen = previewEdit(edit, [typed({}), typed({}), typed({ 'Content-Encoding': 'gzip' })])
  expect(foreseen).toMatchObject({ changes: 0, asAsked: 1, unread: 2, steps: [] })
})

test('what is no text stays, and what an object can’t be given is said', () => {
  const edit = { meta: { b: { do: 'replace', find: '1', by: 'x' } } } as const
  expect(previewEdit(edit, objects).steps.map(({ after }) => after)).toEqual([{ is: 'bytes', bytes: bytesOf('x') }])
  const add = Array.from({ length: 10 }, (_, n) => ({ key: `k${n}`, value: '' }))
  expect(previewEdit({ tags: { add, remove: [] } }, objects).refused).toEqual({ tooManyTags: 4 })
})

test('a pattern that takes too long on some values is not tried on all', () => {
  const slow = Array.from({ length: 9 }, () => seen(undefined, { b: bytesOf('a'.repeat(8000)) }))
  const edit = { meta: { b: { do: 'replace', find: '(?:a*b|a)', by: '', isPattern: true } } } as const
  expect(previewEdit(edit, slow)).toMatchObject({ refused: { slowPattern: 3 }, looked: 3, isPart: true })
})
