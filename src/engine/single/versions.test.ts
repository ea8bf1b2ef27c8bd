import { beforeEach, describe, expect, test } from 'vitest'
import { ferry, home, world as live, never, put, sent, textAt } from '../../../test/engine.ts'
import { lateWorld, singleWorld } from '../../../test/single.ts'
import { bytesOfEach } from '../../oss/headerBytes.ts'
import type { Ref } from '../../oss/types.ts'
import { copyVersion } from './copyVersion.ts'
import { removeVersion, undelete } from './removeVersion.ts'
import { restoreVersion } from './restoreVersion.ts'
import { type Content, type CurrentVersion, currentVersionAt, versionsOf } from './versions.ts'

/** Versions of a key, and what somebody else makes of it while a person looks at them. */

const bucket = { region: 'cn-hangzhou', bucket: 'kept' }
const of = (key: string): Ref => ({ ...home(key), bucket: bucket.bucket })
const at = of('doc')
let world: ReturnType<typeof singleWorld>

const versioning = (status: 'Enabled' | 'Suspended') => ferry.oss.putVersioning({ bucket, status, signal: never })
const version = async (n: number) => (await versionsOf(at, live))[n] as Content
const restore = (old: Content, over: CurrentVersion, target = at) =>
  copyVersion({ source: at, version: old, target, over }, world)

beforeEach(async () => {
  await ferry.oss.putBucket({ bucket, signal: never })
  await versioning('Enabled')
  for (const key of [at, of('doc2'), of('copy')])
    for (const { versionId } of await versionsOf(key, live))
      await ferry.oss.remove({ at: key, versionId, signal: never })
  world = singleWorld(ferry.oss)
  ferry.store.requests.clear()
})

test('a version comes back with the tags and the ACL that it has itself', async () => {
  const own = { meta: bytesOfEach({ a: '李白' }), tags: [{ key: 'old', value: '' }], acl: 'private' as const }
  await put(at, 'old', own)
  await put(at, 'new', { acl: 'public-read', tags: [{ key: 'new', value: '' }] })
  const standing = await currentVersionAt(at, live)
  expect(standing.lost).toBeUndefined()
  await restore(await version(1), standing)
  expect(await textAt(at)).toBe('old')
  expect(await ferry.oss.getAcl({ at, signal: never })).toBe('private')
  expect(await ferry.oss.getTags({ at, signal: never })).toEqual(own.tags)
  await restore(await version(2), await currentVersionAt(of('copy'), live), of('copy'))
  expect(await ferry.oss.getAcl({ at: of('copy'), signal: never })).toBe('private')
})

test.each(['GetObjectAcl', 'GetObjectTagging'])('without the right to %s nothing is written', async (op) => {
  await put(at, 'old')
  await put(at, 'new')
  ferry.store.faults.add({ op, error: { code: 'AccessDenied' } })
  await expect(restore(await version(1), await currentVersionAt(at, live))).rejects.toMatchObject({ status: 403 })
  expect(sent('CopyObject')).toEqual([])
})

test('a write that came since the versions were shown is not written over', async () => {
  await put(at, 'old')
  await put(at, 'new')
  const standing = await currentVersionAt(at, live)
  const old = await version(1)
  await put(at, 'theirs')
  await expect(restore(old, standing)).rejects.toMatchObject({ code: 'TargetExists' })
  expect(await textAt(at)).toBe('theirs')
})

test('a copy is not made over a link that leads nowhere', async () => {
  await put(at, 'old')
  await ferry.oss.putSymlink({ at: of('copy'), target: 'nowhere', signal: never })
  await expect(restore(await version(0), {}, of('copy'))).rejects.toMatchObject({ code: 'TargetExists' })
})

test('a copy whose answer was lost is found', async () => {
  await put(at, 'old')
  await put(at, 'new')
  ferry.store.faults.add({ op: 'CopyObject', times: 1, reset: 'after' })
  await restore(await version(1), await currentVersionAt(at, live))
  expect(sent('CopyObject')).toHaveLength(1)
  expect(await versionsOf(at, live)).toHaveLength(3)
})

describe('where versioning is suspended', () => {
  test('the version that a write replaces for good is known, current or not', async () => {
    await put(at, 'kept')
    await versioning('Suspended')
    await put(at, 'at risk')
    expect((await currentVersionAt(at, live)).lost).toMatchObject({ versionId: 'null', isLatest: true })
    await versioning('Enabled')
    await put(at, 'current')
    await versioning('Suspended')
    expect(await currentVersionAt(at, live)).toMatchObject({ lost: { versionId: 'null', isLatest: false } })
  })

  test('and a key that may not ask for the state of the bucket is told the same', async () => {
    await versioning('Suspended')
    await put(at, 'at risk')
    ferry.store.faults.add({ op: 'GetBucketInfo', error: { code: 'AccessDenied' } })
    expect((await currentVersionAt(at, world)).lost).toMatchObject({ versionId: 'null' })
  })

  test('another version in the slot of the one that was shown is not deleted', async () => {
    await versioning('Suspended')
    await put(at, 'shown')
    const shown = await version(0)
    await put(at, 'theirs')
    await expect(removeVersion(at, shown, world)).rejects.toMatchObject({ code: 'SourceChanged' })
    expect(await textAt(at)).toBe('theirs')
    expect(sent('DeleteObject')).toEqual([])
  })

  test('nor is it where a delete marker was shown', async () => {
    await versioning('Suspended')
    await put(at, 'shown')
    await ferry.oss.remove({ at, signal: never })
    const [marker] = await versionsOf(at, live)
    await put(at, 'theirs')
    if (marker) await expect(removeVersion(at, marker, world)).rejects.toMatchObject({ code: 'SourceChanged' })
    expect(await textAt(at)).toBe('theirs')
  })
})

