import { createResources } from '../world.ts'
import 'fake-indexeddb/auto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Ferry, startFerry } from '../../../test/ferry.ts'
import { openJournal } from '../../hosts/page/journal.ts'
import type { Ref, StorageClass } from '../../oss/types.ts'
import { createLimiter } from '../limits/limiter.ts'
import { plan, planAgain } from '../plan/plan.ts'
import { cancelTask, runTask } from '../run/run.ts'
import { defaults } from '../settings.ts'
import type { CopyRequest, Restoring } from '../types.ts'
import { restoreArchived } from './commands.ts'
import type { Journal } from './journal/journal.ts'
import { createRunner, type Runner } from './runner.ts'
import type { JobRequest } from './types.ts'

/** Whole jobs against the local OSS that restore, wait and go on. */

const signal = new AbortController().signal
const restoring: Restoring = {
  days: 30,
  tiers: { Archive: 'Standard', ColdArchive: 'Bulk', DeepColdArchive: 'Expedited' },
}
/** ms; the store's clock is moved on by more: as long as a job waits is how long the machine takes for it. */
const fiveMinutes = 300_000
let ferry: Ferry
let journal: Journal
let runner: Runner

beforeAll(async () => {
  ferry = await startFerry()
})
afterAll(() => ferry.close())
beforeEach(async () => {
  journal = await openJournal(crypto.randomUUID())
  runner = newRunner()
  ferry.store.faults.clear()
  for (const prefix of ['cold/', 'to/'])
    for (const key of await keysAt(prefix)) await ferry.oss.remove({ at: home(key), signal })
  await put('cold/a', 'Archive')
  await put('cold/b', 'ColdArchive')
  await put('cold/c', 'DeepColdArchive')
  await put('cold/warm', 'Standard')
  ferry.store.settings.restoreMilliseconds = 0
  ferry.store.settings.clockOffset = 0
  ferry.store.requests.clear()
})

const newRunner = () =>
  createRunner({
    journal,
    oss: () => ferry.oss,
    ...createResources({
      settings: { ...defaults, backoff: 1, gather: 1, tick: 0, watch: 1 },
      limiter: createLimiter({ least: 8, most: 8 }),
    }),
    free: async () => Number.POSITIVE_INFINITY,
    atOnce: 8,
    plan,
    planAgain,
    runTask,
    cancelTask,
    publish: () => {},
  })
const home = (key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket: 'home', key })
const keysAt = async (prefix: string) =>
  (await ferry.oss.list({ at: home(prefix), signal })).objects.map(({ key }) => key)
const put = (key: string, storageClass: StorageClass) =>
  ferry.oss.put({ at: home(key), body: key, attributes: { storageClass }, signal })
const restores = () => ferry.store.requests.entries.filter(({ op }) => op === 'RestoreObject').length

async function begin(request: JobRequest) {
  await journal.create({ id: 'a', request, phase: 'planning', planned: false, confirmed: true, created: Date.now() })
  await runner.submitted('a')
}
async function run(request: JobRequest) {
  await begin(request)
  await runner.idle()
  return journal.job('a')
}
async function until(isThere: () => Promise<boolean>) {
  while (!(await isThere())) await new Promise((resolve) => setTimeout(resolve, 5))
}
const countOf = async (state: 'restoring' | 'done') => (await journal.job('a'))?.counts[state] ?? 0
const ofPrefix: JobRequest = { do: 'restore', sources: [home('cold/')], restore: restoring }

