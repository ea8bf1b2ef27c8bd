import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { localRef } from '../copy/local.ts'
import { CopyError } from '../copy/problem.ts'
import { createSlots } from '../copy/slots.ts'
import type { Ctx, Planned, Task } from '../copy/types.ts'
import { OssError } from '../oss/errors.ts'
import type { Oss } from '../oss/types.ts'
import { type Journal, openJournal } from './journal.ts'
import type { News } from './messages.ts'
import type { World } from './run.ts'
import { createRunner, type Runner } from './runner.ts'
import { jobNamed, plannedCopy } from './samples.ts'
import { answer, wishes } from './wishes.ts'

const oss = { bucketInfo: async () => ({}) } as unknown as Oss
const settings = {
  partsFrom: 1,
  referenceTimeout: 1,
  backoff: 1,
  gather: 1,
  settle: 1,
  watch: 1,
  relayPart: 8,
  partTimeout: 1,
  keepEvery: 8,
}

let journal: Journal
let news: News[]
let running: Runner[]

beforeEach(async () => {
  journal = await openJournal(crypto.randomUUID())
  news = []
  running = []
})
afterEach(async () => {
  for (const runner of running) {
    for (const { id } of await journal.jobs()) await runner.pause(id)
    await runner.idle()
  }
})

/** A runner over tasks that are told what to do; everything else is real. */
function runnerWith(some: Partial<World>): Runner {
  const world: World = {
    journal,
    oss: () => oss,
    settings,
    slots: createSlots({ least: 4, most: 4 }),
    online: async () => {},
    free: async () => Number.POSITIVE_INFINITY,
    atOnce: 3,
    plan: planOf([plannedCopy('x', 5), plannedCopy('y', 7)]),
    planAgain: async () => plannedCopy('x', 5),
    runTask: succeed,
    cancelTask: async (_task, ctx) => ctx.save({ upload: undefined }),
    ...some,
  }
  const own = news
  const runner = createRunner({ ...world, publish: (one) => own.push(one) })
  running.push(runner)
  return runner
}

const planOf = (...batches: Planned[][]) =>
  async function* () {
    yield* batches
  }
const succeed = async (_task: Task, ctx: Ctx) => ctx.save({ state: 'done' })
const many = (count: number) => Array.from({ length: count }, (_, i) => plannedCopy(`k${i}`, 1))

/** Runs until it is stopped, and says when it began. */
function stuck() {
  const begun = signal()
  const runTask = (_task: Task, { signal: stop }: Ctx) =>
    new Promise<void>((_resolve, reject) => {
      stop.addEventListener('abort', () => reject(stop.reason))
      if (stop.aborted) reject(stop.reason)
      begun.fire()
    })
  return { begun: begun.fired, runTask }
}

function signal() {
  let fire = () => {}
  const fired = new Promise<void>((resolve) => {
    fire = resolve
  })
  return { fire: () => fire(), fired }
}

/** A plan that shows its first batch and waits to be let on. */
function slowPlan(first: Planned[], rest: Planned[]) {
  const [shown, on] = [signal(), signal()]
  async function* plan() {
    yield first
    shown.fire()
    await on.fired
    yield rest
  }
  return { plan, shown: shown.fired, goOn: on.fire }
}

async function submit(runner: Runner, id = 'a') {
  await journal.create(jobNamed(id))
  await runner.submitted(id)
}
const phaseOf = async (id = 'a') => (await journal.job(id))?.phase

