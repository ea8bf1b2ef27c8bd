import { bytesOfEach } from '../../../oss/headerBytes.ts'
import { createResources, createWorld } from '../../world.ts'
import 'fake-indexeddb/auto'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Ferry, startFerry } from '../../../../test/ferry.ts'
import { openJournal } from '../../../hosts/page/journal.ts'
import type { Ref } from '../../../oss/types.ts'
import { createLimiter } from '../../limits/limiter.ts'
import { plan, planAgain } from '../../plan/plan.ts'
import { cancelTask, runTask } from '../../run/run.ts'
import { defaults } from '../../settings.ts'
import type { ChangeRequest, CopyRequest } from '../../types.ts'
import { answer } from '../commands.ts'
import type { Journal } from '../journal/journal.ts'
import { createRunner, type Runner } from '../runner.ts'
import type { JobRequest } from '../types.ts'

/** Whole jobs against the local OSS, and their undo. */

const signal = new AbortController().signal
let ferry: Ferry
let journal: Journal
let runner: Runner

beforeAll(async () => {
  ferry = await startFerry()
})
afterAll(() => ferry.close())
beforeEach(async () => {
  journal = await openJournal(crypto.randomUUID())
  runner = createRunner({
    journal,
    oss: () => ferry.oss,
    ...createResources({
      settings: { ...defaults, backoff: 1, gather: 1, tick: 0, settle: 500 },
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
  for (const at of [home('u/'), home('v/')])
    for (const key of await keysAt(at)) await ferry.oss.remove({ at: home(key), signal })
  for (const name of ['a', 'b', 'c']) await put(`u/${name}`, name)
})

const home = (key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket: 'home', key })
const keysAt = async (at: Ref) => (await ferry.oss.list({ at, signal })).objects.map(({ key }) => key)
const put = (key: string, body: string) =>
  ferry.oss.put({ at: home(key), body, attributes: { meta: bytesOfEach({ by: body }) }, signal })

const copy: CopyRequest = {
  do: 'copy',
  sources: [home('u/')],
  target: home('v/'),
  placement: 'exact',
  removeSource: false,
  conflict: 'replace',
  keepAcl: false,
}

async function run(id: string, request: JobRequest) {
  await journal.create({ id, request, phase: 'planning', planned: false, confirmed: true, created: Date.now() })
  await runner.submitted(id)
  await runner.idle()
  return journal.job(id)
}
const undo = (of: CopyRequest | ChangeRequest) =>
  run('undo', { do: 'undo', job: 'done', of, sources: of.sources, review: true })

/** As one key asks for it. */
async function unasked(of: CopyRequest) {
  const request: JobRequest = { do: 'undo', job: 'done', of, sources: of.sources }
  await journal.create({ id: 'undo', request, phase: 'planning', planned: false, created: Date.now() })
  await runner.submitted('undo')
  await runner.idle()
  return journal.job('undo')
}

describe('undo', () => {
  it('waits for a yes', async () => {
    await run('done', copy)
    const request: JobRequest = { do: 'undo', job: 'done', of: copy, sources: copy.sources, review: true }
    await journal.create({ id: 'asked', request, phase: 'planning', planned: false, created: 1 })
    await runner.submitted('asked')
    await runner.idle()
    expect(await journal.job('asked')).toMatchObject({ phase: 'review', counts: { waiting: 3 } })
    expect(await keysAt(home('v/'))).toHaveLength(3)
  })

  it('runs at once where it is small and takes back everything', async () => {
    await run('done', copy)
    expect(await unasked(copy)).toMatchObject({ phase: 'finished', counts: { done: 3 } })
    expect(await keysAt(home('v/'))).toEqual([])
  })

  it('is shown first where it would leave something', async () => {
    const move = { ...copy, removeSource: true }
    await run('done', move)
    await put('u/a', 'newcomer')
    expect(await unasked(move)).toMatchObject({ phase: 'review', counts: { waiting: 2, skipped: 1 } })
    await put('v/b', 'written since')
    await runner.remove('undo')
    expect(await unasked(move)).toMatchObject({ phase: 'review', counts: { waiting: 1, skipped: 1, refused: 1 } })
    expect(await keysAt(home('v/'))).toHaveLength(3)
  })

  it('of a job that was removed meanwhile says so, and does not end as done', async () => {
    expect(await unasked(copy)).toMatchObject({ phase: 'paused', problem: { code: 'JobGone' } })
  })

  it('of more than a hundred objects is shown first', async () => {
    for (let n = 0; n < 98; n++) await put(`u/${n}`, 'x')
    await run('done', copy)
    expect(await unasked(copy)).toMatchObject({ phase: 'review', counts: { waiting: 101 } })
    expect(await keysAt(home('v/'))).toHaveLength(101)
  })

  it('of a copy removes what the job made, but not what it replaced, nor what was written since', async () => {
    await put('v/a', 'was here')
    await run('done', copy)
    await put('v/b', 'written since')
    expect(await undo(copy)).toMatchObject({
      phase: 'finished',
      counts: { done: 1, refused: 2 },
      refusals: { wasOverwritten: 1, notOurs: 1 },
    })
    expect(await keysAt(home('v/'))).toEqual(['v/a', 'v/b'])
    expect(await keysAt(home('u/'))).toHaveLength(3)
  })

  it('of a move goes back, and leaves what has come to the old place', async () => {
    const move = { ...copy, removeSource: true }
    await run('done', move)
    await put('u/a', 'newcomer')
    expect(await undo(move)).toMatchObject({ phase: 'finished', counts: { done: 2, skipped: 1 } })
    expect(await keysAt(home('u/'))).toEqual(['u/a', 'u/b', 'u/c'])
    expect(await keysAt(home('v/'))).toEqual(['v/a'])
    expect((await ferry.oss.head({ at: home('u/b'), signal })).meta).toEqual({ by: 'b' })
  })

  it.each([
    ['u/', 'u/b/'],
    ['u/b/', 'u/'],
  ])('of a move from %s to %s, whose places overlap', async (from, to) => {
    for (const name of await keysAt(home('u/'))) await ferry.oss.remove({ at: home(name), signal })
    const names = ['b/b/x', 'b/x', 'x']
    for (const name of names) await put(from + name, name)
    const before = names.map((name) => from + name)
    const move = { ...copy, sources: [home(from)], target: home(to), removeSource: true }
    expect(await run('done', move)).toMatchObject({ phase: 'finished', counts: { done: 3 } })
    expect(await keysAt(home('u/'))).toEqual(names.map((name) => to + name))
    expect(await undo(move)).toMatchObject({ phase: 'finished', counts: { done: 3 } })
    expect(await keysAt(home('u/'))).toEqual(before)
    for (const name of names)
      expect((await ferry.oss.head({ at: home(from + name), signal })).meta).toEqual({ by: name })
  })

  it('of sources inside one another takes back both copies, or the one move', async () => {
    const both: CopyRequest = { ...copy, sources: [home('u/'), home('u/a')], target: home('v/'), placement: 'into' }
    expect(await run('done', both)).toMatchObject({ counts: { done: 4 } })
    expect(await undo(both)).toMatchObject({ phase: 'finished', counts: { done: 4 } })
    expect([await keysAt(home('v/')), await keysAt(home('u/'))]).toEqual([[], ['u/a', 'u/b', 'u/c']])
  })

  it('of a move does not take for its own what stands where a source inside another would have gone', async () => {
    for (const key of ['v/u/b/x', 'v/u/b/d/u/y']) await put(key, key)
    const sources = [home('v/u/b/'), home('v/u/b/d/u/')]
    const move: CopyRequest = { ...copy, sources, target: home('v/'), placement: 'into', removeSource: true }
    expect(await run('done', move)).toMatchObject({ counts: { done: 2 } })
    await put('v/u/b/x', 'newcomer')
    expect(await undo(move)).toMatchObject({ phase: 'finished', counts: { done: 1, skipped: 1 } })
    expect(await keysAt(home('v/'))).toEqual(['v/b/x', 'v/u/b/d/u/y', 'v/u/b/x'])
  })

  it('of an edit restores what was there', async () => {
    const edit: ChangeRequest = {
      do: 'change',
      sources: [home('u/a')],
      change: { meta: bytesOfEach({ by: null, more: 'x' }) },
    }
    await run('done', edit)
    expect((await ferry.oss.head({ at: home('u/a'), signal })).meta).toEqual({ more: 'x' })
    expect(await undo(edit)).toMatchObject({ phase: 'finished', counts: { done: 1 } })
    expect((await ferry.oss.head({ at: home('u/a'), signal })).meta).toEqual({ by: 'a' })
  })
})

describe('a move whose places overlap', () => {
  const move = { ...copy, sources: [home('u/')], target: home('u/b/'), removeSource: true }

  it('leaves what stands behind an object that can not move, and a retry ends it', async () => {
    await put('u/b/a', 'stays')
    const held = ferry.store.faults.add({ op: 'CopyObject', key: 'u/b/b/a', error: { code: 'AccessDenied' } })
    expect(await run('done', move)).toMatchObject({
      phase: 'finished',
      counts: { done: 2, failed: 2 },
      problems: { AccessDenied: { count: 1 }, NotYetFree: { count: 1 } },
    })
    expect(await keysAt(home('u/'))).toEqual(['u/a', 'u/b/a', 'u/b/b', 'u/b/c'])
    held.remove()
    await runner.retry('done')
    await runner.idle()
    expect(await journal.job('done')).toMatchObject({ phase: 'finished', counts: { done: 4, failed: 0 } })
    expect(await keysAt(home('u/'))).toEqual(['u/b/a', 'u/b/b', 'u/b/b/a', 'u/b/c'])
  })

  it('taken up while a removal of the run before is still under way at OSS, loses nothing to it', async () => {
    for (const name of ['b', 'c']) await ferry.oss.remove({ at: home(`u/${name}`), signal })
    await put('u/b/a', 'stays')
    let letGo = () => {}
    const hold = new Promise<void>((resolve) => {
      letGo = resolve
    })
    ferry.store.requests.clear()
    const late = ferry.store.faults.add({ op: 'DeleteObject', times: 1, hold })
    await journal.create({ id: 'a', request: move, phase: 'planning', planned: false, confirmed: true, created: 1 })
    await runner.submitted('a')
    await expect.poll(() => late.hits).toBe(1)
    await runner.pause('a')
    await runner.resume('a')
    await Promise.race([runner.idle(), setTimeout(100)])
    letGo()
    await runner.idle()
    await expect.poll(() => ferry.store.requests.entries.find(({ op }) => op === 'DeleteObject')?.status).toBe(204)
    expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 2, failed: 0 } })
    expect(await keysAt(home('u/'))).toEqual(['u/b/a', 'u/b/b/a'])
  })

  it('retried after a source has changed, still waits for what stands at the target', async () => {
    await put('u/b/a', 'stays')
    await journal.create({ id: 'a', request: { ...move, review: true }, phase: 'planning', planned: false, created: 1 })
    await runner.submitted('a')
    await runner.idle()
    const held = ferry.store.faults.add({ op: 'CopyObject', key: 'u/b/b/a', error: { code: 'AccessDenied' } })
    await put('u/a', 'later')
    await runner.confirm('a')
    await runner.idle()
    await journal.save('a', (await taskOf('u/a'))?.n ?? 0, { again: true })
    await runner.retry('a')
    await runner.idle()
    expect(await (await ferry.oss.get({ at: home('u/b/a'), signal })).text()).toBe('stays')
    held.remove()
    await runner.retry('a')
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 4, failed: 0 } })
    expect(await (await ferry.oss.get({ at: home('u/b/a'), signal })).text()).toBe('later')
  })
})