describe('a restore', () => {
  it('takes every archived object below a prefix, each with what its class allows, and says why the rest is left', async () => {
    const job = await run(ofPrefix)
    expect(job).toMatchObject({ phase: 'finished', counts: { done: 3, skipped: 1 }, refusals: { notArchived: 1 } })
    const tasks = await journal.page({ job: 'a', state: 'done', from: 0, limit: 9 })
    expect(tasks.map(({ restore }) => restore)).toEqual([
      { days: 7 },
      { days: 30, tier: 'Bulk' },
      { days: 30, tier: 'Expedited' },
    ])
    for (const key of ['a', 'b', 'c'])
      expect(await (await ferry.oss.get({ at: home(`cold/${key}`), signal })).text()).toBe(`cold/${key}`)
  })

  it('waits until they can be read; another tab goes on waiting and asks for nothing twice', async () => {
    ferry.store.settings.restoreMilliseconds = fiveMinutes
    await begin(ofPrefix)
    await until(async () => (await countOf('restoring')) === 3)
    await runner.pause('a')
    await runner.idle()
    runner = newRunner()
    await runner.resume('a')
    ferry.store.settings.clockOffset = 2 * fiveMinutes
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 3, restoring: 0 } })
    expect(restores()).toBe(3)
  })

  it('refuses with a reason what was picked and is not archived, or gone', async () => {
    const job = await run({ do: 'restore', sources: [home('cold/warm'), home('cold/none')], restore: restoring })
    expect(job).toMatchObject({ counts: { refused: 2 }, refusals: { notArchived: 1, missing: 1 } })
    expect(restores()).toBe(0)
  })

  it('waits for what somebody else has asked for', async () => {
    ferry.store.settings.restoreMilliseconds = fiveMinutes
    await ferry.oss.restore({ at: home('cold/a'), days: 1, signal })
    await begin({ do: 'restore', sources: [home('cold/a')], restore: restoring })
    await until(async () => (await countOf('restoring')) === 1)
    ferry.store.settings.clockOffset = 2 * fiveMinutes
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 1 } })
    expect(restores()).toBe(1)
  })

  it('gives what is readable and was picked more days; below a prefix it is left', async () => {
    await ferry.oss.restore({ at: home('cold/b'), days: 1, signal })
    const before = (await ferry.oss.head({ at: home('cold/b'), signal })).restore?.until ?? 0
    await run({ do: 'restore', sources: [home('cold/b')], restore: restoring })
    expect((await ferry.oss.head({ at: home('cold/b'), signal })).restore?.until).toBeGreaterThan(before)
    await journal.remove('a')
    expect(await run(ofPrefix)).toMatchObject({ counts: { done: 2, skipped: 2 }, refusals: { readable: 1 } })
  })

  it('gives what was picked beside its own prefix more days, and asks for it once', async () => {
    await run({ do: 'restore', sources: [home('cold/a'), home('cold/b')], restore: { ...restoring, days: 1 } })
    const untilOf = async () => (await ferry.oss.head({ at: home('cold/b'), signal })).restore?.until ?? 0
    const before = await untilOf()
    await journal.remove('a')
    const job = await run({ do: 'restore', sources: [home('cold/b'), home('cold/')], restore: restoring })
    expect(job).toMatchObject({
      objects: 4,
      counts: { done: 2, skipped: 2 },
      refusals: { readable: 1, notArchived: 1 },
    })
    expect(await untilOf()).toBeGreaterThan(before)
  })

  it('fails with the reason when the object was replaced while it waited', async () => {
    ferry.store.settings.restoreMilliseconds = 60_000
    await begin({ do: 'restore', sources: [home('cold/a')], restore: restoring })
    await until(async () => (await countOf('restoring')) === 1)
    await ferry.oss.put({ at: home('cold/a'), body: 'other', attributes: {}, signal })
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ counts: { failed: 1 }, problems: { SourceChanged: { count: 1 } } })
  })
})

describe('a copy of what is archived', () => {
  const copy: CopyRequest = {
    do: 'copy',
    sources: [home('cold/')],
    target: home('to/'),
    placement: 'exact',
    removeSource: false,
    conflict: 'skip',
    keepAcl: false,
  }

  it('is refused, then restored when a person says so, and goes on by itself', async () => {
    expect(await run(copy)).toMatchObject({ phase: 'finished', counts: { done: 1, refused: 3 } })
    ferry.store.settings.restoreMilliseconds = 100
    await restoreArchived(journal, 'a', restoring)
    await runner.look('a')
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 4, refused: 0 }, refusals: {} })
    expect(await keysAt('to/')).toEqual(['to/a', 'to/b', 'to/c', 'to/warm'])
    expect(restores()).toBe(3)
  })

  it('says before what the restore takes', async () => {
    await journal.create({ id: 'a', request: copy, phase: 'planning', planned: false, created: Date.now() })
    await runner.submitted('a')
    await runner.idle()
    await restoreArchived(journal, 'a', restoring)
    expect(await journal.job('a')).toMatchObject({
      phase: 'review',
      counts: { waiting: 4 },
      hints: { restore: { count: 3 } },
    })
    expect(restores()).toBe(0)
    await runner.confirm('a')
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 4 } })
  })
})
