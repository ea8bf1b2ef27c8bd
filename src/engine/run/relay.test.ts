import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Ferry, startFerry } from '../../../test/ferry.ts'
import { bytesOfEach } from '../../oss/headerBytes.ts'
import type { Attributes, Ref } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { createLimiter } from '../limits/limiter.ts'
import { plan } from '../plan/plan.ts'
import { problemOf } from '../problem.ts'
import { defaults } from '../settings.ts'
import type { CopyRequest, Task } from '../types.ts'
import { createResources, createWorld } from '../world.ts'
import { createRemovals } from './removals.ts'
import { runTask } from './run.ts'

/** What OSS won't copy goes through this process: home is in cn-hangzhou, far in cn-qingdao. */

const MiB = 1024 ** 2
const never = new AbortController().signal
const attributes: Attributes = {
  headers: bytesOfEach({ 'Content-Type': 'text/plain', 'Content-Language': 'zh-CN' }),
  meta: bytesOfEach({ author: '李白' }),
  tags: [{ key: 'k', value: 'v 2' }],
  acl: 'public-read',
}
let ferry: Ferry
let world: PlanWorld

beforeAll(async () => {
  ferry = await startFerry()
})
afterAll(() => ferry.close())
beforeEach(async () => {
  world = createWorld(
    createResources({
      limiter: createLimiter({ least: 8, most: 8 }),
      settings: { ...defaults, backoff: 1, gather: 1, tick: 0, relayPart: MiB },
    }),
    { oss: (account) => (account === 'other' ? ferry.other : ferry.oss), signal: never, report: () => {} },
  )
  ferry.store.faults.clear()
  for (const at of [home(''), far('')]) await clear(at)
  ferry.store.requests.clear()
})

const home = (key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket: 'home', key })
const far = (key: string): Ref => ({ ...home(key), bucket: 'far', region: 'cn-qingdao' })

async function clear(at: Ref) {
  for (const { key } of (await ferry.oss.list({ at, signal: never })).objects)
    await ferry.oss.remove({ at: { ...at, key }, signal: never })
  for (const { key, uploadId } of await ferry.oss.listUploads({ at, signal: never }))
    await ferry.oss.abort({ at: { ...at, key }, uploadId, signal: never })
}

const relay = (source: Ref, target: Ref, more: Partial<CopyRequest> = {}): CopyRequest => ({
  do: 'copy',
  sources: [source],
  target,
  placement: 'exact',
  removeSource: false,
  conflict: 'skip',
  keepAcl: true,
  relay: true,
  ...more,
})

async function planned(request: CopyRequest): Promise<Task> {
  for await (const [first] of plan(request, world)) return { ...first, job: 'j', n: 0 } as Task
  throw new Error('Nothing is planned')
}

/** Runs a task; resolves with it as the journal holds it then. */
async function run(task: Task, signal = never): Promise<Task> {
  let journal = task
  const save = async (patch: object) => {
    journal = { ...journal, ...patch } as Task
  }
  const ctx = { ...world, signal, removals: createRemovals(world), save }
  await runTask(task, ctx).catch((error) => save({ state: 'failed', problem: problemOf(error) }))
  return journal
}

const ferryOver = async (request: CopyRequest) => run(await planned(request))
const sparse = (size: number) =>
  ferry.store.putSparseObject({ bucket: 'home', key: 'big', size, seed: 3, headers: { 'content-type': 'video/mp4' } })
const put = (at: Ref, body: string | Blob, given = attributes) =>
  ferry.oss.put({ at, body, attributes: given, signal: never })
const headOf = (at: Ref) => ferry.oss.head({ at, signal: never })
const sent = (op: string) => ferry.store.requests.entries.filter((entry) => entry.op === op)
const keysOf = async (at: Ref) => (await ferry.oss.list({ at, signal: never })).objects.map(({ key }) => key)
const uploads = () => ferry.oss.listUploads({ at: far(''), signal: never })