describe('a job', () => {
  it('is planned into the journal and worked off', async () => {
    const runner = runnerWith({ plan: planOf(many(300), many(200)) })
    await submit(runner)
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'finished', objects: 500, counts: { done: 500, waiting: 0 } })
  })

  it('works on a few objects at once', async () => {
    let [now, most] = [0, 0]
    const runTask = async (_task: Task, ctx: Ctx) => {
      most = Math.max(most, ++now)
      await ctx.save({ state: 'done' })
      now--
    }
    const runner = runnerWith({ plan: planOf(many(20)), runTask })
    await submit(runner)
    await runner.idle()
    expect(most).toBe(3)
  })

  it('ends with its failures kept, each with its reason', async () => {
    const runTask = async (task: Task, ctx: Ctx) => {
      if (task.source.key === 'x') throw new Error('no luck')
      await ctx.save({ state: 'done' })
    }
    const runner = runnerWith({ runTask })
    await submit(runner)
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 1, failed: 1 } })
    const [failed] = await journal.page({ job: 'a', state: 'failed', from: 0, limit: 9 })
    expect(failed?.problem?.message).toContain('no luck')
  })

  it('asks before it does only a part of what was asked', async () => {
    const refused = { ...plannedCopy('z', 1), state: 'refused', refusal: 'archived' } as const
    const runner = runnerWith({ plan: planOf([plannedCopy('x', 5), refused]) })
    await submit(runner)
    await runner.idle()
    expect(await phaseOf()).toBe('review')
    await runner.confirm('a')
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 1, refused: 1 } })
  })

  it('stops with the reason when its plan fails, and goes on behind what it has planned on resume', async () => {
    let first = true
    const runner = runnerWith({
      async *plan(_request, _world, soFar) {
        if (!soFar) yield [plannedCopy('x', 5)]
        if (first) throw new Error('listing failed')
        expect(soFar).toMatchObject({ count: 1, last: { key: 'x' } })
        yield [plannedCopy('y', 7)]
      },
    })
    await submit(runner)
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'paused', problem: { message: 'Error: listing failed' } })
    first = false
    await runner.resume('a')
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'finished', objects: 2, counts: { done: 2 } })
    expect(await journal.job('a')).not.toHaveProperty('problem')
  })

  it('begins a zip in the storage of the browser when all of it is planned and fits', async () => {
    let room = 500
    let ran = 0
    const runTask = async (task: Task, ctx: Ctx) => {
      ran++
      await succeed(task, ctx)
    }
    const runner = runnerWith({ runTask, free: async () => room })
    const { sources } = jobNamed('a').request
    const request = { do: 'download', sources, target: localRef('', 'a.zip'), into: 'zip', kept: true } as const
    await journal.create({ ...jobNamed('a'), request: { ...request, conflict: 'ask' } })
    await runner.submitted('a')
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'paused', planned: true, problem: { code: 'NoRoom' } })
    expect(ran).toBe(0)
    room = 2000
    await runner.resume('a')
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 2 } })
  })

  it('stops, and says so, when the journal can no longer be written', async () => {
    const full: Journal = {
      ...journal,
      save: () => Promise.reject(new DOMException('disk full', 'QuotaExceededError')),
    }
    const runner = runnerWith({ journal: full })
    await submit(runner)
    await runner.idle()
    expect(await runner.views()).toMatchObject([
      { phase: 'paused', problem: { code: 'QuotaExceededError' }, counts: { failed: 0 } },
    ])
  })
})

describe('a plan that is still being made', () => {
  it('is shown as soon as it is large, and runs from the moment that a person says yes', async () => {
    const { plan, shown, goOn } = slowPlan(many(1001), [plannedCopy('late', 1)])
    const begun = signal()
    const runTask = async (task: Task, ctx: Ctx) => {
      begun.fire()
      await succeed(task, ctx)
    }
    const runner = runnerWith({ plan, runTask })
    await submit(runner)
    await shown
    expect(await journal.job('a')).toMatchObject({ phase: 'review', planned: false, objects: 1001 })
    void runner.confirm('a')
    goOn()
    await begun.fired
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 1002 } })
  })

  it('does what it has planned before the plan is whole', async () => {
    const { plan, shown, goOn } = slowPlan([plannedCopy('x', 5)], [plannedCopy('y', 7)])
    await journal.create({ ...jobNamed('a'), phase: 'running', confirmed: true })
    const begun = signal()
    const runTask = async (task: Task, ctx: Ctx) => {
      if (task.source.key === 'x') begun.fire()
      await succeed(task, ctx)
    }
    const runner = runnerWith({ plan, runTask })
    await runner.wake()
    await shown
    await begun.fired
    expect(await journal.job('a')).toMatchObject({ planned: false })
    goOn()
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'finished', planned: true, counts: { done: 2 } })
  })

  it('waits to be whole where a copy writes below what it reads', async () => {
    const { plan, shown, goOn } = slowPlan([plannedCopy('x', 5)], [])
    const { request } = jobNamed('a')
    if (request.do !== 'copy') throw new Error('a copy')
    const beside = {
      ...request,
      target: { ...request.target, key: '' },
      conflict: 'keepBoth' as const,
      removeSource: false,
    }
    await journal.create({ ...jobNamed('a'), request: beside, phase: 'running', confirmed: true })
    const begun: boolean[] = []
    const runTask = async (task: Task, ctx: Ctx) => {
      begun.push((await journal.job('a'))?.planned === true)
      await succeed(task, ctx)
    }
    const runner = runnerWith({ plan, runTask })
    await runner.wake()
    await shown
    goOn()
    await runner.idle()
    expect(begun).toEqual([true])
  })
})

