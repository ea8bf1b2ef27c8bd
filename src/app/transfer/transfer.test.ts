import { expect, test } from 'vitest'
import type { Row } from '../listing/rows.ts'
import { bucketRefOf, refsOf } from '../requests/requests.ts'
import {
  browsedAt,
  cannotRun,
  canRelay,
  expectedRefusal,
  leavingLinks,
  relayedSize,
  transferOf,
  whyRelay,
} from './transfer.ts'

const buckets = [
  { name: 'photos', region: 'cn-hangzhou' },
  { name: 'backup', region: 'cn-hangzhou' },
  { name: 'north', region: 'cn-qingdao' },
]
const photos = bucketRefOf({ id: 'me' }, { name: 'photos', region: 'cn-hangzhou' })
const sources = refsOf(photos, [{ key: 'a/one.jpg' }, { key: 'a/sub/' }])
const choice = { removeSource: false, conflict: 'skip', keepAcl: true } as const
const transfer = (address: string, conflict: 'skip' | 'keepBoth' = 'skip') =>
  transferOf(address, { sources, account: 'me', buckets, choice: { ...choice, conflict } })

test('links that would leave their bucket are told before anything is asked', () => {
  const link = { is: 'object', key: 'a/now', name: 'now', type: 'Symlink', storageClass: 'Standard' } as Row
  const rows = [link, { ...link, type: 'Normal' } as Row, { is: 'prefix', key: 'a/sub/', name: 'sub/' } as Row]
  const to = (bucket: string, region = 'cn-hangzhou', account = 'me') =>
    leavingLinks(rows, photos, bucketRefOf({ id: account }, { name: bucket, region }))
  expect(to('photos')).toBe(undefined)
  expect(to('backup')).toEqual({ by: 'bucket', count: 1 })
  expect(to('north', 'cn-qingdao')).toEqual({ by: 'relay', count: 1 })
  expect(to('backup', 'cn-hangzhou', 'other')).toEqual({ by: 'relay', count: 1 })
  expect(
    leavingLinks(rows.slice(1), photos, bucketRefOf({ id: 'me' }, { name: 'backup', region: 'cn-hangzhou' })),
  ).toBe(undefined)
  expect(leavingLinks(rows, photos, undefined)).toBe(undefined)
})

test('rows are gone through once, however many letters ask about them', () => {
  let walks = 0
  const rows = new Proxy([{ is: 'object', key: 'a', type: 'Symlink', storageClass: 'Standard' } as Row], {
    get: (all, name) => {
      if (name === '0') walks += 1
      return Reflect.get(all, name)
    },
  })
  const backup = bucketRefOf({ id: 'me' }, { name: 'backup', region: 'cn-hangzhou' })
  for (let letters = 0; letters < 3; letters += 1) {
    cannotRun(rows)
    canRelay(rows, undefined)
    leavingLinks(rows, photos, backup)
  }
  expect(walks).toBe(1)
})

test('an address becomes the target, with the region of its bucket', () => {
  expect(transfer('oss://backup/2026').request).toEqual({
    do: 'copy',
    sources,
    target: { account: 'me', region: 'cn-hangzhou', bucket: 'backup', key: '2026/' },
    placement: 'into',
    ...choice,
  })
})

test.each([
  ['oss:', 'badAddress'],
  ['oss://nobody/', 'noBucket'],
  ['oss://backup//x/', 'leadingSlash'],
  [`oss://backup/${'x'.repeat(1020)}/`, 'tooLong'],
  ['oss://backup/a/../', 'dots'],
  ['oss://photos/a/', 'sameObject'],
  ['oss://photos/a/sub/deep/', 'intoItself'],
  ['oss://north/', 'otherRegion'],
])('%.30s is no place for it: %s', (address, problem) => {
  expect(transfer(address).problem?.is).toBe(problem)
})

test('another region and append type can be relayed, an object that is not restored cannot', () => {
  const object = { is: 'object', name: 'o', key: 'o', size: 7, etag: 'E', modified: 0 } as const
  const log: Row = { ...object, type: 'Appendable', storageClass: 'Standard' }
  const cold: Row = { ...object, type: 'Appendable', storageClass: 'Archive' }
  const { problem } = transfer('oss://north/')
  expect([canRelay([], problem), canRelay([log], undefined), canRelay([], undefined)]).toEqual([true, true, false])
  expect([expectedRefusal(log, true), expectedRefusal(cold, true)]).toEqual([undefined, 'archived'])
  const relayed = transferOf('oss://north/', { sources, account: 'me', buckets, choice: { ...choice, relay: true } })
  expect(relayed.request).toMatchObject({ relay: true, target: { region: 'cn-qingdao' } })
  expect([relayedSize([log, cold]), relayedSize([log, { is: 'prefix', name: 'p/', key: 'p/' }])]).toEqual([
    14,
    undefined,
  ])
})

test('a bucket of another region or account is reached by a relay, and the reason is known', () => {
  expect(buckets.map((bucket) => whyRelay(photos, 'me', bucket))).toEqual([undefined, undefined, 'region'])
  expect(whyRelay(photos, 'other', { region: 'cn-hangzhou' })).toBe('account')
})

test('another account writes only by a relay', () => {
  const given = { sources, account: 'other', buckets, choice }
  const { problem } = transferOf('oss://backup/', given)
  expect([problem?.is, canRelay([], problem)]).toEqual(['otherAccount', true])
  const relayed = transferOf('oss://backup/', { ...given, choice: { ...choice, relay: true } })
  expect(relayed.request).toMatchObject({ relay: true, target: { account: 'other', bucket: 'backup' } })
})

test('a copy beside the original is possible when both are kept', () => {
  expect(transfer('oss://photos/a/', 'keepBoth').request?.target.key).toBe('a/')
})

test('while a name is typed its parent is browsed', () => {
  expect(browsedAt('oss://photos/a/b', buckets)).toEqual({ bucket: 'photos', prefix: 'a/' })
  expect(browsedAt('oss://pho', buckets)).toBeUndefined()
  expect(browsedAt('oss://nobody/a/', buckets)).toBeUndefined()
})

test('what the listing shows is refused before anything is asked', () => {
  const object: Row = {
    is: 'object',
    name: 'o',
    key: 'o',
    size: 1,
    etag: 'E',
    modified: 0,
    type: 'Normal',
    storageClass: 'Standard',
  }
  expect(expectedRefusal(object)).toBeUndefined()
  expect(expectedRefusal({ ...object, type: 'Appendable' })).toBe('appendable')
  expect(expectedRefusal({ ...object, storageClass: 'ColdArchive' })).toBe('archived')
  expect(expectedRefusal({ ...object, storageClass: 'Archive', restore: { ongoing: true } })).toBe('archived')
  expect(expectedRefusal({ ...object, storageClass: 'Archive', restore: { ongoing: false } })).toBeUndefined()
})

test('a job can do something with what it may restore first, and nothing with what the store never copies', () => {
  const object = { is: 'object', name: 'o', key: 'o', size: 1, etag: 'E', modified: 0 } as const
  const log: Row = { ...object, type: 'Appendable', storageClass: 'Standard' }
  const cold: Row = { ...object, type: 'Normal', storageClass: 'Archive' }
  expect([cannotRun([cold]), cannotRun([log, cold]), cannotRun([log])]).toEqual([false, false, true])
  expect(cannotRun([log], true)).toBe(false)
})
