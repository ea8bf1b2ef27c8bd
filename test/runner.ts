import 'fake-indexeddb/auto'
import { afterEach, beforeEach } from 'vitest'
import type { Ctx } from '../src/engine/ctx.ts'
import type { Journal } from '../src/engine/jobs/journal/journal.ts'
import type { News } from '../src/engine/jobs/messages.ts'
import { createRunner, type Runner } from '../src/engine/jobs/runner.ts'
import { jobNamed, plannedCopy } from '../src/engine/jobs/samples.ts'
import type { World } from '../src/engine/jobs/world.ts'
import { createLimiter } from '../src/engine/limits/limiter.ts'
import type { Planned, Task } from '../src/engine/types.ts'
import { createResources } from '../src/engine/world.ts'
import { openJournal } from '../src/hosts/page/journal.ts'
import type { Oss } from '../src/oss/types.ts'

export const oss = {
  bucketInfo: async () => ({}),
  list: async () => ({ objects: [], prefixes: [] }),
  clockOffset: () => 0,
} as unknown as Oss
const settings = {
  partsFrom: 1,
  referenceTimeout: 1,
  backoff: 1,
  gather: 1,
  settle: 1,
  tick: 0,
  watch: 1,
  relayPart: 8,
  partTimeout: 1,
  keepEvery: 8,
}

export let journal: Journal
export let news: News[]
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
export function runnerWith(some: Partial<World>): Runner {
  const world: World = {
    journal,
    oss: () => oss,
    ...createResources({ settings, limiter: createLimiter({ least: 4, most: 4 }) }),
    free: async () => Number.POSITIVE_INFINITY,
    atOnce: 3,
    plan: planOf([plannedCopy('x', 5), plannedCopy('y', 7)]),
    planAgain: async () => plannedCopy('x', 5),
    runTask: succeed,
    cancelTask: async (_task, ctx) => ctx.save({ checkpoint: undefined }),
    ...some,
  }
  const own = news
  const runner = createRunner({ ...world, publish: (one) => own.push(one) })
  running.push(runner)
  return runner
}

export const planOf = (...batches: Planned[][]) =>
  async function* () {
    yield* batches
  }
export const succeed = async (_task: Task, ctx: Ctx) => ctx.save({ state: 'done' })
export const many = (count: number) => Array.from({ length: count }, (_, i) => plannedCopy(`k${i}`, 1))

/** Runs until it is stopped, and says when it began. */
export function stuck() {
  const begun = signal()
  const runTask = (_task: Task, { signal: stop }: Ctx) =>
    new Promise<void>((_resolve, reject) => {
      stop.addEventListener('abort', () => reject(stop.reason))
      if (stop.aborted) reject(stop.reason)
      begun.fire()
    })
  return { begun: begun.fired, runTask }
}

export function signal() {
  let fire = () => {}
  const fired = new Promise<void>((resolve) => {
    fire = resolve
  })
  return { fire: () => fire(), fired }
}

/** A plan that shows its first batch and waits to be let on. */
export function slowPlan(first: Planned[], rest: Planned[]) {
  const [shown, on] = [signal(), signal()]
  async function* plan() {
    yield first
    shown.fire()
    await on.fired
    yield rest
  }
  return { plan, shown: shown.fired, goOn: on.fire }
}

export async function submit(runner: Runner, id = 'a') {
  await journal.create(jobNamed(id))
  await runner.submitted(id)
}
export const phaseOf = async (id = 'a') => (await journal.job(id))?.phase
