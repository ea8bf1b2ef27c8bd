import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Ferry, startFerry } from '../../test/ferry.ts'
import { OssError } from '../oss/errors.ts'
import type { Oss, Ref } from '../oss/types.ts'
import { notePart } from './pace.ts'
import { plan } from './plan.ts'
import { problemOf } from './problem.ts'
import { createRemovals } from './removals.ts'
import { runTask } from './run.ts'
import { defaults } from './settings.ts'
import { createSlots } from './slots.ts'
import type { CopyRequest, CopyTask, PlanWorld, Report, Request, Task } from './types.ts'

/** Requests against the local OSS over HTTP; its log is the witness of what was sent. */

const never = new AbortController().signal
let ferry: Ferry
let world: PlanWorld
let reports: Report[]

beforeAll(async () => {
  ferry = await startFerry()
})
afterAll(() => ferry.close())
beforeEach(async () => {
  reports = []
  const settings = { ...defaults, backoff: 1, gather: 1 }
  world = {
    oss: () => ferry.oss,
    signal: never,
    slots: createSlots({ least: 8, most: 8 }),
    settings,
    report: (what) => reports.push(what),
    online: async () => {},
  }
  ferry.store.faults.clear()
  ferry.store.settings.referenceCopy = 'free'
  ferry.store.settings.copySpeed = 0
  for (const bucket of [home(''), away('')]) await clear(bucket)
  ferry.store.requests.clear()
})

const home = (key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket: 'home', key })
const away = (key: string): Ref => ({ ...home(key), bucket: 'away' })
const far = (key: string): Ref => ({ ...home(key), bucket: 'far', region: 'cn-qingdao' })

async function clear(at: Ref) {
  const { objects } = await ferry.oss.list({ at, signal: never })
  for (const { key } of objects)
    if (at.bucket !== 'home' || key !== 'large') await ferry.oss.remove({ at: { ...at, key }, signal: never })
}

const copy = (sources: Ref[], target: Ref, more: Partial<CopyRequest> = {}): CopyRequest => ({
  do: 'copy',
  sources,
  target,
  placement: 'into',
  removeSource: false,
  conflict: 'replace',
  keepAcl: false,
  ...more,
})
const rename = (source: Ref, target: Ref) =>
  copy([source], target, { placement: 'exact', removeSource: true, conflict: 'skip' })

async function tasksOf(request: Request): Promise<Task[]> {
  const tasks: Task[] = []
  for await (const batch of plan(request, world))
    for (const planned of batch) tasks.push({ ...planned, job: 'j', n: tasks.length } as Task)
  return tasks
}

/** Plans and runs; resolves with the tasks as the journal would hold them. */
async function ferryOver(request: Request): Promise<Task[]> {
  const tasks = await tasksOf(request)
  for (const [n, task] of tasks.entries()) {
    if (task.state !== 'waiting') continue
    const save = async (patch: object) => {
      tasks[n] = { ...(tasks[n] ?? task), ...patch } as Task
    }
    await runTask(task, { ...world, removals: createRemovals(world), save }).catch((error) =>
      save({ state: 'failed', problem: problemOf(error) }),
    )
  }
  return tasks
}

const put = (at: Ref, body = 'hello', attributes = {}) => ferry.oss.put({ at, body, attributes, signal: never })
const keysOf = async (at: Ref) => (await ferry.oss.list({ at, signal: never })).objects.map((object) => object.key)
const textAt = async (at: Ref) => (await ferry.oss.get({ at, signal: never })).text()
const sent = (...ops: string[]) => ferry.store.requests.entries.filter((entry) => ops.includes(entry.op))
const writes = () =>
  ferry.store.requests.entries
    .filter((entry) => entry.method !== 'GET' && entry.method !== 'HEAD')
    .map((entry) => entry.op)
const states = (tasks: Task[]) => tasks.map((task) => task.refusal ?? task.problem?.code ?? task.state)

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
    for (let n = 0; n < 60; n++) notePart(world.slots, 'away', { bytes: 1024 ** 2, took: 1000 })
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
  const ends = await Promise.allSettled(batch.map(({ source }) => removals.remove(source, async () => {})))
  expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(1)
  expect(await keysOf(home('dir/'))).toEqual(['dir/7'])
  expect(writes().filter((op) => op !== 'PutObject')).toEqual(['DeleteMultipleObjects'])
})

