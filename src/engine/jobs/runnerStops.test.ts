import { describe, expect, it } from 'vitest'
import { journal, many, phaseOf, planOf, runnerWith, signal, stuck, submit, succeed } from '../../../test/runner.ts'
import type { Ctx } from '../ctx.ts'
import type { Task } from '../types.ts'
import { commands } from './commands.ts'
import { jobNamed, plannedCopy } from './samples.ts'

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
    await commands.resume(journal, 'resumed')
    await commands.pause(journal, 'paused')
    await commands.remove(journal, 'removed')
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
    await journal.save('a', 0, { checkpoint: { id: 'u', partSize: 1 } })
    const swept = signal()
    const runner = runnerWith({
      async cancelTask(_task, ctx) {
        await ctx.save({ checkpoint: undefined })
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
      await ctx.save({ checkpoint: { id: 'u', partSize: 1 } })
      return runTask(task, ctx)
    }
    const runner = runnerWith({ runTask: withUpload })
    await submit(runner)
    await begun
    await runner.cancel('a')
    await runner.resume('a')
    await runner.idle()
    expect(await journal.job('a')).toMatchObject({ phase: 'cancelled', unfinished: 0, counts: { waiting: 2 } })
  })

  it('keeps what it could not abort, with the reason, and lets the job be removed all the same', async () => {
    await journal.create({ ...jobNamed('a'), phase: 'paused', planned: true })
    await journal.append('a', [plannedCopy('x', 5)])
    await journal.save('a', 0, { checkpoint: { id: 'u', partSize: 1 } })
    const runner = runnerWith({ cancelTask: () => Promise.reject(new Error('unreachable')) })
    await runner.remove('a')
    const left = { count: 1, sample: { message: 'Error: unreachable' } }
    expect(await journal.job('a')).toMatchObject({ phase: 'cancelled', unfinished: 1, counts: { waiting: 1 }, left })
    await runner.remove('a')
    expect(await journal.jobs()).toEqual([])
  })
})

it('a wake that comes while a cancelled job is still ending leaves its uploads to the cancel, which waits for what is begun last', async () => {
  const [begun, end] = [signal(), signal()]
  const underWay = new Set<number>()
  const tooEarly: number[] = []
  const runner = runnerWith({
    plan: planOf(many(1)),
    runTask: async (task, ctx) => {
      underWay.add(task.n)
      await ctx.save({ checkpoint: { id: 'first', partSize: 1 } as never })
      begun.fire()
      await end.fired
      await ctx.save({ checkpoint: { id: 'last', partSize: 1 } as never })
      underWay.delete(task.n)
      ctx.signal.throwIfAborted()
    },
    cancelTask: async (task, ctx) => {
      if (underWay.has(task.n)) tooEarly.push(task.n)
      await ctx.save({ checkpoint: undefined })
    },
  })
  await submit(runner)
  await begun.fired
  const cancelled = runner.cancel('a')
  await expect.poll(() => phaseOf()).toBe('cancelled')
  await runner.wake()
  // What a wake lets begin comes to the journal in turn.
  for (let turn = 0; turn < 10; turn++) await journal.unfinished('a')
  end.fire()
  await cancelled
  expect([tooEarly, (await journal.job('a'))?.unfinished]).toEqual([[], 0])
})
