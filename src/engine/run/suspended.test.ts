import { beforeEach, describe, expect, test } from 'vitest'
import {
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
  tasksOf,
  world,
  writes,
} from '../../../test/engine.ts'
import { singleWorld } from '../../../test/single.ts'
import { bytesOfEach } from '../../oss/headerBytes.ts'
import type { Ref, Version } from '../../oss/types.ts'
import { problemOf } from '../problem.ts'
import { makeFolder } from '../single/create.ts'
import { saveText } from '../single/saveText.ts'
import { readSnapshot } from '../single/snapshot.ts'
import { versionsOf } from '../single/versions.ts'
import type { Request, Task } from '../types.ts'
import { createResources, createWorld } from '../world.ts'
import { createRemovals } from './removals.ts'
import { runTask } from './run.ts'

/** Where versioning is suspended, what is written or deleted takes the ID `null`, and the place of an older version that has it. */

const bucket = { region: 'cn-hangzhou', bucket: 'halted' }
const at = (key: string): Ref => ({ ...home(key), bucket: bucket.bucket })
const versioning = (status: 'Enabled' | 'Suspended') => ferry.oss.putVersioning({ bucket, status, signal: never })
const remove = (key: string) => ferry.oss.remove({ at: at(key), signal: never })

const told = ({ versionId, is, isLatest }: Version) =>
  `${versionId === 'null' ? 'null' : 'id'} ${is}${isLatest ? ' current' : ''}`
const versionsNow = async (key: string) => (await versionsOf(at(key), world)).map(told)
const oldText = async (key: string) => (await ferry.oss.get({ at: at(key), versionId: 'null', signal: never })).text()

beforeEach(async () => {
  await ferry.oss.putBucket({ bucket, signal: never })
  await versioning('Suspended')
  for (const { key, versionId } of (await ferry.oss.listVersions({ at: at(''), signal: never })).versions)
    await ferry.oss.remove({ at: at(key), versionId, signal: never })
  ferry.store.requests.clear()
})

/** An older version `null` below what `over` makes while versioning is on. */
async function fillOld(key: string, over: (key: string) => Promise<unknown> = replace) {
  await put(at(key), 'an older text')
  await versioning('Enabled')
  await over(key)
  await versioning('Suspended')
  ferry.store.requests.clear()
}
const replace = (key: string) => put(at(key), 'newer')
const meta: Request = { do: 'change', sources: [at('a')], change: { meta: bytesOfEach({ k: 'v' }) } }
const below = ['id version current', 'null version']

describe('the plan refuses what would take an older version that is not current', () => {
  test.each([
    ['an edit of metadata', meta],
    ['a delete', { do: 'remove', sources: [at('a')] }],
    ['a move', copy([at('a')], home('to/'), { removeSource: true })],
    ['a rename', rename(at('a'), at('b'))],
    ['a copy over it', copy([home('a')], at(''))],
  ] as [string, Request][])('%s', async (_, request) => {
    await put(home('a'))
    await fillOld('a')
    expect(states(await ferryOver(request))).toEqual(['nullVersion'])
    expect(writes()).toEqual([])
  })

  test('a copy to where it was deleted; not one of tags, nor one of another name', async () => {
    for (const key of ['a', 'b']) await put(home(key))
    await fillOld('a', remove)
    expect(states(await ferryOver(copy([home('a'), home('b')], at(''))))).toEqual(['nullVersion', 'done'])
    await fillOld('c')
    const tags: Request = { do: 'change', sources: [at('c')], change: { tags: [] } }
    expect(states(await ferryOver(tags))).toEqual(['done'])
    await put(home('c'))
    expect(states(await ferryOver(copy([home('c')], at(''), { conflict: 'keepBoth' })))).toEqual(['done'])
    expect([await keysOf(at('')), await versionsNow('c')]).toEqual([['b', 'c', 'c (1)'], below])
  })

  test('a page of objects costs one listing of versions', async () => {
    for (let n = 10; n < 40; n++) await put(at(`many/${n}`))
    await fillOld('many/15')
    const planned = states(await tasksOf({ do: 'remove', sources: [at('many/')] }))
    expect(planned.filter((state) => state !== 'waiting')).toEqual(['nullVersion'])
    expect(sent('ListObjectVersions')).toHaveLength(1)
  })
})

