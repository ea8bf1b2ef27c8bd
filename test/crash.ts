import { afterAll, beforeAll, expect } from 'vitest'
import { createLimiter } from '../src/engine/limits/limiter.ts'
import { plan } from '../src/engine/plan/plan.ts'
import { isNotYetFree } from '../src/engine/problem.ts'
import { createRemovals } from '../src/engine/run/removals.ts'
import { runTask } from '../src/engine/run/run.ts'
import { defaults } from '../src/engine/settings.ts'
import type { Ctx, PlanWorld, Request, Task } from '../src/engine/types.ts'
import { createResources, createWorld } from '../src/engine/world.ts'
import { OssError } from '../src/oss/errors.ts'
import type { Attributes, Oss, Ref } from '../src/oss/types.ts'
import { type Ferry, startFerry } from './ferry.ts'

/**
 * The engine's main test (docs/invariants.md): the world ends before and after every request and every journal write, then the task
 * runs again from the journal alone; and once more with the answer of every request lost on its way back. Nothing may be lost,
 * doubled or left behind.
 */

type Ending = 'before' | 'after' | 'lost'
class Crash extends Error {}

export let ferry: Ferry
export let live: PlanWorld
export const never = new AbortController().signal
const settings = {
  ...defaults,
  backoff: 1,
  gather: 1,
  tick: 0,
  settle: 10,
  relayPart: 100 * 1024,
  keepEvery: 100 * 1024,
}
export const attributes: Attributes = {
  headers: { 'Content-Type': 'text/plain', 'Cache-Control': 'max-age=60' },
  meta: { author: '李白', empty: '' },
  tags: [{ key: 'k', value: 'v' }],
}

beforeAll(async () => {
  ferry = await startFerry()
  const resources = createResources({ settings, limiter: createLimiter({ least: 8, most: 8 }) })
  live = createWorld(resources, { oss: () => ferry.oss, signal: never, report: () => {} })
})
afterAll(() => ferry.close())

export const home = (key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket: 'home', key })
export const away = (key: string): Ref => ({ ...home(key), bucket: 'away' })
export const far = (key: string): Ref => ({ ...home(key), bucket: 'far', region: 'cn-qingdao' })

/** Counts requests and journal writes, and ends the world at the n-th. In-flight requests of a dead page go on at the store. */
function mortal(tasks: Task[], end: { at: number; as: Ending }) {
  const journal = structuredClone(tasks)
  let events = 0
  const flying = new Set<Promise<unknown>>()
  const event = async <T>(work: () => Promise<T>, isRequest: boolean): Promise<T> => {
    const n = ++events
    const dead = end.as !== 'lost' && n > end.at
    if (dead || (n === end.at && end.as === 'before')) throw new Crash()
    const running = work()
    flying.add(running)
    const result = await running.finally(() => flying.delete(running))
    if (end.as !== 'lost' && events >= end.at) throw new Crash()
    if (n === end.at && end.as === 'lost' && isRequest)
      throw new OssError({ kind: 'network', code: 'NetworkError', message: 'lost', operation: '', resource: '' })
    return result
  }
  const oss = new Proxy(ferry.oss, {
    get: (target, name: keyof Oss) => (call: never) =>
      event(() => (target[name] as (call: never) => Promise<unknown>)(call), true),
  })
  const world = { ...live, oss: () => oss }
  const removals = createRemovals(world)
  const save =
    (at: number): Ctx['save'] =>
    (patch) =>
      event(async () => void Object.assign(journal[at] ?? {}, patch), false)
  /** Runs what the journal says is not done; rejects with the first failure when nothing is in flight any more. */
  const run = async (): Promise<void> => {
    const runs = journal.map((task, at) =>
      task.state === 'waiting' || task.state === 'copied'
        ? runTask(structuredClone(task), { ...world, removals, save: save(at) })
        : undefined,
    )
    const ends = await Promise.allSettled(runs)
    await Promise.allSettled(flying)
    const reasons = ends.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    const failed = reasons.find((reason) => !isNotYetFree(reason))
    if (failed) throw failed
    // A round in which nothing could be done will not be followed by a better one.
    if (reasons.length > 0 && reasons.length === runs.filter(Boolean).length) throw reasons[0]
    if (reasons.length > 0) await run()
  }
  return { run, journal: () => structuredClone(journal), events: () => events }
}

async function tasksOf(request: Request): Promise<Task[]> {
  const tasks: Task[] = []
  for await (const batch of plan(request, live))
    for (const planned of batch) tasks.push({ ...planned, job: 'job', n: tasks.length } as Task)
  return tasks
}

type Scenario = {
  request: Request
  /** Makes the store as it is before. */
  begin: () => Promise<void>
  /** Looks at the store afterwards. */
  expectEnd: () => Promise<void>
}

const forEver = { at: Number.POSITIVE_INFINITY, as: 'before' as const }

/** Resolves to the number of events of a run that nothing disturbs. */
export async function crashEverywhere({ request, begin, expectEnd }: Scenario) {
  await begin()
  const clean = mortal(await tasksOf(request), forEver)
  await clean.run()
  await expectEnd()
  for (const as of ['before', 'after', 'lost'] as const) {
    for (let at = 1; at <= clean.events(); at++) {
      await begin()
      const where = `${as} event ${at} of ${clean.events()}`
      const world = mortal(await tasksOf(request), { at, as })
      const ended = await world.run().catch((error: unknown) => error)
      if (as === 'lost') expect(ended, where).toBeUndefined()
      const again = mortal(world.journal(), forEver)
      expect(await again.run().catch((error: unknown) => error), where).toBeUndefined()
      const open = again.journal().filter(({ state }) => state !== 'done' && state !== 'skipped')
      expect(open, where).toEqual([])
      await expectEnd()
    }
  }
  return clean.events()
}

export const headOf = (at: Ref) => ferry.oss.head({ at, signal: never })

export async function clear(at: Ref) {
  const [{ objects }, uploads] = await Promise.all([
    ferry.oss.list({ at, signal: never }),
    ferry.oss.listUploads({ at, signal: never }),
  ])
  for (const { key } of objects) await ferry.oss.remove({ at: { ...at, key }, signal: never })
  for (const { key, uploadId } of uploads) await ferry.oss.abort({ at: { ...at, key }, uploadId, signal: never })
}

/** The keys below a prefix, which must have no open upload with parts: an Initiate without an answer leaves one that nobody can name. */
export async function keysOf(at: Ref) {
  const { objects } = await ferry.oss.list({ at, signal: never })
  for (const { key, uploadId } of await ferry.oss.listUploads({ at, signal: never }))
    expect(await ferry.oss.listParts({ at: { ...at, key }, uploadId, signal: never })).toEqual([])
  return objects.map((object) => object.key)
}

export const textAt = async (at: Ref) => (await ferry.oss.get({ at, signal: never })).text()
export const fill = (at: Ref, body: string) => ferry.oss.put({ at, body, attributes, signal: never })

export const move = {
  do: 'copy',
  sources: [home('work/a.txt')],
  target: away('work/b.txt'),
  placement: 'exact',
  removeSource: true,
  conflict: 'skip',
  keepAcl: true,
} satisfies Request
