import { describe, expect, it } from 'vitest'
import {
  journal,
  many,
  oss,
  phaseOf,
  planOf,
  runnerWith,
  signal,
  stuck,
  submit,
  succeed,
} from '../../../test/runner.ts'
import { OssError } from '../../oss/errors.ts'
import type { Ctx } from '../ctx.ts'
import { CopyError } from '../problem.ts'
import type { Planned, Task } from '../types.ts'
import type { Journal } from './journal/journal.ts'
import { jobNamed, plannedCopy } from './samples.ts'

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

  it('goes on when new keys have come before the old ones were refused', async () => {
    let expires = true
    let refuse = () => {}
    const refusal = new Promise<void>((resolve) => {
      refuse = resolve
    })
    let isAsked = false
    const runTask = async (task: Task, ctx: Ctx) => {
      if (!expires) return succeed(task, ctx)
      isAsked = true
      await refusal
      throw new OssError({ ...expired, status: 403 })
    }
    const runner = runnerWith({ runTask, plan: planOf(many(50)) })
    await submit(runner)
    await expect.poll(() => isAsked).toBe(true)
    await runner.wake()
    refuse()
    expires = false
    await expect.poll(() => phaseOf('a')).toBe('finished')
    expect(await journal.job('a')).toMatchObject({ counts: { done: 50 } })
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
    const there = { size: 5, etag: 'old copy', modified: 0, storageClass: 'Standard', type: 'Normal' } as const
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
