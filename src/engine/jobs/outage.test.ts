import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { fastClock } from '../../../test/fastClock.ts'
import { type Ferry, startFerry } from '../../../test/ferry.ts'
import { journal, runnerWith } from '../../../test/runner.ts'
import { localOver } from '../../hosts/page/files/localFiles.ts'
import { createOss } from '../../oss/client.ts'
import { bytesOfEach } from '../../oss/headerBytes.ts'
import type { Ref } from '../../oss/types.ts'
import { createLimiter } from '../limits/limiter.ts'
import { localRef } from '../localFiles.ts'
import { plan } from '../plan/plan.ts'
import { cancelTask, runTask } from '../run/run.ts'
import { defaults } from '../settings.ts'
import type { CopyRequest, Request } from '../types.ts'
import { createResources } from '../world.ts'
import type { World } from './world.ts'

/** The gateway is killed in the middle of a job, for a minute of the job's time: the job waits, and goes on without a hand. */

const faster = 200
const outage = 60_000 / faster
const never = new AbortController().signal
let ferry: Ferry
/** Settles when the gateway is there again. */
let back: Promise<void>

beforeAll(async () => {
  ferry = await startFerry()
})
afterAll(() => ferry.close())
beforeEach(async () => {
  back = Promise.resolve()
  for (const key of ['small/1', 'small/2', 'small/3'])
    await ferry.oss.put({ at: home(key), body: 'hello', attributes: {}, signal: never })
  const tags = [{ key: 'k', value: 'v' }]
  await ferry.oss.putTags({ at: home('small/1'), tags, signal: never })
  ferry.store.requests.clear()
})
afterEach(async () => {
  ferry.store.faults.clear()
  await back
})

const home = (key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket: 'home', key })
const away = (key: string): Ref => ({ ...home(key), bucket: 'away' })
const far = (key: string): Ref => ({ ...home(key), bucket: 'far', region: 'cn-qingdao' })

const copy = (source: Ref, target: Ref, more: Partial<CopyRequest> = {}): CopyRequest => ({
  do: 'copy',
  sources: [source],
  target,
  placement: 'exact',
  removeSource: false,
  conflict: 'replace',
  keepAcl: false,
  ...more,
})

/** Kills the gateway before, or after, the store has done what the request asks. */
function kill(op: string | string[], skip = 0) {
  const run = async () => {
    await ferry.gateway.stop()
    back = new Promise((resolve) => setTimeout(resolve, outage)).then(ferry.gateway.start)
  }
  return ferry.store.faults.add({ op, skip, times: 1, run })
}

function runner(more: Partial<World> = {}) {
  const clock = fastClock(faster)
  const files = [{ path: 'f.bin', file: new File([new Uint8Array(700_000)], 'f.bin', { lastModified: 1 }) }]
  const local = localOver(async () => ({ is: 'sources', handles: [], files }))
  const settings = { ...defaults, gather: 1, relayPart: 100 * 1024 }
  return runnerWith({
    ...createResources({ settings, clock, limiter: createLimiter({ least: 16, most: 32 }, clock) }),
    oss: () => ferry.oss,
    atOnce: 20,
    plan,
    runTask,
    cancelTask,
    local: () => local,
    ...more,
  })
}

async function ends(request: Request) {
  const id = crypto.randomUUID()
  await journal.create({ id, request, phase: 'planning', planned: false, created: Date.now() })
  const own = runner()
  await own.submitted(id)
  await own.idle()
  return journal.job(id)
}

const whole = { phase: 'finished', counts: { failed: 0, waiting: 0, refused: 0 } }

test.each([
  ['GetBucketInfo', 0],
  ['ListObjectsV2', 0],
  ['HeadObject', 0],
  ['GetObjectTagging', 0],
  ['InitiateMultipartUpload', 0],
  ['UploadPartCopy', 40],
  ['ListParts', 0],
  ['CompleteMultipartUpload', 0],
])('a copy of 6 GiB by parts, the gateway killed at %s', async (op, skip) => {
  const fault = kill(op, skip)
  const job = await ends(copy(home('large'), away(`large ${op}`)))
  expect(fault.hits).toBe(1)
  expect(job).toMatchObject({ ...whole, counts: { ...whole.counts, done: 1 } })
  expect((await ferry.oss.head({ at: away(`large ${op}`), signal: never })).size).toBe(6 * 1024 ** 3)
  // Of an Initiate whose answer was lost nobody knows the id: what it began can't be told from another's upload.
  const orphans = op === 'InitiateMultipartUpload' ? 1 : 0
  expect(await ferry.oss.listUploads({ at: away(`large ${op}`), signal: never })).toHaveLength(orphans)
})

test.each(['ListObjectsV2', 'CopyObject', 'Delete'])('a move of a prefix, the gateway killed at %s', async (op) => {
  const fault = kill(op === 'Delete' ? ['DeleteObject', 'DeleteMultipleObjects'] : op)
  const job = await ends(copy(home('small/'), away(`${op}/`), { removeSource: true, conflict: 'skip' }))
  expect(fault.hits).toBe(1)
  expect(job).toMatchObject({ ...whole, counts: { ...whole.counts, done: 3 } })
  expect((await ferry.oss.list({ at: away(`${op}/`), signal: never })).objects).toHaveLength(3)
  expect((await ferry.oss.list({ at: home('small/'), signal: never })).objects).toEqual([])
})

test.each(['PutObject', 'GetObject'])('a relay, the gateway killed at %s', async (op) => {
  const fault = kill(op)
  expect(await ends(copy(home('small/2'), far(op), { relay: true }))).toMatchObject(whole)
  expect(fault.hits).toBe(1)
  expect(await (await ferry.oss.get({ at: far(op), signal: never })).text()).toBe('hello')
})