describe('a conflict that nobody has decided', () => {
  const there = { size: 3, etag: 'x', modified: 0, storageClass: 'Standard' } as const
  const asked = (key: string) => ({
    ...plannedCopy(key, 1),
    there,
    state: 'conflict' as const,
    conflict: 'ask' as const,
  })

  it('waits for the person, who may change an answer until the yes', async () => {
    const runner = runnerWith({ plan: planOf([plannedCopy('x', 5), asked('y'), asked('z')]) })
    await submit(runner)
    await runner.idle()
    expect(await phaseOf()).toBe('review')
    await answer(journal, 'a', 'skip', 1)
    await answer(journal, 'a', 'replace', 1)
    await answer(journal, 'a', 'skip')
    await runner.look('a')
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'review', counts: { done: 0, conflict: 2 } })
    await runner.confirm('a')
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 2, skipped: 1, conflict: 0 } })
  })

  it('may be left for later: the rest is done first', async () => {
    const runner = runnerWith({ plan: planOf([plannedCopy('x', 5), asked('y')]) })
    await submit(runner)
    await runner.idle()
    await runner.confirm('a')
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'review', counts: { done: 1, conflict: 1 } })
    await answer(journal, 'a', 'replace')
    await runner.confirm('a')
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 2 } })
  })

  it('is decided with all, also when it is found after that', async () => {
    const { plan, shown, goOn } = slowPlan([plannedCopy('x', 5), asked('y')], [asked('z')])
    const runTask = async (task: Task, ctx: Ctx) => {
      const turnsUp = task.source.key === 'x'
      await ctx.save({ state: turnsUp ? 'conflict' : 'done' })
    }
    const runner = runnerWith({ plan, runTask })
    await submit(runner)
    await shown
    await answer(journal, 'a', 'skip')
    goOn()
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({
      phase: 'review',
      planned: true,
      counts: { waiting: 1, conflict: 2 },
    })
    await runner.confirm('a')
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { skipped: 3, conflict: 0 } })
  })

  it('that is found after the yes gets the answer for all', async () => {
    const { plan, shown, goOn } = slowPlan([asked('y')], [asked('z')])
    const runner = runnerWith({ plan })
    await submit(runner)
    await shown
    await answer(journal, 'a', 'replace', 0)
    await answer(journal, 'a', 'skip')
    void runner.confirm('a')
    await vi.waitFor(async () => expect(await phaseOf()).toBe('running'))
    goOn()
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 1, skipped: 1, conflict: 0 } })
  })

  it('keeps both under the name that is free when it runs', async () => {
    const free = { ...plannedCopy('y', 1).target, key: 'to/y (1)' }
    const ran: Task[] = []
    const runner = runnerWith({
      plan: planOf([asked('y')]),
      planAgain: async (request) => {
        expect(request).toMatchObject({ conflict: 'keepBoth', placement: 'exact', target: { key: 'to/y' } })
        return { ...plannedCopy('y', 1), target: free, there, overwrite: false }
      },
      runTask: async (task, ctx) => {
        ran.push(task)
        await succeed(task, ctx)
      },
    })
    await submit(runner)
    await runner.idle()
    await answer(journal, 'a', 'keepBoth')
    await runner.confirm('a')
    await runner.idle()
    expect(ran).toMatchObject([{ target: { key: 'to/y (1)' }, overwrite: false }])
  })
})