describe('refused before any write', () => {
  test('an append-type source, another region, an archive that is not restored, a folder into itself', async () => {
    await put(home('cold'), 'x', { storageClass: 'Archive' })
    await put(home('a/b'))
    await ferry.append(home('log'), 'line')
    ferry.store.requests.clear()
    const refusals = [
      ...(await ferryOver(copy([home('log'), home('cold'), home('gone')], away('')))),
      ...(await ferryOver(copy([home('a/b')], far('')))),
      ...(await ferryOver(copy([home('a/')], home('a/'), { placement: 'into' }))),
      ...(await ferryOver(copy([home('a/b')], home('a/')))),
      ...(await ferryOver(copy([home('a/b')], home('x'.repeat(1023)), { placement: 'into' }))),
    ]
    expect(states(refusals)).toEqual([
      'appendable',
      'archived',
      'missing',
      'otherRegion',
      'intoItself',
      'sameObject',
      'keyTooLong',
    ])
    expect(writes()).toEqual([])
  })

  test('two objects that would become one', async () => {
    await put(home('a/x'), '1')
    await put(home('b/x'), '2')
    expect(states(await ferryOver(copy([home('a/x'), home('b/x')], away(''))))).toEqual(['done', 'sameTarget'])
    expect(await textAt(away('x'))).toBe('1')
  })
})

describe('a prefix', () => {
  test('is moved whole, with its marker and odd keys', async () => {
    const names = ['', '中文 目录/a b+c%?#.txt', '\'&"', '😀/', 'a//b', 'x/../y', '\u0001\t\r\n', '\uffee', '\\back']
    for (const name of names) await put(home(`dir/${name}`), name)
    const tasks = await ferryOver(rename(home('dir/'), home('new/')))
    expect(states(tasks)).toEqual(names.map(() => 'done'))
    expect(await keysOf(home('dir/'))).toEqual([])
    expect((await keysOf(home('new/'))).sort()).toEqual(names.map((name) => `new/${name}`).sort())
    for (const name of names) expect(await textAt(home(`new/${name}`))).toBe(name)
  })

  test('is renamed in case only, and to a name that its own begins with', async () => {
    await put(home('dir/a'), '1')
    await put(home('ab/a'), '2')
    await put(home('a/b'), '3')
    expect(states(await ferryOver(rename(home('dir/'), home('Dir/'))))).toEqual(['done'])
    expect(states(await ferryOver(rename(home('ab/'), home('a/'))))).toEqual(['done'])
    expect(await keysOf(home(''))).toEqual(['Dir/a', 'a/a', 'a/b', 'large'])
  })

  test('does not become another one that must not be there; its own objects are not in its way', async () => {
    const alone = (source: Ref, target: Ref) => ({ ...rename(source, target), mustBeFree: true as const })
    for (const key of ['a/1', 'b/2', 'c/c/3', 'd/d/4', 'd/e']) await put(home(key), key)
    const [refused, ...more] = await ferryOver(alone(home('a/'), home('b/')))
    expect([refused, more]).toMatchObject([{ state: 'refused', refusal: 'taken', source: { key: 'a/' } }, []])
    // A plan that broke off behind its refusal does not go on with what lies below.
    const soFar = { count: 1, last: home('a/') }
    for await (const batch of plan(alone(home('a/'), home('b/')), world, soFar)) expect(batch).toEqual([])
    expect(states(await ferryOver(alone(home('d/d/'), home('d/'))))).toEqual(['taken'])
    expect(states(await ferryOver(alone(home('c/c/'), home('c/'))))).toEqual(['done'])
    expect(states(await ferryOver(rename(home('a/'), home('b/'))))).toEqual(['done'])
    expect(await keysOf(home(''))).toEqual(['b/1', 'b/2', 'c/3', 'd/d/4', 'd/e', 'large'])
  })

  test('is copied to a place below itself, what it made itself left out', async () => {
    for (const name of ['x', 'b/x', 'c']) await put(home(`dir/${name}`), name)
    const into = (conflict: CopyRequest['conflict']) =>
      ferryOver(copy([home('dir/')], home('dir/b/'), { placement: 'exact', conflict }))
    // Its own `b/x` is in the way of `x`, and is itself to be copied.
    expect(states(await into('replace'))).toEqual(['done', 'done', 'intoItself'])
    expect(await keysOf(home('dir/'))).toEqual(['dir/b/b/x', 'dir/b/c', 'dir/b/x', 'dir/c', 'dir/x'])
    expect(await textAt(home('dir/b/x'))).toBe('b/x')
  })

  test('meets what is there by the policy', async () => {
    for (const name of ['1', '2', '3']) await put(home(`dir/${name}`), `new ${name}`)
    await put(away('dir/2'), 'old')
    const run = async (conflict: CopyRequest['conflict']) =>
      states(await ferryOver(copy([home('dir/')], away(''), { conflict })))
    expect(await run('skip')).toEqual(['done', 'skipped', 'done'])
    expect(await textAt(away('dir/2'))).toBe('old')
    expect(await run('keepBoth')).toEqual(['done', 'done', 'done'])
    expect(await keysOf(away('dir/'))).toEqual(['dir/1', 'dir/1 (1)', 'dir/2', 'dir/2 (1)', 'dir/3', 'dir/3 (1)'])
    expect(await run('different')).toEqual(['skipped', 'done', 'skipped'])
    expect(await textAt(away('dir/2'))).toBe('new 2')
    expect(await run('replace')).toEqual(['done', 'done', 'done'])
  })
})

