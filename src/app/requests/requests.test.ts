import { expect, test } from 'vitest'
import {
  bucketRefOf,
  changeRequest,
  type DragKeys,
  dropRequest,
  editableName,
  intoRequest,
  refsOf,
  renameRequest,
} from './requests.ts'

const account = { id: 'me' }
const photos = bucketRefOf(account, { name: 'photos', region: 'cn-hangzhou' })
const backup = bucketRefOf(account, { name: 'backup', region: 'cn-hangzhou' })
const north = bucketRefOf(account, { name: 'north', region: 'cn-qingdao' })
const sources = refsOf(photos, [{ key: 'a/one.jpg' }, { key: 'a/sub/' }])

const none: DragKeys = { ctrlKey: false, shiftKey: false, altKey: false, metaKey: false }

test('a selection becomes references with the bucket’s region', () => {
  expect(sources[0]).toEqual({ account: 'me', region: 'cn-hangzhou', bucket: 'photos', key: 'a/one.jpg' })
})

test('copy to and move to put the sources below the target', () => {
  const choice = { removeSource: true, conflict: 'keepBoth', keepAcl: false } as const
  expect(intoRequest(sources, { ...backup, key: '2026/' }, choice)).toEqual({
    do: 'copy',
    sources,
    target: { ...backup, key: '2026/' },
    placement: 'into',
    ...choice,
  })
})

test('a rename of an object keeps its parent', () => {
  const request = renameRequest({ ...photos, key: 'a/one.jpg' }, 'two 2.jpg', { conflict: 'skip' })
  expect(request).toMatchObject({ placement: 'exact', removeSource: true, target: { ...photos, key: 'a/two 2.jpg' } })
})

test('a rename of a prefix is exact, too, and stays a prefix', () => {
  expect(renameRequest({ ...photos, key: 'a/sub/' }, 'new', { conflict: 'skip' }).target.key).toBe('a/new/')
  expect(renameRequest({ ...photos, key: 'a//' }, 'named', { conflict: 'skip' }).target.key).toBe('a/named/')
})

test('the name to edit is the last one', () => {
  expect(editableName('a/one.jpg')).toBe('one.jpg')
  expect(editableName('a/sub/')).toBe('sub')
  expect(editableName('a//')).toBe('')
})

test('a drop copies between buckets and moves inside one; Ctrl and Option copy, Shift and Command move', () => {
  const removes = (target: typeof photos, held: Partial<DragKeys>) =>
    dropRequest(sources, { ...target, key: 'x/' }, { ...none, ...held }).request.removeSource
  for (const [held, inside, between] of [
    [{}, true, false],
    [{ ctrlKey: true }, false, false],
    [{ altKey: true }, false, false],
    [{ shiftKey: true }, true, true],
    [{ metaKey: true }, true, true],
    [{ ctrlKey: true, shiftKey: true }, false, false],
  ] as const)
    expect([removes(photos, held), removes(backup, held)], JSON.stringify(held)).toEqual([inside, between])
})

test('what a drop finds in its way is asked about, and a move out of the bucket shows its plan first', () => {
  const choice = ({ request: { conflict, review } }: ReturnType<typeof dropRequest>) => [conflict, review]
  expect(choice(dropRequest(sources, { ...backup, key: '' }, none))).toEqual(['ask', undefined])
  expect(choice(dropRequest(sources, { ...photos, key: 'x/' }, none))).toEqual(['ask', undefined])
  expect(choice(dropRequest(sources, { ...backup, key: '' }, { ...none, shiftKey: true }))).toEqual(['ask', true])
})

test('to another account a drop is a relay and shows its plan first: a copy, unless a move is asked for, also of what both may see', () => {
  const theirs = (bucket: typeof photos) => ({ ...bucket, account: 'other', key: 'x/' })
  for (const target of [theirs(photos), theirs(backup), theirs(north)]) {
    const { request, problem } = dropRequest(sources, target, none)
    expect([request, problem]).toMatchObject([{ relay: true, review: true, removeSource: false, target }, undefined])
    const moved = dropRequest(sources, target, { ...none, shiftKey: true }).request
    expect(moved).toMatchObject({ relay: true, review: true, removeSource: true })
  }
  expect(dropRequest(sources, { ...backup, key: '' }, none).request).not.toHaveProperty('relay')
})

test('a drop where it cannot go says why', () => {
  const problem = (target: typeof photos, key: string) => dropRequest(sources, { ...target, key }, none).problem
  expect(problem(photos, 'a/')).toBe('sameObject')
  expect(problem(photos, 'a/sub/')).toBe('intoItself')
  expect(problem(north, '')).toBe('otherRegion')
  expect(problem(backup, '')).toBeUndefined()
})

test('a change names one object and only what is asked', () => {
  const change = { headers: { Expires: null } }
  expect(changeRequest([{ ...photos, key: 'k' }], change)).toEqual({
    do: 'change',
    sources: [{ ...photos, key: 'k' }],
    change,
  })
})