describe('a wish outlives the tab that would have heard of it', () => {
  it('goes on, stops or ends at the next tab as the person said', async () => {
    for (const id of ['resumed', 'paused', 'removed']) {
      await journal.create({
        ...jobNamed(id),
        phase: id === 'resumed' ? 'paused' : 'running',
        planned: true,
        confirmed: true,
      })
      await journal.append(id, [plannedCopy('x', 5)])
    }
    await wishes.resume(journal, 'resumed')
    await wishes.pause(journal, 'paused')
    await wishes.remove(journal, 'removed')
    const runner = runnerWith({})
    await runner.wake()
    await runner.idle()
    await expect.poll(() => journal.job('removed')).toBeUndefined()
    expect(await phaseOf('resumed')).toBe('finished')
    expect(await phaseOf('paused')).toBe('paused')
  })
})

describe('pause and resume', () => {
  it('resolves when nothing is in flight, and leaves the tasks waiting', async () => {
    const { begun, runTask } = stuck()
    const runner = runnerWith({ runTask })
    await submit(runner)
    await begun
    await runner.pause('a')
    expect(await journal.job('a')).toMatchObject({ phase: 'paused', counts: { waiting: 2, failed: 0 } })
  })

  it('runs each unfinished task again', async () => {
    const { begun, runTask } = stuck()
    let blocked = true
    const runner = runnerWith({ runTask: (task, ctx) => (blocked ? runTask(task, ctx) : succeed(task, ctx)) })
    await submit(runner)
    await begun
    await runner.pause('a')
    blocked = false
    await runner.resume('a')
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 2 } })
  })

  it('resumes although the former run has not ended yet', async () => {
    const { begun, runTask } = stuck()
    let blocked = true
    const runner = runnerWith({ runTask: (task, ctx) => (blocked ? runTask(task, ctx) : succeed(task, ctx)) })
    await submit(runner)
    await begun
    blocked = false
    await Promise.all([runner.pause('a'), runner.resume('a')])
    await runner.idle()
    expect(await phaseOf()).toBe('finished')
  })
})

describe('after a crash', () => {
  it('goes on from the journal alone: what waits is run, what is proved first', async () => {
    await journal.create({ ...jobNamed('a'), phase: 'running', planned: true })
    await journal.append('a', [plannedCopy('x', 5), plannedCopy('y', 7), plannedCopy('z', 9)])
    await journal.save('a', 0, { state: 'done' })
    await journal.save('a', 2, { state: 'copied' })
    const seen: string[] = []
    const runTask = async (task: Task, ctx: Ctx) => {
      seen.push(`${task.source.key} ${task.state}`)
      await ctx.save({ state: 'done' })
    }
    const runner = runnerWith({ runTask, atOnce: 1 })
    await runner.wake()
    await runner.idle()
    expect(seen).toEqual(['z copied', 'y waiting'])
    expect(await phaseOf()).toBe('finished')
  })

  it('goes on with a half made plan, and what it had begun to do', async () => {
    await journal.create({ ...jobNamed('a'), phase: 'running', confirmed: true })
    await journal.append('a', many(7))
    await journal.save('a', 0, { state: 'done' })
    const runner = runnerWith({})
    await runner.wake()
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'finished', objects: 9, counts: { done: 9 } })
  })

  it('aborts the uploads that a cancel had no time for', async () => {
    await journal.create({ ...jobNamed('a'), phase: 'cancelled', planned: true })
    await journal.append('a', [plannedCopy('x', 5)])
    await journal.save('a', 0, { upload: { id: 'u', partSize: 1, others: [] } })
    const swept = signal()
    const runner = runnerWith({
      async cancelTask(_task, ctx) {
        await ctx.save({ upload: undefined })
        swept.fire()
      },
    })
    await runner.wake()
    await swept.fired
    expect(await journal.unfinished('a')).toEqual([])
  })
})