describe('a delete whose turn comes late looks again', () => {
  const late = (meanwhile: () => Promise<unknown>) => lateWorld(ferry, at, { look: 'ListObjectVersions', meanwhile })

  test('and takes no content that came to the place of the one that was shown', async () => {
    await versioning('Suspended')
    await put(at, 'shown')
    const removing = removeVersion(
      at,
      await version(0),
      late(() => put(at, 'theirs')),
    )
    await expect(removing).rejects.toMatchObject({ code: 'SourceChanged' })
    expect([await textAt(at), sent('DeleteObject')]).toEqual(['theirs', []])
  })

  test('nor one that came to the place of a delete marker, when an object comes back', async () => {
    await put(at, 'old')
    await versioning('Suspended')
    await ferry.oss.remove({ at, signal: never })
    await expect(undeletingLate(() => put(at, 'theirs'))).rejects.toMatchObject({ code: 'SourceChanged' })
    expect([await textAt(at), sent('DeleteObject').length]).toEqual(['theirs', 1])
  })

  test('nor a delete marker over another content', async () => {
    for (const text of ['old', 'new']) await put(at, text)
    await ferry.oss.remove({ at, signal: never })
    const { versionId } = await version(1)
    const gone = () => ferry.oss.remove({ at, versionId, signal: never })
    await expect(undeletingLate(gone)).rejects.toMatchObject({ code: 'SourceChanged' })
    expect((await versionsOf(at, live)).map(({ is }) => is)).toEqual(['marker', 'version'])
  })

  /** The second look is that which the delete is decided by; the first finds what there is to delete. */
  function undeletingLate(meanwhile: () => Promise<unknown>): Promise<void> {
    return undelete(at, lateWorld(ferry, at, { look: 'ListObjectVersions', skip: 1, meanwhile }))
  }
})

test('a version is deleted once, also where the answer was lost or it is gone already', async () => {
  await put(at, 'old')
  await put(at, 'new')
  const old = await version(1)
  ferry.store.faults.add({ op: 'DeleteObject', times: 1, reset: 'after' })
  await removeVersion(at, old, world)
  await removeVersion(at, old, world)
  expect(sent('DeleteObject')).toHaveLength(1)
  expect(await textAt(at)).toBe('new')
})

test('undelete brings back no other content than the one that it was asked for', async () => {
  await put(at, 'old')
  await put(at, 'new')
  for (let n = 0; n < 2; n++) await ferry.oss.remove({ at, signal: never })
  const { versionId } = await version(2)
  ferry.store.faults.add({
    op: 'DeleteObject',
    times: 1,
    run: () => ferry.oss.remove({ at, versionId, signal: never }),
  })
  await expect(undelete(at, world)).rejects.toMatchObject({ code: 'SourceChanged' })
  expect((await versionsOf(at, live)).map(({ is }) => is)).toEqual(['marker', 'version'])
})

test('undelete takes away all markers that lie over the content, and no other', async () => {
  await put(at, 'old')
  await ferry.oss.remove({ at, signal: never })
  await put(at, 'new')
  for (let n = 0; n < 2; n++) await ferry.oss.remove({ at, signal: never })
  await put(of('doc2'), 'another key')
  await undelete(at, world)
  expect(await textAt(at)).toBe('new')
  expect((await versionsOf(at, live)).map(({ is }) => is)).toEqual(['version', 'marker', 'version'])
})

test('what has no content left is not called back', async () => {
  await ferry.oss.remove({ at, signal: never })
  ferry.store.requests.clear()
  await expect(undelete(at, world)).rejects.toMatchObject({ code: 'CopyGone' })
  expect(sent('DeleteObject')).toEqual([])
})

test('a link comes back as a link', async () => {
  await ferry.oss.putSymlink({ at, target: 'doc2', signal: never })
  await put(at, 'new')
  await restore(await version(1), await currentVersionAt(at, live))
  expect(await ferry.oss.getSymlink({ at, signal: never })).toBe('doc2')
})

test('an archived version says so, and is copied after it was restored', async () => {
  await put(at, 'old', { storageClass: 'Archive' })
  await put(at, 'new')
  const old = await version(1)
  await expect(restore(old, await currentVersionAt(at, live))).rejects.toMatchObject({ code: 'InvalidObjectState' })
  ferry.store.settings.restoreMilliseconds = 0
  await restoreVersion(at, old, world)
  await restore(old, await currentVersionAt(of('copy'), live), of('copy'))
  expect(await ferry.oss.head({ at: of('copy'), signal: never })).toMatchObject({ storageClass: 'Archive', size: 3 })
})