describe('nothing is lost', () => {
  test('a source that changed after the plan is neither copied nor removed', async () => {
    await put(home('a'), 'old')
    ferry.store.faults.add({ op: 'CopyObject', times: 1, run: () => put(home('a'), 'newer') })
    const tasks = await ferryOver(rename(home('a'), away('a')))
    expect(states(tasks)).toEqual(['PreconditionFailed'])
    expect(await textAt(home('a'))).toBe('newer')
    expect(await keysOf(away(''))).toEqual([])
  })

  test('a source that changed after its copy is kept', async () => {
    await put(home('a'), 'old')
    ferry.store.faults.add({
      op: 'ListObjectsV2',
      bucket: 'home',
      skip: 1,
      times: 1,
      run: () => put(home('a'), 'newer'),
    })
    expect(states(await ferryOver(rename(home('a'), away('a'))))).toEqual(['SourceChanged'])
    expect([await textAt(home('a')), await textAt(away('a'))]).toEqual(['newer', 'old'])
  })

  test('a source whose metadata was edited after its copy is kept, though its bytes are the same', async () => {
    ferry.store.settings.clockOffset = -60_000
    await put(home('a'), 'x', { meta: { by: 'me' } })
    ferry.store.settings.clockOffset = 0
    const run = () => put(home('a'), 'x', { meta: { by: 'you' } })
    ferry.store.faults.add({ op: 'ListObjectsV2', bucket: 'home', skip: 1, times: 1, run })
    expect(states(await ferryOver(rename(home('a'), away('a'))))).toEqual(['SourceChanged'])
    expect(await keysOf(home(''))).toEqual(['a', 'large'])
  })

  test('a place is not free before the removal there is over: a DELETE whose answer was lost may still come', async () => {
    await put(home('a/b/x'), 'first to go')
    await put(home('a/x'), 'second')
    world.settings = { ...world.settings, settle: 300 }
    const planned = (await tasksOf(rename(home('a/'), home('a/b/')))) as CopyTask[]
    const [first, second] = planned
    if (!first || !second) throw new Error('two tasks were expected')
    let letGo = () => {}
    const hold = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const late = ferry.store.faults.add({ op: 'DeleteObject', times: 1, hold })
    const lost = () => new OssError({ kind: 'network', code: 'NetworkError', message: '', operation: '', resource: '' })
    const remove: Oss['remove'] = async (call) => {
      const answer = ferry.oss.remove(call)
      if (late.hits > 0) return answer
      await expect.poll(() => late.hits).toBe(1)
      throw lost()
    }
    const removals = createRemovals({ ...world, oss: () => ({ ...ferry.oss, remove }) })
    const ctx = { ...world, removals, save: async () => {} }
    await runTask({ ...first, state: 'copied' }, ctx)
    const behind = runTask(second, ctx)
    await Promise.race([behind, setTimeout(100)])
    letGo()
    await behind
    await expect.poll(() => sent('DeleteObject').map(({ status }) => status)).toEqual([204, 204, 204])
    expect(await keysOf(home('a/'))).toEqual(['a/b/x'])
  })

  test('a target that came between plan and copy is not overwritten', async () => {
    await put(home('a'), 'mine')
    ferry.store.faults.add({ op: 'CopyObject', times: 1, run: () => put(away('a'), 'theirs') })
    expect(states(await ferryOver(rename(home('a'), away('a'))))).toEqual(['skipped'])
    expect([await textAt(home('a')), await textAt(away('a'))]).toEqual(['mine', 'theirs'])
  })

  test.each([
    ['replace', 'done', { a: 'mine' }],
    ['skip', 'skipped', { a: 'theirs' }],
    ['keepBoth', 'done', { a: 'theirs', 'a (1)': 'mine' }],
    ['newer', 'skipped', { a: 'theirs' }],
    ['different', 'done', { a: 'mine' }],
    ['ask', 'conflict', { a: 'theirs' }],
  ] as const)('a target that came after the plan meets the policy %s', async (conflict, state, left) => {
    ferry.store.settings.clockOffset = -60_000
    await put(home('a'), 'mine')
    ferry.store.settings.clockOffset = 0
    ferry.store.faults.add({ op: 'CopyObject', times: 1, run: () => put(away('a'), 'theirs') })
    const request = copy([home('a')], away('a'), { placement: 'exact', conflict })
    expect(states(await ferryOver(request))).toEqual([state])
    const there = await Promise.all((await keysOf(away(''))).map(async (key) => [key, await textAt(away(key))]))
    expect(Object.fromEntries(there)).toEqual(left)
  })

  test('a 200 that carries an error is no success', async () => {
    await put(home('a'))
    ferry.store.faults.add({ op: 'CopyObject', error: { code: 'AccessDenied', ok: true } })
    expect(states(await ferryOver(rename(home('a'), away('a'))))).toEqual(['AccessDenied'])
    expect(await keysOf(home('a'))).toEqual(['a'])
  })

  test('503, a reset and a lost answer are passed over; what does not pass is told', async () => {
    await put(home('a'))
    ferry.store.faults.add({ op: 'CopyObject', times: 2, error: { code: 'ServiceUnavailable' } })
    ferry.store.faults.add({ op: 'CopyObject', times: 1, reset: 'before' })
    ferry.store.faults.add({ op: 'CopyObject', times: 1, reset: 'after' })
    expect(states(await ferryOver(rename(home('a'), away('a'))))).toEqual(['done'])
    expect(reports.filter((report) => report.is === 'retry').length).toBeGreaterThanOrEqual(3)
    ferry.store.faults.add({ op: 'CopyObject', error: { code: 'AccessDenied' } })
    expect(states(await ferryOver(copy([away('a')], home(''))))).toEqual(['AccessDenied'])
  })

  test('a part of another size than asked is found before anything is put together', async () => {
    const source = home('large')
    const { etag: ifMatch } = await ferry.oss.head({ at: source, signal: never })
    const spoil = (uploadId = '') =>
      ferry.oss.copyPart({
        at: away('large'),
        uploadId,
        number: 7,
        source,
        ifMatch,
        from: 0,
        to: 200_000,
        signal: never,
      })
    ferry.store.faults.add({ op: 'ListParts', times: 1, run: (entry) => spoil(entry.query.uploadId) })
    expect(states(await ferryOver(rename(source, away('large'))))).toEqual(['PartMismatch'])
    expect([await keysOf(source), await keysOf(away(''))]).toEqual([['large'], []])
  })
})