/** Where somebody suspends versioning between the plan and its run; resolves with what became of each. */
async function suspendedMeanwhile(request: Request): Promise<string[]> {
  await versioning('Enabled')
  const tasks = await tasksOf(request)
  await versioning('Suspended')
  ferry.store.requests.clear()
  return together(tasks, fresh())
}

describe('the look before the write refuses it as well', () => {
  test.each([
    ['an edit of metadata', meta],
    ['a delete', { do: 'remove', sources: [at('a')] }],
    ['a rewrite', { do: 'change', sources: [at('a')], change: { storageClass: 'IA' } }],
    ['a copy over it', copy([home('a')], at(''))],
  ] as [string, Request][])('%s', async (_, request) => {
    await put(home('a'))
    await fillOld('a')
    expect(await suspendedMeanwhile(request)).toEqual(['NullVersion'])
    expect(writes()).toEqual([])
    expect([await versionsNow('a'), await oldText('a')]).toEqual([below, 'an older text'])
  })

  test('a copy to where it was deleted', async () => {
    await put(home('a'))
    await fillOld('a', remove)
    expect(await suspendedMeanwhile(copy([home('a')], at(''), { conflict: 'skip' }))).toEqual(['NullVersion'])
    const now = [await versionsNow('a'), await oldText('a')]
    expect(now).toEqual([['id marker current', 'null version'], 'an older text'])
  })

  test('a copy by parts, of which nothing is begun', async () => {
    await fillOld('large', remove)
    expect(await suspendedMeanwhile(copy([home('large')], at('')))).toEqual(['NullVersion'])
    expect(writes()).toEqual([])
  })

  test('a copy by parts, where somebody has made such a version before it is put together', async () => {
    ferry.store.faults.add({ op: 'UploadPartCopy', times: 1, run: () => fillOld('large', remove) })
    expect(states(await ferryOver(copy([home('large')], at(''))))).toEqual(['NullVersion'])
    expect(await oldText('large')).toBe('an older text')
    expect(await ferry.oss.listUploads({ at: at(''), signal: never })).toEqual([])
  })

  test('a move, whose copy is made and whose source stays', async () => {
    await fillOld('a')
    expect(await suspendedMeanwhile(copy([at('a')], home('to/'), { removeSource: true }))).toEqual(['NullVersion'])
    const now = [await versionsNow('a'), await oldText('a'), await keysOf(home('to/'))]
    expect(now).toEqual([below, 'an older text', ['to/a']])
  })

  test('a delete of many takes the others together, by one listing of versions', async () => {
    const keys = Array.from({ length: 30 }, (_, n) => `many/${n + 10}`)
    for (const key of keys) await put(at(key), 'current')
    await fillOld('many/15')
    const ends = await suspendedMeanwhile({ do: 'remove', sources: [at('many/')] })
    expect(ends.filter((end) => end !== 'done')).toEqual(['NullVersion'])
    expect([await keysOf(at('many/')), await oldText('many/15')]).toEqual([['many/15'], 'an older text'])
    expect(sent('DeleteMultipleObjects', 'DeleteObject').map(({ op }) => op)).toEqual(['DeleteMultipleObjects'])
    expect(sent('ListObjectVersions')).toHaveLength(1)
  })

  test('a text, and something new of its name', async () => {
    await fillOld('a')
    const seen = await readSnapshot(at('a'), world)
    if (!seen) throw new Error('not there')
    const single = singleWorld(ferry.oss)
    const saving = saveText({ at: at('a'), text: 'x', over: seen, like: seen }, single)
    await expect(saving).rejects.toMatchObject({ code: 'NullVersion' })
    await fillOld('new/', remove)
    await expect(makeFolder(at('new/'), single)).rejects.toMatchObject({ code: 'NullVersion' })
    expect(writes()).toEqual([])
  })

  test('where the key may not ask whether versioning is suspended', async () => {
    await fillOld('a')
    ferry.store.faults.add({ op: 'GetBucketInfo', error: { code: 'AccessDenied' } })
    expect(states(await ferryOver(meta))).toEqual(['NullVersion'])
    expect(states(await ferryOver({ do: 'remove', sources: [at('a')] }))).toEqual(['NullVersion'])
    expect(await oldText('a')).toBe('an older text')
  })
})