describe('cancel', () => {
  it('stops, aborts unfinished uploads, and runs nothing more', async () => {
    const { begun, runTask } = stuck()
    const withUpload = async (task: Task, ctx: Ctx) => {
      await ctx.save({ upload: { id: 'u', partSize: 1, others: [] } })
      return runTask(task, ctx)
    }
    const runner = runnerWith({ runTask: withUpload })
    await submit(runner)
    await begun
    await runner.cancel('a')
    await runner.resume('a')
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'cancelled', uploads: 0, counts: { waiting: 2 } })
  })

  it('keeps what it could not abort, with the reason, and lets the job be removed all the same', async () => {
    await journal.create({ ...jobNamed('a'), phase: 'paused', planned: true })
    await journal.append('a', [plannedCopy('x', 5)])
    await journal.save('a', 0, { upload: { id: 'u', partSize: 1, others: [] } })
    const runner = runnerWith({ cancelTask: () => Promise.reject(new Error('unreachable')) })
    await runner.remove('a')
    expect(await journal.job('a')).toMatchObject({ phase: 'cancelled', uploads: 1, counts: { failed: 1 } })
    await runner.remove('a')
    expect(await journal.jobs()).toEqual([])
  })
})

describe('retry', () => {
  const expired = {
    kind: 'http',
    code: 'SecurityTokenExpired',
    message: 'expired',
    operation: '',
    resource: '',
  } as const

  it('stops whole when the key is refused: no object fails for that', async () => {
    const runTask = async () => {
      throw new OssError({ ...expired, status: 403 })
    }
    const runner = runnerWith({ runTask, plan: planOf(many(50)) })
    await journal.create(jobNamed('a'))
    await runner.submitted('a')
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({
      phase: 'paused',
      problem: { code: 'SecurityTokenExpired' },
      counts: { waiting: 50, failed: 0 },
    })
  })

  it('goes on by itself when the account has new keys; what a person has paused does not', async () => {
    let expires = true
    const runTask = async (task: Task, ctx: Ctx) => {
      if (expires) throw new OssError({ ...expired, status: 403 })
      await succeed(task, ctx)
    }
    const runner = runnerWith({ runTask, plan: planOf(many(50)) })
    await submit(runner)
    await runner.idle()
    await journal.create({ ...jobNamed('b'), phase: 'paused' })
    expires = false
    await runner.wake()
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 50 } })
    expect(await journal.job('a')).not.toHaveProperty('problem')
    expect(await phaseOf('b')).toBe('paused')
  })

  it('runs the failed again, and only them', async () => {
    const runs: string[] = []
    const runTask = async (task: Task, ctx: Ctx) => {
      runs.push(task.source.key)
      if (task.source.key === 'x' && runs.length < 3) throw new Error('no luck')
      await ctx.save({ state: 'done' })
    }
    const runner = runnerWith({ runTask, atOnce: 1 })
    await submit(runner)
    await runner.idle()
    await runner.retry('a')
    await runner.idle()
    expect(runs).toEqual(['x', 'y', 'x'])
    expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 2, failed: 0 }, problems: {} })
  })

  it('looks again at an object whose source changed, and takes its own old copy for no conflict', async () => {
    const ran: Task[] = []
    const runTask = async (task: Task, ctx: Ctx) => {
      ran.push(task)
      if (ran.length > 1) return succeed(task, ctx)
      await ctx.save({ state: 'copied', proof: { etag: 'old copy' } })
      throw new CopyError('SourceChanged', 'x')
    }
    const now = { ...plannedCopy('x', 9), state: 'skipped' as const, overwrite: false }
    const there = { size: 5, etag: 'old copy', modified: 0, storageClass: 'Standard' } as const
    const planAgain = async () => ({ ...now, source: { ...now.source, etag: 'new' }, there })
    const runner = runnerWith({ plan: planOf([plannedCopy('x', 5)]), runTask, planAgain })
    await submit(runner)
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ counts: { failed: 1 } })
    await runner.retry('a')
    await runner.idle()
    expect(ran[1]).toMatchObject({ state: 'waiting', source: { etag: 'new', size: 9 }, overwrite: true })
    expect(ran[1]).not.toHaveProperty('proof')
    expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 1 }, bytes: 9 })
  })

  it('leaves failed what can no longer be done, and looks again at each retry', async () => {
    const runTask = async (task: Task, ctx: Ctx) => {
      if (task.source.key === 'x') throw new CopyError('SourceChanged', 'x')
      await succeed(task, ctx)
    }
    let looks = 0
    const planAgain = async (): Promise<Planned> => {
      looks++
      return { ...plannedCopy('x', 5), state: 'refused', refusal: 'missing' }
    }
    const runner = runnerWith({ runTask, planAgain })
    await submit(runner)
    await runner.idle()
    for (const nth of [1, 2]) {
      await runner.retry('a')
      await runner.idle()
      expect(looks).toBe(nth)
      expect(await journal.job('a')).toMatchObject({
        counts: { done: 1, failed: 1, refused: 0 },
        problems: { missing: { count: 1, sample: { refusal: 'missing' } } },
      })
    }
  })

  it('goes on with what failed while other objects still run', async () => {
    const gate = signal()
    const failed = signal()
    let tries = 0
    const runTask = async (task: Task, ctx: Ctx) => {
      if (task.source.key === 'y') await gate.fired
      else if (++tries === 1) throw new Error('no luck')
      await ctx.save({ state: 'done' })
    }
    const told: Journal = {
      ...journal,
      async save(id, n, patch) {
        await journal.save(id, n, patch)
        if (patch.state === 'failed') failed.fire()
      },
    }
    const runner = runnerWith({ runTask, journal: told })
    await submit(runner)
    await failed.fired
    await runner.retry('a')
    gate.fire()
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 2 } })
  })
})

