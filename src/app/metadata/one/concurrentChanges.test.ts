import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ObjectProperties } from '../../../engine/edit/edited.ts'
import { changed } from '../../../engine/run/change.ts'
import { byteString, bytesOf, bytesOfEach } from '../../../oss/headerBytes.ts'
import type { Head, HeaderBytes } from '../../../oss/types.ts'
import { concurrentChanges, rebased } from './concurrentChanges.ts'
import { changedPair, changeOf, formOf, withoutPair, withPair } from './metadataForm.ts'

const present = (some: Partial<ObjectProperties> = {}): ObjectProperties => ({
  headers: bytesOfEach({ 'Content-Type': 'text/css', 'Cache-Control': 'max-age=1' }),
  meta: bytesOfEach({ a: '1', b: '2' }),
  storageClass: 'Standard',
  tags: [],
  acl: 'default',
  ...some,
})

test('now, mine and before, field by field', () => {
  const before = present()
  const now = present({
    headers: bytesOfEach({ 'Content-Type': 'text/css', 'Cache-Control': 'max-age=2' }),
    meta: bytesOfEach({ a: '1' }),
    tags: [{ key: 't', value: '' }],
    acl: 'private',
    encryption: { algorithm: 'AES256' },
  })
  const mine = { headers: { 'Cache-Control': bytesOf('no-cache') } }
  const bytes = (text: string) => ({ is: 'bytes', bytes: text })
  expect(concurrentChanges(before, now, mine)).toEqual([
    { name: 'Cache-Control', before: bytes('max-age=1'), now: bytes('max-age=2'), mine: bytes('no-cache') },
    { name: 'x-oss-meta-b', before: bytes('2'), now: { is: 'none' } },
    { name: 'tags', before: { is: 'none' }, now: { is: 'text', text: 't' } },
    { name: 'acl', before: { is: 'acl', acl: 'default' }, now: { is: 'acl', acl: 'private' } },
    { name: 'encryption', before: { is: 'none' }, now: { is: 'text', text: 'AES256' } },
  ])
  expect(concurrentChanges(before, present(), mine)).toEqual([])
})

const values = fc.constantFrom<HeaderBytes>(bytesOf('1'), bytesOf('报'), byteString('\xb1\xa8'))
const metas = fc.dictionary(fc.constantFrom('a', 'b', 'c'), values)
const asked = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.option(fc.constantFrom('1', 'x', '公')))

test('what I did not touch is as it is now, what I did is mine unless I take that', () => {
  fc.assert(
    fc.property(metas, metas, asked, fc.subarray(['a', 'b', 'c', 'd']), (before, theirs, mine, taken) => {
      const form = Object.entries(mine).reduce(
        (typed, [name, value]) => {
          const pair = typed.pairs.find((one) => one.name === name)
          if (value === null) return pair ? withoutPair(typed, pair.id) : typed
          if (pair) return changedPair(typed, { ...pair, value })
          const added = withPair(typed)
          const { id } = added.pairs.at(-1) ?? { id: -1 }
          return changedPair(added, { id, name, value })
        },
        formOf({ headers: {}, meta: before }),
      )
      const change = changeOf(form).meta ?? {}
      const now = rebased(form, { headers: {}, meta: theirs }, new Set(taken.map((name) => `x-oss-meta-${name}`)))
      const kept = Object.fromEntries(Object.entries(change).filter(([name]) => !taken.includes(name)))
      const after = (edit: object) =>
        changed({ key: '' } as never, { headers: {}, meta: theirs, storageClass: 'Standard' } as Head, edit).meta
      expect(after(changeOf(now))).toEqual(after({ meta: kept }))
    }),
  )
})