describe('a relay', () => {
  test('is never chosen by itself', async () => {
    await put(home('a'), 'x')
    const { relay: _no, ...plain } = relay(home('a'), far('a'))
    expect(await planned(plain)).toMatchObject({ state: 'refused', refusal: 'otherRegion' })
    const foreign = { ...plain, target: { ...home('b'), account: 'other' } }
    expect(await planned(foreign)).toMatchObject({ state: 'refused', refusal: 'otherAccount' })
  })

  test('takes no link along, which is said of the link and not of the way', async () => {
    await put(home('a'), 'x')
    await ferry.oss.putSymlink({ at: home('link'), target: 'a', signal: never })
    expect(await planned(relay(home('link'), far('link')))).toMatchObject({ state: 'refused', refusal: 'linkRelayed' })
  })

  test('of a small object reads once, pinned, and writes once, with everything that it had', async () => {
    await put(home('a'), '你好')
    const before = await headOf(home('a'))
    ferry.store.requests.clear()
    expect(await ferryOver(relay(home('a'), far('b'), { removeSource: true }))).toMatchObject({
      state: 'done',
      method: 'relay',
      proof: { crc64: before.crc64 },
    })
    expect(sent('GetObject').map((entry) => entry.headers['if-match'])).toEqual([`"${before.etag}"`])
    expect([sent('PutObject').length, sent('CopyObject').length]).toEqual([1, 0])
    const after = await headOf(far('b'))
    for (const name of ['headers', 'meta', 'tagCount', 'crc64', 'etag'] as const)
      expect(after[name]).toEqual(before[name])
    expect(await ferry.oss.getAcl({ at: far('b'), signal: never })).toBe('public-read')
    expect(await keysOf(home(''))).toEqual([])
  })

  test('of nothing, of a marker, and of a prefix', async () => {
    for (const key of ['dir/', 'dir/empty', 'dir/中 +%']) await put(home(key), key.endsWith('y') ? '' : key)
    const tasks: Task[] = []
    for await (const batch of plan(relay(home('dir/'), far('new/'), { removeSource: true }), world))
      for (const one of batch) tasks.push(await run({ ...one, job: 'j', n: tasks.length } as Task))
    expect(tasks.map(({ state }) => state)).toEqual(['done', 'done', 'done'])
    expect(await keysOf(far('new/'))).toEqual(['new/', 'new/empty', 'new/中 +%'])
    expect(await keysOf(home('dir/'))).toEqual([])
  })

  test('of 64 MiB goes by pinned ranges, few at a time', async () => {
    await sparse(64 * MiB)
    const before = await headOf(home('big'))
    ferry.store.requests.clear()
    const task = await ferryOver(relay(home('big'), far('big')))
    expect(task).toMatchObject({ state: 'done', proof: { crc64: before.crc64 } })
    expect(new Set(sent('GetObject').map((entry) => entry.headers.range)).size).toBe(64)
    expect(new Set(sent('GetObject').map((entry) => entry.headers['if-match']))).toEqual(new Set([`"${before.etag}"`]))
    expect(sent('UploadPart')).toHaveLength(64)
    expect(await headOf(far('big'))).toMatchObject({ size: 64 * MiB, headers: { 'Content-Type': 'video/mp4' } })
  })

  test('carries an append-type object inside its bucket, which becomes a normal one', async () => {
    await ferry.append(home('log'), 'line 1\nline 2\n')
    expect(await ferryOver(relay(home('log'), home('log.1'), { removeSource: true }))).toMatchObject({ state: 'done' })
    expect(await headOf(home('log.1'))).toMatchObject({ type: 'Normal', size: 14 })
    expect(await keysOf(home(''))).toEqual(['log.1'])
  })

  test('reads with the key of the one account and writes with that of the other', async () => {
    await put(home('a'), 'x')
    const target = { ...far('a'), account: 'other' }
    ferry.store.requests.clear()
    expect(await ferryOver(relay(home('a'), target))).toMatchObject({ state: 'done' })
    expect(sent('GetObject').map((entry) => entry.accessKeyId)).toEqual(['test-id'])
    expect(sent('PutObject').map((entry) => entry.accessKeyId)).toEqual(['other-id'])
  })

  test('takes one bucket for one, whichever account names it', async () => {
    await put(home('a'), 'x')
    const itself = { ...home('a'), account: 'other' }
    expect(await planned(relay(home('a'), itself, { removeSource: true }))).toMatchObject({ refusal: 'sameObject' })
  })

  test('takes the bytes as they are stored, also those that say gzip', async () => {
    const packed = new Blob([gzipSync('hello '.repeat(1000))])
    await put(home('a.gz'), packed, {
      headers: bytesOfEach({ 'Content-Encoding': 'gzip', 'Content-Type': 'text/plain' }),
    })
    expect(await ferryOver(relay(home('a.gz'), far('a.gz')))).toMatchObject({ state: 'done' })
    expect(await headOf(far('a.gz'))).toMatchObject({
      size: packed.size,
      headers: { 'Content-Encoding': 'gzip', 'Content-Type': 'text/plain' },
    })
  })
})

