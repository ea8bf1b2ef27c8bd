import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Ferry, startFerry } from '../../../test/ferry.ts'
import { bytesOfEach } from '../../oss/headerBytes.ts'
import type { Ref } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { createLimiter } from '../limits/limiter.ts'
import { plan } from '../plan/plan.ts'
import { walk } from '../plan/walk.ts'
import { defaults } from '../settings.ts'
import type { Task } from '../types.ts'
import { createResources, createWorld } from '../world.ts'
import { createRemovals } from './removals.ts'
import { runTask } from './run.ts'

/** A store on a bad day: 5 % answer 503, 2 % of the connections break, 1 % of the answers are lost, 5 % are slow. */

const never = new AbortController().signal
const many = 2500
let ferry: Ferry
let world: PlanWorld

beforeAll(async () => {
  ferry = await startFerry()
  const settings = { ...defaults, backoff: 2, gather: 20, tick: 0 }
  const limiter = createLimiter({ least: 6, most: 32 })
  world = createWorld(createResources({ limiter, settings }), { oss: () => ferry.oss, signal: never, report: () => {} })
  await inLanes(
    Array.from({ length: many }, (_, n) => n),
    (n) =>
      ferry.oss.put({
        at: at('home', `from/${n}`),
        body: `body ${n}`,
        attributes: { meta: bytesOfEach({ n: String(n) }) },
        signal: never,
      }),
  )
})
afterAll(() => ferry.close())

const at = (bucket: string, key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket, key })

async function inLanes<T>(things: T[], work: (thing: T) => Promise<unknown>) {
  const left = things.values()
  const lane = async () => {
    for (const thing of left) await work(thing)
  }
  await Promise.all(Array.from({ length: 200 }, lane))
}

/** Keys and their ETags. */
async function listedBelow(place: Ref): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for await (const page of walk(world, place)) for (const { key, etag } of page) found.set(key, etag)
  return found
}

test(`${many} objects are moved right, with no hand`, { timeout: 180_000 }, async () => {
  const { faults } = ferry.store
  const bad = [
    faults.add({ rate: 0.05, seed: 1, error: { code: 'ServiceUnavailable' } }),
    faults.add({ rate: 0.02, seed: 2, reset: 'before' }),
    faults.add({ rate: 0.01, seed: 3, reset: 'after' }),
    faults.add({ rate: 0.05, seed: 4, delay: 100 }),
  ]
  ferry.store.requests.clear()
  const tasks: Task[] = []
  const move = { placement: 'exact', removeSource: true, conflict: 'skip', keepAcl: false } as const
  const request = { do: 'copy' as const, sources: [at('home', 'from/')], target: at('away', 'to/'), ...move }
  for await (const batch of plan(request, world))
    for (const one of batch) tasks.push({ ...one, job: 'j', n: tasks.length } as Task)
  expect(tasks).toHaveLength(many)
  const removals = createRemovals(world)
  const ends = new Map<number, string>()
  const save = (n: number) => async (patch: { state?: string }) => void (patch.state && ends.set(n, patch.state))
  await inLanes(tasks, (task) => runTask(task, { ...world, removals, save: save(task.n) }))
  faults.clear()

  // The day was as bad as it should be.
  const sent = ferry.store.requests.entries.length
  for (const { hits, rule } of bad) expect(hits).toBeGreaterThan(sent * (rule.rate ?? 0) * 0.7)
  expect([...new Set(ends.values())]).toEqual(['done'])
  expect((await listedBelow(at('home', 'from/'))).size).toBe(0)
  const moved = await listedBelow(at('away', 'to/'))
  expect(moved.size).toBe(many)
  // The ETag of such an object is the MD5 of its content.
  for (let n = 0; n < many; n++) expect(moved.get(`to/${n}`)).toBe(md5(`body ${n}`))
  await inLanes([...Array(many).keys()], async (n) => {
    const { meta } = await ferry.oss.head({ at: at('away', `to/${n}`), signal: never })
    expect(meta).toEqual({ n: String(n) })
  })
})

const md5 = (text: string) => createHash('md5').update(text).digest('hex').toUpperCase()