describe('what is current as null', () => {
  test('is written over, edited, moved and deleted as it was decided', async () => {
    await put(home('a'), 'mine')
    await put(at('a'), 'theirs')
    expect(states(await ferryOver(copy([home('a')], at(''))))).toEqual(['done'])
    expect(states(await ferryOver(meta))).toEqual(['done'])
    expect(states(await ferryOver(rename(at('a'), at('b'))))).toEqual(['done'])
    expect(states(await ferryOver({ do: 'remove', sources: [at('b')] }))).toEqual(['done'])
    expect(await versionsNow('b')).toEqual(['null marker current'])
  })

  test('costs one listing a write, of versions and not of objects', async () => {
    await put(home('a'))
    const [task] = await tasksOf(copy([home('a')], at('')))
    ferry.store.requests.clear()
    await together(task ? [task] : [])
    expect(sent('ListObjectVersions', 'ListObjectsV2').map(({ op }) => op)).toEqual(['ListObjectVersions'])
  })
})

test('a version that is not null is nothing that a write would take', async () => {
  await versioning('Enabled')
  for (const text of ['one', 'two']) await put(at('a'), text)
  await versioning('Suspended')
  expect(states(await ferryOver(meta))).toEqual(['done'])
  expect(await versionsNow('a')).toEqual(['null version current', 'id version', 'id version'])
})

test.each(['Enabled', 'never versioned'])('a bucket that is %s is never asked for versions', async (status) => {
  if (status === 'Enabled') await versioning('Enabled')
  const place = status === 'Enabled' ? at : home
  await put(home('from'))
  ferry.store.requests.clear()
  const moved = copy([home('from')], place('to/'), { removeSource: true })
  expect(states(await ferryOver(moved))).toEqual(['done'])
  expect(states(await ferryOver({ ...meta, sources: [place('to/')] } as Request))).toEqual(['done'])
  expect(states(await ferryOver({ do: 'remove', sources: [place('to/')] }))).toEqual(['done'])
  expect(sent('ListObjectVersions')).toEqual([])
})

test('versioning that somebody suspends in the middle of a job is known five seconds later', async () => {
  await fillOld('a')
  await fillOld('b')
  await versioning('Enabled')
  let ahead = 0
  const clock = { ...world.clock, now: () => Date.now() + ahead }
  const own = createWorld(createResources({ ...world, clock }), {
    oss: () => ferry.oss,
    signal: never,
    report: () => {},
  })
  const [a, b] = await tasksOf({ do: 'remove', sources: [at('a'), at('b')] })
  expect(await together(a ? [a] : [], own)).toEqual(['done'])
  await versioning('Suspended')
  ahead = 5000
  expect(await together(b ? [b] : [], own)).toEqual(['NullVersion'])
  expect(await oldText('b')).toBe('an older text')
})

/** A run that has asked nothing yet. */
const fresh = () =>
  createWorld(createResources({ ...world, settings: { ...world.settings, tick: 0 } }), {
    oss: () => ferry.oss,
    signal: never,
    report: () => {},
  })

/** All at once, as a job has them; resolves with what became of each. */
function together(tasks: Task[], own = world): Promise<string[]> {
  const removals = createRemovals(own)
  return Promise.all(
    tasks.map((task) =>
      runTask(task, { ...own, removals, save: async () => {} }).then(
        () => 'done',
        (error) => problemOf(error).code,
      ),
    ),
  )
}