async function taskOf(key: string) {
  return (await journal.page({ job: 'a', from: 0, limit: 9 })).find(({ source }) => source.key === key)
}

async function planned(...asked: Parameters<typeof plan>) {
  const tasks = []
  for await (const batch of plan(...asked)) tasks.push(...batch)
  return tasks
}

describe('a source that changes after the plan', () => {
  const review = { ...copy, review: true, removeSource: true, conflict: 'skip' } as const
  async function planned() {
    await journal.create({ id: 'a', request: review, phase: 'planning', planned: false, created: Date.now() })
    await runner.submitted('a')
    await runner.idle()
  }
  async function go(how: 'confirm' | 'retry') {
    await runner[how]('a')
    await runner.idle()
    return journal.job('a')
  }

  it('fails, and a retry begins with what is there now', async () => {
    await planned()
    await put('u/b', 'b, but later')
    expect(await go('confirm')).toMatchObject({ counts: { done: 2, failed: 1 } })
    expect(await keysAt(home('u/'))).toEqual(['u/b'])
    expect(await go('retry')).toMatchObject({ phase: 'finished', counts: { done: 3, failed: 0 } })
    expect(await (await ferry.oss.get({ at: home('v/b'), signal })).text()).toBe('b, but later')
    expect(await keysAt(home('u/'))).toEqual([])
  })
})

