import { beforeEach, expect, test } from 'vitest'
import {
  away,
  endsOf,
  ferry,
  inThePast,
  journal,
  keysAt,
  put,
  retry,
  run,
  runner,
  runnerOver,
  signal,
  tasksOf,
  textAt,
  useRunner,
} from '../../../test/jobs.ts'
import type { Ref, Version } from '../../oss/types.ts'
import type { UndeleteRequest } from '../types.ts'
import type { JobRequest } from './types.ts'

/** What was deleted below a prefix of a bucket with versions comes back. */

const undelete = (...sources: Ref[]): UndeleteRequest => ({ do: 'undelete', sources })
const remove = (key: string) => ferry.oss.remove({ at: away(key), signal })
const bucket = { bucket: 'away', region: 'cn-hangzhou' }

async function versions(prefix = ''): Promise<Version[]> {
  const { versions } = await ferry.oss.listVersions({ at: away(prefix), signal })
  return versions
}

beforeEach(async () => {
  await ferry.oss.putVersioning({ bucket, status: 'Enabled', signal })
  for (const { key, versionId } of await versions()) await ferry.oss.remove({ at: away(key), versionId, signal })
  ferry.store.requests.clear()
})

test('deleted objects are as they were, and nothing else is touched', async () => {
  await put(away('dir/a'), 'a')
  await put(away('dir/b'), 'older')
  await put(away('dir/b'), 'b')
  await put(away('dir/there'), 'there')
  await put(away('other'), 'other')
  for (const key of ['dir/a', 'dir/b', 'dir/b', 'other']) await remove(key)
  const { length } = await versions()
  expect(await run('done', undelete(away('dir/')))).toMatchObject({ phase: 'finished', counts: { done: 2, failed: 0 } })
  expect([await textAt(away('dir/a')), await textAt(away('dir/b'))]).toEqual(['a', 'b'])
  expect(await keysAt(away(''))).toEqual(['dir/a', 'dir/b', 'dir/there'])
  // Three markers.
  expect(await versions()).toHaveLength(length - 3)
})

test('only what was deleted since', async () => {
  await put(away('early'), 'early')
  await put(away('late'), 'late')
  await inThePast(() => remove('early'))
  await remove('late')
  await run('done', { ...undelete(away('')), since: Date.now() - 30_000 })
  expect(await keysAt(away(''))).toEqual(['late'])
})

test('an object that was made in the meantime stays', async () => {
  await put(away('a'), 'a')
  await remove('a')
  ferry.store.faults.add({ op: 'DeleteObject', times: 1, error: { code: 'AccessDenied' } })
  await run('done', undelete(away('')))
  expect(await endsOf('done')).toEqual(['AccessDenied'])
  await put(away('a'), 'new')
  await retry('done')
  expect(await endsOf('done')).toEqual(['TargetExists'])
  expect(await textAt(away('a'))).toBe('new')
})

test('one that is deleted again meanwhile is no success', async () => {
  await put(away('a'), 'a')
  await remove('a')
  ferry.store.faults.add({ op: 'DeleteObject', times: 1, run: () => remove('a') })
  await run('done', undelete(away('')))
  expect(await endsOf('done')).toEqual(['SourceChanged'])
})

test('an answer that is lost is asked for again, and a plan that broke off goes on', async () => {
  for (const key of ['a', 'b', 'c']) await put(away(key), key)
  for (const key of ['a', 'b', 'c']) await remove(key)
  ferry.store.faults.add({ op: 'DeleteObject', times: 1, reset: 'after' })
  await run('done', undelete(away('')))
  expect(await endsOf('done')).toEqual(['done', 'done', 'done'])
  expect(await keysAt(away(''))).toEqual(['a', 'b', 'c'])
})

test('a marker with the id null goes only as the marker that it is', async () => {
  await put(away('a'), 'a')
  await ferry.oss.putVersioning({ bucket, status: 'Suspended', signal })
  await remove('a')
  await run('done', undelete(away('')))
  expect([await endsOf('done'), await textAt(away('a'))]).toEqual([['done'], 'a'])
})

test('its undo deletes them again, but for what somebody has changed', async () => {
  for (const key of ['a', 'b']) await put(away(key), key)
  for (const key of ['a', 'b']) await remove(key)
  const of = undelete(away(''))
  await run('done', of)
  await put(away('b'), 'new')
  await run('undo', { do: 'undo', job: 'done', of, sources: of.sources })
  expect([await keysAt(away('')), await endsOf('undo')]).toEqual([['b'], ['done', 'notOurs']])
  expect((await versions('a')).some(({ is }) => is === 'version')).toBe(true)
})

test('where versioning was suspended, an undo would lose the content: it is refused', async () => {
  await put(away('a'), 'a')
  await remove('a')
  const of = undelete(away(''))
  await run('done', of)
  await ferry.oss.putVersioning({ bucket, status: 'Suspended', signal })
  await run('undo', { do: 'undo', job: 'done', of, sources: of.sources })
  expect([await keysAt(away('')), await endsOf('undo')]).toEqual([['a'], ['onlyCopy']])
})

