import { beforeEach, expect, test } from 'vitest'
import {
  endsOf,
  ferry,
  headOf,
  home,
  inThePast,
  journal,
  put,
  retry,
  run,
  runner,
  signal,
  undo,
} from '../../../test/jobs.ts'
import { propertiesOf } from '../../../test/properties.ts'
import { bytesOf, bytesOfEach } from '../../oss/headerBytes.ts'
import type { Ref, StorageClass } from '../../oss/types.ts'
import type { ChangeRequest, Edit } from '../types.ts'

/** Edits of archived objects: none without a restore but of tags and ACL, and what is when the restored copy is no longer there. */

const day = 86_400_000
const at = home('cold/o')
const edit = (asked: Edit): ChangeRequest => ({ do: 'change', sources: [at], change: {}, edit: asked })
const toIa = edit({ storageClass: 'IA' })
const attributes = { headers: bytesOfEach({ 'Content-Type': 'text/plain' }), tags: [{ key: 'k', value: 'v' }] }
const make = (storageClass: StorageClass) => inThePast(() => put(at, 'cold', { ...attributes, storageClass }))
const restored = (of: Ref) => ferry.oss.restore({ at: of, days: 1, signal })
beforeEach(() => {
  ferry.store.settings.restoreMilliseconds = 0
})

test.each<StorageClass>(['Archive', 'ColdArchive', 'DeepColdArchive'])(
  'of %s only tags and ACL are edited',
  async (is) => {
    await make(is)
    const before = await propertiesOf(ferry, at)
    for (const [n, asked] of [
      { headers: { 'Cache-Control': { do: 'set' as const, value: bytesOf('no-cache') } } },
      { storageClass: 'IA' as const },
      { encryption: { algorithm: 'AES256' } },
    ].entries()) {
      await run(`refused ${n}`, edit(asked))
      expect(await endsOf(`refused ${n}`)).toEqual(['archived'])
    }
    expect(await propertiesOf(ferry, at)).toEqual(before)
    const light = edit({ tags: { all: [] }, acl: 'private' })
    await run('done', light)
    const { 'x-oss-tagging-count': _, ...head } = before.head
    expect(await propertiesOf(ferry, at)).toEqual({ ...before, head, tags: '[]', acl: 'private' })
    await undo(light)
    expect(await propertiesOf(ferry, at)).toEqual(before)
  },
)

test('what is restored changes its class, and an undo takes it back to the archive', async () => {
  await make('Archive')
  const before = await propertiesOf(ferry, at)
  await restored(at)
  await run('done', toIa)
  expect(await endsOf('done')).toEqual(['done'])
  const head = { ...before.head, 'x-oss-storage-class': 'IA' }
  expect(await propertiesOf(ferry, at)).toEqual({ ...before, head, listed: '[4,"Normal","IA"]' })
  await undo(toIa)
  expect(await propertiesOf(ferry, at)).toEqual(before)
})

test('a restored copy that has expired by the time a person says yes is told, and another try after a restore goes on', async () => {
  await make('Archive')
  const before = await propertiesOf(ferry, at)
  await restored(at)
  await journal.create({
    id: 'late',
    request: { ...toIa, review: true },
    phase: 'planning',
    planned: false,
    created: Date.now(),
  })
  await runner.submitted('late')
  await runner.idle()
  ferry.store.settings.clockOffset = 3 * day
  await runner.confirm('late')
  await runner.idle()
  expect(await endsOf('late')).toEqual(['InvalidObjectState'])
  expect(await propertiesOf(ferry, at)).toEqual(before)
  await restored(at)
  await retry('late')
  expect(await endsOf('late')).toEqual(['done'])
})

test('6 GiB of which the restored copy expires between two parts stay as they are, and leave no parts behind', async () => {
  const huge = home('cold/huge')
  await inThePast(async () => {
    await ferry.store.putSparseObject({ bucket: 'home', key: huge.key, size: 6 * 1024 ** 3, seed: 3 })
  })
  const size = 6 * 1024 ** 3
  const request: ChangeRequest = { ...toIa, sources: [huge] }
  await run('to archive', { ...request, edit: { storageClass: 'Archive' } })
  expect(await endsOf('to archive')).toEqual(['done'])
  await restored(huge)
  const { crc64, etag } = await headOf(huge)
  ferry.store.faults.add({ op: 'UploadPartCopy', skip: 19, error: { code: 'InvalidObjectState' } })
  await run('broken', request)
  expect(await endsOf('broken')).toEqual(['InvalidObjectState'])
  expect(await headOf(huge)).toMatchObject({ size, crc64, etag, storageClass: 'Archive' })
  expect(await ferry.oss.listUploads({ at: home('cold/'), signal })).toEqual([])
})