describe('nothing is lost', () => {
  test('a relay that was stopped goes on with the parts that are missing', async () => {
    await sparse(20 * MiB)
    const stop = new AbortController()
    ferry.store.faults.add({
      op: 'UploadPart',
      partNumber: 15,
      times: 1,
      run: async () => stop.abort(new Error('stop')),
    })
    const stopped = await run(await planned(relay(home('big'), far('big'))), stop.signal)
    expect(stopped.checkpoint?.id).toBeDefined()
    const [open] = await uploads()
    const there = await ferry.oss.listParts({ at: far('big'), uploadId: open?.uploadId ?? '', signal: never })
    ferry.store.requests.clear()
    const { problem: _old, ...again } = stopped
    expect(await run({ ...again, state: 'waiting' } as Task)).toMatchObject({ state: 'done' })
    expect(there.length).toBeGreaterThan(5)
    // Parts that were in flight at the stop may have arrived after this test looked.
    expect(sent('GetObject').length).toBeLessThanOrEqual(20 - there.length)
    const sentAgain = new Set(sent('UploadPart').map((entry) => entry.partNumber))
    expect(there.filter((part) => sentAgain.has(part.number))).toEqual([])
  })

  test('a source that changes midway ends it: nothing is written, no upload stays', async () => {
    await sparse(20 * MiB)
    ferry.store.faults.add({ op: 'GetObject', skip: 5, times: 1, run: () => put(home('big'), 'newer') })
    const task = await ferryOver(relay(home('big'), far('big'), { removeSource: true }))
    expect(task).toMatchObject({ state: 'failed', problem: { code: 'PreconditionFailed' }, checkpoint: undefined })
    expect([await keysOf(far('')), await uploads(), await keysOf(home(''))]).toEqual([[], [], ['big']])
  })

  test('bytes that are damaged on their way to the page are not put together', async () => {
    await sparse(3 * MiB)
    const { etag, crc64 = '' } = await headOf(home('big'))
    const wrong = String(BigInt(crc64) ^ 1n)
    ferry.store.faults.add({ op: 'HeadObject', bucket: 'home', headers: { 'x-oss-hash-crc64ecma': wrong } })
    const task = await ferryOver(relay(home('big'), far('big'), { removeSource: true }))
    expect(task).toMatchObject({ state: 'failed', problem: { code: 'Different' }, source: { etag } })
    expect([await keysOf(far('')), await keysOf(home(''))]).toEqual([[], ['big']])
  })

  test('an object without a CRC64 is proved by that of the bytes that passed', async () => {
    await sparse(3 * MiB)
    ferry.store.faults.add({ op: 'HeadObject', bucket: 'home', headers: { 'x-oss-hash-crc64ecma': undefined } })
    expect(await ferryOver(relay(home('big'), far('big'), { removeSource: true }))).toMatchObject({ state: 'done' })
    expect([await keysOf(far('')), await keysOf(home(''))]).toEqual([['big'], []])
  })

  test('a part that arrives damaged, a cut answer and a 503 are passed over', async () => {
    await sparse(5 * MiB)
    const { faults } = ferry.store
    faults.add({ op: 'UploadPart', partNumber: 2, times: 1, headers: { 'x-oss-hash-crc64ecma': '1' } })
    faults.add({ op: 'GetObject', times: 1, truncate: 1000 })
    faults.add({ op: 'GetObject', times: 1, error: { code: 'ServiceUnavailable' } })
    faults.add({ op: 'UploadPart', times: 1, reset: 'after' })
    expect(await ferryOver(relay(home('big'), far('big')))).toMatchObject({ state: 'done' })
    expect((await headOf(far('big'))).crc64).toBe((await headOf(home('big'))).crc64)
  })
})