test('a thousand cost a delete each, and a page for many', async () => {
  const keys = Array.from({ length: 60 }, (_, n) => `k${String(n).padStart(3, '0')}`)
  await Promise.all(keys.map((key) => put(away(key), key)))
  await Promise.all(keys.map(remove))
  ferry.store.requests.clear()
  await run('done', undelete(away('')))
  const ops = ferry.store.requests.entries.map(({ op }) => op)
  expect(ops.filter((op) => op === 'DeleteObject')).toHaveLength(60)
  expect(ops.filter((op) => op === 'ListObjectVersions').length).toBeLessThan(60)
})

/** Pages of two versions. */
const inSmallPages = () =>
  runnerOver({ ...ferry.oss, listVersions: (call) => ferry.oss.listVersions({ ...call, limit: 2 }) })

test('a key whose versions go over several pages is one object, and a plan that broke off goes on behind it', async () => {
  for (const key of ['a', 'a', 'a', 'b', 'c']) await put(away(key), key)
  for (const key of ['a', 'b', 'c']) await remove(key)
  useRunner(inSmallPages())
  const fault = ferry.store.faults.add({ op: 'ListObjectVersions', skip: 3, error: { code: 'AccessDenied' } })
  expect((await run('done', undelete(away(''))))?.problem?.code).toBe('AccessDenied')
  fault.remove()
  await runner.resume('done')
  await runner.idle()
  expect((await tasksOf('done')).map(({ source, state }) => [source.key, state])).toEqual([
    ['a', 'done'],
    ['b', 'done'],
    ['c', 'done'],
  ])
})

test('an undo that was planned while versions were kept removes nothing when they no longer are', async () => {
  await ferry.oss.putVersioning({ bucket, status: 'Suspended', signal })
  await put(away('a'), 'a')
  await ferry.oss.putVersioning({ bucket, status: 'Enabled', signal })
  await remove('a')
  const of = undelete(away(''))
  await run('done', of)
  const asked: JobRequest = { do: 'undo', job: 'done', of, sources: of.sources, review: true }
  await journal.create({ id: 'undo', request: asked, phase: 'planning', planned: false, created: 1 })
  await runner.submitted('undo')
  await runner.idle()
  await ferry.oss.putVersioning({ bucket, status: 'Suspended', signal })
  useRunner(runnerOver(ferry.oss))
  await runner.confirm('undo')
  await runner.idle()
  expect(await textAt(away('a'))).toBe('a')
  expect(await tasksOf('undo')).toMatchObject([{ state: 'failed', problem: { code: 'OnlyCopy' } }])
})

const reviewed = async (id: string, request: JobRequest) => {
  await journal.create({ id, request: { ...request, review: true }, phase: 'planning', planned: false, created: 1 })
  await runner.submitted(id)
  await runner.idle()
}
const confirmed = async (id: string) => {
  await runner.confirm(id)
  await runner.idle()
}

test('an older content does not come back in the place of one that was deleted for good meanwhile', async () => {
  await put(away('a'), 'older')
  await put(away('a'), 'a')
  await remove('a')
  await reviewed('done', undelete(away('')))
  const newest = (await versions('a')).find(({ is }) => is === 'version')
  await ferry.oss.remove({ at: away('a'), versionId: newest?.versionId ?? '', signal })
  await confirmed('done')
  expect([await keysAt(away('')), await endsOf('done')]).toEqual([[], ['SourceChanged']])
})

test('of one that was deleted again meanwhile no marker goes; it comes back by another try', async () => {
  await put(away('a'), 'a')
  await remove('a')
  await reviewed('done', undelete(away('')))
  await remove('a')
  await confirmed('done')
  expect([await endsOf('done'), (await versions('a')).length]).toEqual([['SourceChanged'], 3])
  await retry('done')
  expect([await endsOf('done'), await keysAt(away(''))]).toEqual([['done'], ['a']])
})

test('what somebody else brought back is not deleted by its undo', async () => {
  for (const key of ['a', 'b']) await put(away(key), key)
  for (const key of ['a', 'b']) await remove(key)
  const of = undelete(away(''))
  await reviewed('done', of)
  const marker = (await versions('a'))[0]
  await ferry.oss.remove({ at: away('a'), versionId: marker?.versionId ?? '', signal })
  await confirmed('done')
  expect(await endsOf('done')).toEqual(['done', 'done'])
  await run('undo', { do: 'undo', job: 'done', of, sources: of.sources })
  expect(await keysAt(away(''))).toEqual(['a'])
})

test('an undo whose DELETE is sent again takes nothing where versioning was suspended meanwhile', async () => {
  await ferry.oss.putVersioning({ bucket, status: 'Suspended', signal })
  await put(away('a'), 'a')
  await ferry.oss.putVersioning({ bucket, status: 'Enabled', signal })
  await remove('a')
  const of = undelete(away(''))
  await run('done', of)
  ferry.store.faults.add({
    op: 'DeleteObject',
    times: 1,
    run: () => ferry.oss.putVersioning({ bucket, status: 'Suspended', signal }),
    error: { code: 'ServiceUnavailable' },
  })
  await run('undo', { do: 'undo', job: 'done', of, sources: of.sources })
  expect([await textAt(away('a')), await endsOf('undo')]).toEqual(['a', ['OnlyCopy']])
})
