import { describe, expect, it, vi } from 'vitest'
import { journal, many, news, oss, planOf, runnerWith, stuck, submit, succeed } from '../../../test/runner.ts'
import { OssError } from '../../oss/errors.ts'
import type { Oss } from '../../oss/types.ts'
import type { Ctx } from '../ctx.ts'
import type { Task } from '../types.ts'
import { answer } from './commands.ts'
import type { News } from './messages.ts'
import { jobNamed, plannedCopy } from './samples.ts'

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
    expect(await runner.view('a')).toMatchObject({ phase: 'finished', active: [], bytesDone: 12 })
    expect(await runner.views()).toEqual([])
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

  it('of an answer to a conflict tells figures alone, and reads nothing of what was asked', async () => {
    const plan = planOf([{ ...plannedCopy('x', 1), state: 'conflict' }])
    const runner = runnerWith({ plan })
    await submit(runner)
    await runner.idle()
    await expect.poll(() => news.at(-1)).toMatchObject({ is: 'changed', views: [{ phase: 'review' }] })
    const before = news.length
    const whole = vi.spyOn(journal, 'job')
    await answer(journal, 'a', 'skip', 0)
    runner.answered('a')
    await expect.poll(() => news.at(-1)).toMatchObject({ is: 'moved', figures: [{ answers: { skip: 1 } }] })
    expect(news.slice(before)).toHaveLength(1)
    expect(whole).not.toHaveBeenCalled()
  })

  it('says that it tries again while a bucket does not answer, and no longer when it has', async () => {
    let isDown = true
    const bucketInfo = async () => {
      if (isDown)
        throw new OssError({ kind: 'network', code: 'NetworkError', message: '', operation: '', resource: '' })
      return {}
    }
    const { begun, runTask } = stuck()
    const runner = runnerWith({ runTask, oss: () => ({ ...oss, bucketInfo }) as unknown as Oss })
    await submit(runner)
    await expect.poll(async () => (await runner.views())[0]).toMatchObject({ retrying: 'NetworkError' })
    expect(await firstOf('moved')).toMatchObject({ figures: [{ retrying: 'NetworkError' }] })
    isDown = false
    await begun
    expect(await runner.view('a')).not.toHaveProperty('retrying')
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

  it.each([
    ['a copy changes its target alone', 'done', ['to/']],
    ['a copy that failed may have had another source than is shown', 'failed', ['', 'to/']],
  ] as const)('%s', async (_what, state, prefixes) => {
    const runTask = (_task: Task, ctx: Ctx) => ctx.save({ state })
    const runner = runnerWith({ plan: planOf([{ ...plannedCopy('x', 1), removeSource: false }]), runTask })
    await submit(runner)
    expect(await firstOf('touched')).toMatchObject({ places: prefixes.map((prefix) => ({ prefix })) })
  })
})