test.each(['UploadPart', 'CompleteMultipartUpload'])('an upload by parts, the gateway killed at %s', async (op) => {
  const fault = kill(op, op === 'UploadPart' ? 3 : 0)
  const request: Request = { do: 'upload', sources: [localRef('f.bin')], target: away(`${op}-`), conflict: 'replace' }
  expect(await ends(request)).toMatchObject({ ...whole, counts: { ...whole.counts, done: 1 } })
  expect(fault.hits).toBe(1)
})

test('edits and removals, the gateway killed', async () => {
  const edit = kill('CopyObject')
  expect(
    await ends({ do: 'change', sources: [home('small/1')], change: { meta: bytesOfEach({ a: 'b' }) } }),
  ).toMatchObject(whole)
  await back
  const removal = kill('DeleteObject')
  expect(await ends({ do: 'remove', sources: [home('small/1')] })).toMatchObject(whole)
  expect([edit.hits, removal.hits]).toEqual([1, 1])
})

test('a large object says that nothing answers, a pause ends at once, and the job goes on later', async () => {
  const own = runner()
  const request = copy(home('large'), away('stopped'))
  await journal.create({ id: 'p', request, phase: 'planning', planned: false, created: Date.now() })
  const begun = ferry.store.requests.answered(({ op }) => op === 'UploadPartCopy')
  ferry.store.settings.copySpeed = 200 * 1024 ** 2
  await own.submitted('p')
  await begun
  await ferry.gateway.stop()
  await expect.poll(async () => (await own.views())[0]?.active[0]?.retrying).toBe('NetworkError')
  await own.pause('p')
  expect(await journal.job('p')).toMatchObject({ phase: 'paused', counts: { failed: 0, waiting: 1 } })
  ferry.store.settings.copySpeed = 0
  await ferry.gateway.start()
  await own.resume('p')
  await own.idle()
  expect(await journal.job('p')).toMatchObject(whole)
})

test('what the store has of a paused job is shown after a reload, until the store itself is asked', async () => {
  const own = runner()
  const request = copy(home('large'), away('reloaded'))
  await journal.create({ id: 'r', request, phase: 'planning', planned: false, created: Date.now() })
  const half = ferry.store.requests.answered(({ op, partNumber = 0 }) => op === 'UploadPartCopy' && partNumber > 48)
  ferry.store.settings.copySpeed = 400 * 1024 ** 2
  await own.submitted('r')
  await half
  await own.pause('r')
  ferry.store.settings.copySpeed = 0
  const [before] = await own.views()
  const reloaded = runner()
  const [after] = await reloaded.views()
  expect(after?.bytesDone).toBeGreaterThan(2 * 1024 ** 3)
  expect(after?.bytesDone).toBe(before?.bytesDone)
  await reloaded.resume('r')
  await reloaded.idle()
  expect(await reloaded.view('r')).toMatchObject({ phase: 'finished', bytesDone: 6 * 1024 ** 3 })
})

test('a computer whose clock is 20 minutes off runs its jobs, and is told', async () => {
  ferry.store.settings.clockOffset = 20 * 60_000
  const oss = createOss(ferry.account, ferry.transport)
  const own = runner({ oss: () => oss })
  const request = copy(home('small/'), away('late/'))
  await journal.create({ id: 'c', request, phase: 'planning', planned: false, created: Date.now() })
  await own.submitted('c')
  await own.idle()
  const view = await own.view('c')
  expect(view).toMatchObject({ ...whole, counts: { ...whole.counts, done: view?.objects } })
  expect(Math.round((view?.clockOffset ?? 0) / 60_000)).toBe(20)
  ferry.store.settings.clockOffset = 0
  const refused = ferry.store.requests.entries.filter(({ code }) => code === 'RequestTimeTooSkewed')
  // The three that the job begins with go out together.
  expect(refused.length).toBeLessThanOrEqual(3)
})

test('a request that never gets an answer, although the bucket answers others, stops the job', async () => {
  const fault = ferry.store.faults.add({ op: 'HeadObject', key: 'large', reset: 'before' })
  const job = await ends(copy(home('large'), away('never')))
  expect(job).toMatchObject({ phase: 'paused', problem: { code: 'NetworkError', operation: 'HeadObject' } })
  expect(fault.hits).toBeLessThan(30)
})

test('a refusal for good is asked once', async () => {
  const fault = ferry.store.faults.add({ op: 'CopyObject', error: { code: 'NotImplemented' } })
  const job = await ends(copy(home('small/1'), away('refused')))
  expect(job).toMatchObject({ phase: 'finished', counts: { failed: 1 } })
  expect(fault.hits).toBe(1)
})

test('a refusal at the door costs no look at the target', async () => {
  const fault = ferry.store.faults.add({ op: 'CopyObject', times: 5, error: { code: 'TotalQpsLimitExceeded' } })
  expect(await ends(copy(home('small/1'), away('throttled')))).toMatchObject(whole)
  const heads = ferry.store.requests.entries.filter(({ op }) => op === 'HeadObject')
  expect([fault.hits, heads.filter(({ bucket }) => bucket === 'away').length]).toEqual([5, 0])
})

test('an internal error that comes with 200 is one: it is tried again', async () => {
  const faults = ['CopyObject', 'CompleteMultipartUpload'].map((op) =>
    ferry.store.faults.add({ op, times: 2, error: { code: 'InternalError', ok: true } }),
  )
  expect(await ends(copy(home('small/1'), away('ok 1')))).toMatchObject(whole)
  expect(await ends(copy(home('large'), away('ok 2')))).toMatchObject(whole)
  expect(faults.map(({ hits }) => hits)).toEqual([2, 2])
})
