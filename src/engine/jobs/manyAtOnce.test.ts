import { expect, test } from 'vitest'
import { journal, many, planOf, runnerWith, signal, submit } from '../../../test/runner.ts'
import { onAbort } from '../../oss/onAbort.ts'
import { plannedCopy } from './samples.ts'

/** What a job of many objects asks of its journal, and of the store when it is cancelled. */

test('objects that are planned afresh together read once what was asked, which may name a hundred thousand', async () => {
  const objects = many(60)
  let read = 0
  const job: typeof journal.job = (id) => {
    read++
    return journal.job(id)
  }
  const again = objects.map((task) => ({ ...task, again: true as const }))
  const runner = runnerWith({
    journal: { ...journal, job },
    atOnce: 60,
    plan: planOf(again),
    planAgain: async () => plannedCopy('k0', 1),
  })
  await submit(runner)
  await runner.idle()
  expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 60 } })
  expect(read).toBeLessThan(20)
})

test('what a cancelled job has begun is cleared away some at a time', async () => {
  const all = signal()
  let [underWay, most] = [0, 0]
  const runner = runnerWith({
    plan: planOf(many(40)),
    runTask: async (task, ctx) => {
      await ctx.save({ checkpoint: { uploadId: task.source.key, partSize: 1 } as never })
      await ctx.save({ state: 'failed' })
    },
    cancelTask: async (_task, ctx) => {
      most = Math.max(most, ++underWay)
      if (underWay === 16) all.fire()
      await all.fired
      underWay--
      await ctx.save({ checkpoint: undefined })
    },
  })
  await submit(runner)
  await runner.idle()
  await runner.cancel('a')
  expect([most, (await journal.job('a'))?.unfinished]).toEqual([16, 0])
})

test('where the journal fails as a cancelled job is cleared away, the others are left for the next wake, without a reason that is not theirs', async () => {
  const save: typeof journal.save = async (job, n, patch) => {
    if (patch.left && n === 0) throw new Error('The disk is full')
    return journal.save(job, n, patch)
  }
  const runner = runnerWith({
    journal: { ...journal, save },
    plan: planOf(many(40)),
    runTask: async (task, ctx) => {
      await ctx.save({ checkpoint: { uploadId: task.source.key, partSize: 1 } as never })
      await ctx.save({ state: 'failed' })
    },
    cancelTask: async ({ n }, { signal: stop }) => {
      if (n === 0) throw new Error('no answer')
      stop.throwIfAborted()
      await new Promise((_resolve, reject) => onAbort(stop, () => reject(stop.reason)))
    },
  })
  await submit(runner)
  await runner.idle()
  await runner.cancel('a')
  const left = (await journal.unfinished('a')).map((task) => task.left)
  expect(left).toEqual(Array(40).fill(undefined))
})