test('sources inside one another are moved and removed once; copies of both are two', async () => {
  for (const key of ['a/x', 'a/b/y', 'ab']) await put(home(key), key)
  const sources = ['a/x', 'a/', 'a/b/', 'a/b/y', 'ab', 'ab'].map(home)
  const keysOf = (tasks: Task[]) => tasks.map(({ source }) => source.key).sort()
  expect(keysOf(await tasksOf({ do: 'remove', sources }))).toEqual(['a/b/y', 'a/x', 'ab'])
  expect(keysOf(await tasksOf({ do: 'remove', sources: [...sources, home('')] }))).toEqual([
    'a/b/y',
    'a/x',
    'ab',
    'large',
  ])
  const moved = await ferryOver(copy(sources, away('to/'), { removeSource: true }))
  expect(moved.map(({ state }) => state)).toEqual(['done', 'done', 'done'])
  const { objects } = await ferry.oss.list({ at: away(''), signal: never })
  expect(objects.map(({ key }) => key)).toEqual(['to/a/b/y', 'to/a/x', 'to/ab'])
  const copied = await tasksOf(copy([away('to/a/x'), away('to/a/')], home('both/')))
  expect(copied.map((task) => 'target' in task && task.target.key)).toEqual(['both/x', 'both/a/b/y', 'both/a/x'])
})
