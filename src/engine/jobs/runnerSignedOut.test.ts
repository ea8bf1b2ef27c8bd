import { expect, it } from 'vitest'
import { journal, many, oss, planOf, runnerWith, signal, submit } from '../../../test/runner.ts'
import type { Ctx, PlanWorld } from '../ctx.ts'
import type { Task } from '../types.ts'

/** The session ends while a job runs: the runner hears of it a little later than those that ask for the account's keys. */
const soon = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

function sessionOf(objects: number) {
  let isSignedIn = true
  let begun = 0
  const runTask = async (_: Task, ctx: Ctx) => {
    begun++
    await soon(1)
    ctx.oss('me')
    await ctx.save({ state: 'done' })
  }
  const runner = runnerWith({ runTask, oss: () => (isSignedIn ? oss : undefined), plan: planOf(many(objects)) })
  return {
    runner,
    begun: () => begun,
    signIn: (value: boolean) => {
      isSignedIn = value
    },
  }
}

it('no object fails because the account is signed out; the job waits, and goes on when it is signed in', async () => {
  const { runner, begun, signIn } = sessionOf(60)
  await submit(runner)
  await expect.poll(begun, { interval: 1 }).toBeGreaterThan(5)
  signIn(false)
  await soon(50)
  await runner.wake()
  await runner.idle()
  expect(await journal.job('a')).toMatchObject({ phase: 'running', counts: { failed: 0 } })
  signIn(true)
  await runner.wake()
  await runner.idle()
  expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 60, failed: 0 } })
})

it('goes on also when it is signed in again before the job has come to rest', async () => {
  const { runner, begun, signIn } = sessionOf(60)
  await submit(runner)
  await expect.poll(begun, { interval: 1 }).toBeGreaterThan(5)
  signIn(false)
  const out = runner.wake()
  await soon(3)
  signIn(true)
  await Promise.all([out, runner.wake()])
  await expect.poll(() => journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 60, failed: 0 } })
})

it('goes on also when it is signed in again while what is in flight is still being stopped', async () => {
  const [begun, answer] = [signal(), signal()]
  let isSignedIn = true
  const runTask = async (_: Task, ctx: Ctx) => {
    begun.fire()
    await answer.fired
    await ctx.save({ state: 'done' })
  }
  const runner = runnerWith({ runTask, oss: () => (isSignedIn ? oss : undefined), plan: planOf(many(60)) })
  await submit(runner)
  await begun.fired
  isSignedIn = false
  const out = runner.wake()
  await soon(20)
  isSignedIn = true
  await runner.wake()
  answer.fire()
  await out
  await expect.poll(() => journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 60, failed: 0 } })
})

it('a plan that is being made waits, too', async () => {
  let isSignedIn = false
  let rounds = 0
  const plan = async function* (_: unknown, world: PlanWorld) {
    if (++rounds === 1) await soon(5)
    world.oss('me')
    yield many(3)
  }
  const known = () => (isSignedIn || rounds === 0 ? oss : undefined)
  const runner = runnerWith({ plan, oss: known })
  await submit(runner)
  await runner.idle()
  const waiting = await journal.job('a')
  expect(waiting).toMatchObject({ phase: 'planning' })
  expect(waiting).not.toHaveProperty('problem')
  isSignedIn = true
  await runner.wake()
  await runner.idle()
  expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 3 } })
})
