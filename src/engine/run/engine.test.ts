import { describe, expect, test } from 'vitest'
import {
  away,
  copy,
  ferry,
  ferryOver,
  home,
  keysOf,
  never,
  put,
  rename,
  sent,
  states,
  world,
  writes,
} from '../../../test/engine.ts'
import { plan } from '../plan/plan.ts'
import { createRemovals } from './removals.ts'

describe('method', () => {
  test('below 1 GiB: one CopyObject, pinned', async () => {
    await put(home('a.txt'))
    const { etag } = await ferry.oss.head({ at: home('a.txt'), signal: never })
    ferry.store.requests.clear()
    expect(states(await ferryOver(copy([home('a.txt')], away(''))))).toEqual(['done'])
    expect(writes()).toEqual(['CopyObject'])
    expect(sent('CopyObject')[0]?.headers['x-oss-copy-source-if-match']).toBe(`"${etag}"`)
  })

  test('6 GiB inside a bucket: one CopyObject, which moves a reference', async () => {
    expect(states(await ferryOver(copy([home('large')], home('copied/'))))).toEqual(['done'])
    expect(writes()).toEqual(['CopyObject'])
  })

  test('where the store refuses that, it goes on by parts', async () => {
    ferry.store.settings.referenceCopy = 'refused'
    const [task] = await ferryOver(copy([home('large')], home('copied/')))
    expect(task).toMatchObject({ state: 'done', method: 'parts' })
    expect(sent('UploadPartCopy')).toHaveLength(96)
  })

  test('where that is too slow, too', async () => {
    ferry.store.faults.add({ op: 'CopyObject', hang: 'before' })
    world.settings.referenceTimeout = 50
    const [task] = await ferryOver(copy([home('large')], home('copied/')))
    expect(task).toMatchObject({ state: 'done', method: 'parts' })
  })

  test('6 GiB to another bucket: every part pinned; attributes, tags and CRC64 as before', async () => {
    const before = await ferry.oss.head({ at: home('large'), signal: never })
    await ferryOver(copy([home('large')], away('')))
    const after = await ferry.oss.head({ at: away('large'), signal: never })
    for (const name of ['size', 'crc64', 'headers', 'meta', 'tagCount', 'storageClass'] as const)
      expect(after[name]).toEqual(before[name])
    expect(await ferry.oss.getTags({ at: away('large'), signal: never })).toEqual(
      await ferry.oss.getTags({ at: home('large'), signal: never }),
    )
    const parts = sent('UploadPartCopy')
    expect(new Set(parts.map((part) => part.headers['x-oss-copy-source-if-match']))).toEqual(
      new Set([`"${before.etag}"`]),
    )
    expect(new Set(parts.map((part) => part.headers['x-oss-copy-source-range'])).size).toBe(96)
  })

  test('the parts of the next large object are as the last ones showed the store to be', async () => {
    ferry.store.settings.copySpeed = 2 * 1024 ** 3
    expect(states(await ferryOver(copy([home('large')], away(''))))).toEqual(['done'])
    expect(sent('UploadPartCopy')).toHaveLength(96)
    for (let n = 0; n < 60; n++) world.pace.note('away', { bytes: 1024 ** 2, took: 1000 })
    ferry.store.requests.clear()
    expect(states(await ferryOver(copy([home('large')], away(''))))).toEqual(['done'])
    expect(sent('UploadPartCopy')).toHaveLength(384)
  })

  test('parts that are not copied in time get smaller', async () => {
    const isLarge = { op: 'UploadPartCopy', partNumber: 3 }
    const slow = ferry.store.faults.add({ ...isLarge, hang: 'before', times: 1 })
    world.settings.partTimeout = 3000
    const [task] = await ferryOver(copy([home('large')], away('')))
    expect(task).toMatchObject({
      state: 'done',
      proof: { crc64: (await ferry.oss.head({ at: home('large'), signal: never })).crc64 },
    })
    expect(slow.hits).toBe(1)
    expect(sent('AbortMultipartUpload').length).toBeGreaterThan(0)
    expect(sent('UploadPartCopy').at(-1)?.headers['x-oss-copy-source-range']).toMatch(/-6442450943$/)
    expect(new Set(sent('InitiateMultipartUpload').map(({ key }) => key))).toEqual(new Set(['large']))
    expect(sent('UploadPartCopy').length).toBeGreaterThan(384)
  })

  test('what was made by other parts is identical by its CRC64', async () => {
    await ferryOver(copy([home('large')], away('')))
    const [before, after] = await Promise.all(
      [home('large'), away('large')].map((at) => ferry.oss.head({ at, signal: never })),
    )
    expect(after?.etag).not.toBe(before?.etag)
    expect(states(await ferryOver(copy([home('large')], away(''), { conflict: 'different' })))).toEqual(['skipped'])
  })

  test('a metadata edit of 6 GiB is one self CopyObject', async () => {
    await ferryOver(copy([home('large')], home('edited/')))
    ferry.store.requests.clear()
    const at = home('edited/large')
    const change = { headers: { 'Cache-Control': 'no-store' }, meta: { note: '新' } }
    expect(states(await ferryOver({ do: 'change', sources: [at], change }))).toEqual(['done'])
    expect(writes()).toEqual(['CopyObject'])
    const after = await ferry.oss.head({ at, signal: never })
    expect(after).toMatchObject({ headers: { 'Content-Type': 'video/mp4', 'Cache-Control': 'no-store' }, tagCount: 2 })
    expect(after.meta).toEqual({ author: '李白', note: '新' })
  })

  test('a change of class above 1 GiB rewrites by parts and keeps the rest', async () => {
    await ferryOver(copy([home('large')], home('edited/')))
    const at = home('edited/large')
    const before = await ferry.oss.head({ at, signal: never })
    expect(states(await ferryOver({ do: 'change', sources: [at], change: { storageClass: 'IA' } }))).toEqual(['done'])
    const after = await ferry.oss.head({ at, signal: never })
    expect(after).toMatchObject({
      storageClass: 'IA',
      headers: before.headers,
      meta: before.meta,
      tagCount: 2,
      crc64: before.crc64,
    })
  })
})