describe('an account that is not in this session', () => {
  it('makes the job wait, and its return goes on', async () => {
    let signedIn = false
    const runner = runnerWith({ oss: () => (signedIn ? oss : undefined) })
    await submit(runner)
    await runner.idle()
    expect(await runner.views()).toMatchObject([{ phase: 'planning', missingAccount: 'me' }])
    signedIn = true
    await runner.wake()
    await runner.idle()
    expect(await phaseOf()).toBe('finished')
  })

  it('stops what runs when it leaves', async () => {
    const { begun, runTask } = stuck()
    let signedIn = true
    const runner = runnerWith({ oss: () => (signedIn ? oss : undefined), runTask })
    await submit(runner)
    await begun
    signedIn = false
    await runner.wake()
    await runner.idle()
    expect(await runner.views()).toMatchObject([{ phase: 'running', missingAccount: 'me', counts: { waiting: 2 } }])
  })
})

describe('what is told', () => {
  it('shows running objects over what the journal says, and what their end changed', async () => {
    const { begun, runTask } = stuck()
    let blocked = true
    const runner = runnerWith({ runTask: (task, ctx) => (blocked ? runTask(task, ctx) : succeed(task, ctx)) })
    await submit(runner)
    await begun
    expect(await runner.views()).toMatchObject([
      { counts: { running: 2, waiting: 0 }, active: [{ key: 'x' }, { key: 'y' }] },
    ])
    await runner.pause('a')
    blocked = false
    await runner.resume('a')
    await runner.idle()
    expect(await runner.views()).toMatchObject([{ phase: 'finished', active: [], bytesDone: 12 }])
  })

  const firstOf = (is: News['is']) => vi.waitUntil(() => news.find((one) => one.is === is), { timeout: 3000 })

  it('is told whole when a job is new or a person changed it, and without what was asked while it moves', async () => {
    const { begun, runTask } = stuck()
    const runner = runnerWith({ runTask })
    await submit(runner)
    await begun
    expect(await firstOf('changed')).toMatchObject({ views: [{ request: jobNamed('a').request }] })
    const moved = await firstOf('moved')
    expect(moved).toMatchObject({ figures: [{ id: 'a', objects: 2 }] })
    expect(moved).not.toHaveProperty('figures.0.request')
    await journal.update('a', ({ request }) => ({ request: { ...request, review: true } }))
    void runner.look('a')
    await expect.poll(() => news.at(-1)).toMatchObject({ is: 'changed', views: [{ request: { review: true } }] })
  })

  it('is told at most five times a second, the end included', async () => {
    const runner = runnerWith({ plan: planOf(many(400)) })
    const begun = Date.now()
    await submit(runner)
    await runner.idle()
    const told = () => news.filter((one) => one.is === 'changed' || one.is === 'moved')
    await expect.poll(() => told().at(-1)).toMatchObject({ views: [{ phase: 'finished', counts: { done: 400 } }] })
    expect(news.find((one) => one.is === 'touched')).toMatchObject({ places: [{ prefix: '' }, { prefix: 'to/' }] })
    expect(told().length).toBeLessThanOrEqual(2 + (Date.now() - begun) / 200)
  })
})
