import { describe, expect, it } from 'vitest'
import { journal, many, phaseOf, planOf, runnerWith, signal, slowPlan, submit, succeed } from '../../../test/runner.ts'
import type { Ctx } from '../ctx.ts'
import { localRef } from '../localFiles.ts'
import type { Task } from '../types.ts'
import { answer } from './commands.ts'
import type { Journal } from './journal/journal.ts'
import { jobNamed, plannedCopy } from './samples.ts'

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
  const there = { size: 3, etag: 'x', modified: 0, storageClass: 'Standard', type: 'Normal' } as const
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
    await expect.poll(() => phaseOf()).toBe('running')
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