test('a link is copied and moved as a link, whether or not what it stands for exists', async () => {
  await put(home('real'))
  await ferry.oss.putSymlink({ at: home('link'), target: 'real', signal: never })
  await ferry.oss.putSymlink({ at: home('dangling'), target: 'nowhere', signal: never })
  expect(states(await ferryOver(copy([home('link'), home('dangling')], home('links/'))))).toEqual(['done', 'done'])
  expect(await ferry.oss.getSymlink({ at: home('links/link'), signal: never })).toBe('real')
  expect(states(await ferryOver(rename(home('links/'), home('moved/'))))).toEqual(['done', 'done'])
  expect(await ferry.oss.getSymlink({ at: home('moved/dangling'), signal: never })).toBe('nowhere')
  expect(await keysOf(home('links/'))).toEqual([])
})

test('encryption and class of an object that was picked go along', async () => {
  const encryption = { algorithm: 'AES256' }
  await put(home('secret'), 'x', { encryption, storageClass: 'IA' })
  expect(states(await ferryOver(copy([home('secret')], away(''))))).toEqual(['done'])
  expect(await ferry.oss.head({ at: away('secret'), signal: never })).toMatchObject({ encryption, storageClass: 'IA' })
})

test('tags and ACL are changed without a copy, and what was there is kept for an undo', async () => {
  await put(home('a'), 'x', { tags: [{ key: 'old', value: '1' }] })
  const change = { tags: [{ key: 'new', value: '值' }], acl: 'public-read' as const }
  const [task] = await ferryOver({ do: 'change', sources: [home('a')], change })
  expect(task).toMatchObject({ state: 'done', before: { tags: [{ key: 'old', value: '1' }], acl: 'default' } })
  expect(writes()).toEqual(['PutObject', 'PutObjectTagging', 'PutObjectAcl'])
  expect(await ferry.oss.getTags({ at: home('a'), signal: never })).toEqual(change.tags)
})

test('a prefix is removed in one batch, and what changed meanwhile is kept', async () => {
  for (let n = 0; n < 30; n++) await put(home(`dir/${n}`), String(n))
  ferry.store.requests.clear()
  ferry.store.faults.add({ op: 'ListObjectsV2', skip: 1, times: 1, run: () => put(home('dir/7'), 'newer') })
  const batch = []
  for await (const planned of plan({ do: 'remove', sources: [home('dir/')] }, world)) batch.push(...planned)
  const removals = createRemovals(world)
  const ends = await Promise.allSettled(batch.map(({ source }) => removals.remove(source, undefined, async () => {})))
  expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(1)
  expect(await keysOf(home('dir/'))).toEqual(['dir/7'])
  expect(writes().filter((op) => op !== 'PutObject')).toEqual(['DeleteMultipleObjects'])
})
