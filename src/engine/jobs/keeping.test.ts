import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Ferry, startFerry } from '../../../test/ferry.ts'
import { createMemoryJournal } from '../../../test/memoryJournal.ts'
import { createCall } from '../../oss/call.ts'
import type { Ref } from '../../oss/types.ts'
import { createLimiter } from '../limits/limiter.ts'
import { plan, planAgain } from '../plan/plan.ts'
import { cancelTask, runTask } from '../run/run.ts'
import { defaults } from '../settings.ts'
import type { CopyRequest, Scope } from '../types.ts'
import { createResources } from '../world.ts'
import type { Journal } from './journal/journal.ts'
import { createRunner, type Runner } from './runner.ts'

/** What a copy of a prefix keeps of its objects, and what is said where it can't. */

const signal = new AbortController().signal
let ferry: Ferry
let journal: Journal
let runner: Runner

beforeAll(async () => {
  ferry = await startFerry()
})
afterAll(() => ferry.close())
beforeEach(() => {
  journal = createMemoryJournal()
  const settings = { ...defaults, backoff: 1, gather: 1, tick: 0 }
  runner = createRunner({
    ...createResources({ settings, limiter: createLimiter({ least: 8, most: 8 }) }),
    journal,
    oss: () => ferry.oss,
    free: async () => Number.POSITIVE_INFINITY,
    atOnce: 8,
    plan,
    planAgain,
    runTask,
    cancelTask,
    publish: () => {},
  })
  ferry.store.faults.clear()
  ferry.store.requests.clear()
})

const home = (key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket: 'home', key })
const away = (key: string): Ref => ({ ...home(key), bucket: 'away' })
const copy = (sources: CopyRequest['sources'], target: Ref, more: Partial<CopyRequest> = {}): CopyRequest => ({
  do: 'copy',
  sources,
  target,
  placement: 'into',
  removeSource: false,
  conflict: 'skip',
  keepAcl: true,
  ...more,
})

async function run(request: CopyRequest, id: string = crypto.randomUUID()) {
  await journal.create({ id, request, phase: 'planning', planned: false, confirmed: true, created: Date.now() })
  await runner.submitted(id)
  await runner.idle()
  return journal.job(id)
}
const heads = () => ferry.store.requests.entries.filter(({ op }) => op === 'HeadObject').length

test('the first of what was chosen as a whole tell, and not what lies before it', async () => {
  const encryption = { algorithm: 'AES256' }
  for (const name of ['1', '2', '3'])
    await ferry.oss.put({ at: home(`most/${name}`), body: 'a', attributes: {}, signal })
  await ferry.oss.put({ at: home('most/x'), body: 'a', attributes: { encryption }, signal })
  const seen = { before: Date.UTC(2100, 0), since: [] }
  const scope: Scope = { rows: 'level', tests: [], except: ['most/1', 'most/2', 'most/3'], seen, count: 1 }
  const request = { ...copy([{ ...home('most/'), scope }], away('')), base: 'most/' }
  expect(await run(request)).toMatchObject({ keepEncryption: true, counts: { done: 1 } })
  expect((await ferry.oss.head({ at: away('x'), signal })).encryption).toEqual(encryption)
})

test('the encryption of objects below a prefix is kept where the first of them show some', async () => {
  const encryption = { algorithm: 'AES256' }
  await ferry.oss.put({ at: home('sealed/a'), body: 'a', attributes: { encryption }, signal })
  await ferry.oss.put({ at: home('sealed/b'), body: 'b', attributes: {}, signal })
  expect(await run(copy([home('sealed/')], away('')))).toMatchObject({ keepEncryption: true, counts: { done: 2 } })
  expect((await ferry.oss.head({ at: away('sealed/a'), signal })).encryption).toEqual(encryption)
  expect((await ferry.oss.head({ at: away('sealed/b'), signal })).encryption).toBeUndefined()
})

test('an object that may not be looked at for that keeps no other from being copied', async () => {
  for (const key of ['one/a', 'one/b']) await ferry.oss.put({ at: home(key), body: 'x', attributes: {}, signal })
  ferry.store.faults.add({ op: 'HeadObject', key: 'one/a', error: { code: 'AccessDenied' } })
  expect(await run(copy([home('one/')], away('')))).toMatchObject({ phase: 'finished', counts: { done: 2 } })
})

test('where they show none, no object is asked for it', async () => {
  for (let n = 0; n < 20; n++) await ferry.oss.put({ at: home(`open/${n}`), body: 'x', attributes: {}, signal })
  ferry.store.requests.clear()
  expect(await run(copy([home('open/')], away('')))).toMatchObject({ counts: { done: 20 } })
  expect(heads()).toBeLessThanOrEqual(3)
})

test('a public ACL is not dropped without a word where the bucket blocks public access', async () => {
  const bucket = { bucket: 'closed', region: 'cn-hangzhou' }
  await ferry.oss.putBucket({ bucket, signal })
  await blockPublic(bucket.bucket)
  await ferry.oss.put({ at: home('mixed/own'), body: 'x', attributes: {}, signal })
  await ferry.oss.put({ at: home('mixed/public'), body: 'x', attributes: { acl: 'public-read' }, signal })
  const target = { ...home(''), bucket: 'closed' }
  const record = await run(copy([home('mixed/')], target, { removeSource: true }))
  expect(record).toMatchObject({
    blocksPublic: true,
    counts: { done: 1, failed: 1 },
    problems: { PublicBlocked: { count: 1 } },
  })
  expect((await ferry.oss.list({ at: home('mixed/'), signal })).objects.map(({ key }) => key)).toEqual(['mixed/public'])
})

async function blockPublic(bucket: string): Promise<void> {
  const body =
    '<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>'
  const call = createCall(ferry.account, ferry.transport)
  const operation = 'PutBucketPublicAccessBlock'
  await call({
    operation,
    method: 'PUT',
    region: 'cn-hangzhou',
    bucket,
    sub: {},
    query: { publicAccessBlock: '' },
    body,
    signal,
  })
}

test('a copy that came out different is made again by a retry, also where what is there is skipped', async () => {
  const { oss, store } = ferry
  await store.putSparseObject({ bucket: 'home', key: 'parts', size: 1000, seed: 1, headers: {} })
  const damaged = store.faults.add({ op: 'HeadObject', bucket: 'away', headers: { 'x-oss-hash-crc64ecma': '1' } })
  const request = copy([home('parts')], away('parts'), { placement: 'exact', removeSource: true })
  expect(await run(request, 'one')).toMatchObject({ counts: { failed: 1 }, problems: { Different: { count: 1 } } })
  damaged.remove()
  await runner.retry('one')
  await runner.idle()
  expect(await journal.job('one')).toMatchObject({ counts: { done: 1 } })
  expect((await oss.list({ at: home('parts'), signal })).objects).toEqual([])
})