describe('both are kept, as a person says', () => {
  it('under a name that no other source of the job will have', async () => {
    for (const key of ['u/a (1)', 'v/a']) await put(key, key)
    const request: CopyRequest = { ...copy, removeSource: true, conflict: 'ask' }
    await journal.create({ id: 'a', request, phase: 'planning', planned: false, created: Date.now() })
    await runner.submitted('a')
    await runner.idle()
    await answer(journal, 'a', 'keepBoth')
    await runner.confirm('a')
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 4 } })
    expect(await keysAt(home('u/'))).toEqual([])
    expect(await keysAt(home('v/'))).toEqual(['v/a', 'v/a (1)', 'v/a (2)', 'v/b', 'v/c'])
  })
})

describe('a plan that broke off', () => {
  it('goes on behind its last task, in the listing and at the target', async () => {
    for (let i = 0; i < 30; i++) await put(`u/d${String(i).padStart(2, '0')}`, 'x')
    await put('v/d29', 'there')
    const world = createWorld(createResources({ limiter: createLimiter({ least: 8, most: 8 }), settings: defaults }), {
      oss: () => ferry.oss,
      signal,
      report: () => {},
    })
    const sources = [home('u/a'), home('u/')]
    const request: CopyRequest = { ...copy, sources, placement: 'into', conflict: 'skip' }
    const whole = await planned(request, world)
    for (const count of [1, 2, 20]) {
      const last = whole[count - 1]?.source ?? home('')
      expect(await planned(request, world, { count, last, before: async function* () {} })).toEqual(whole.slice(count))
    }
  })
})
