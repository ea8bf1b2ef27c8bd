import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Ferry, startFerry } from '../../test/ferry.ts'
import type { Ref } from '../oss/types.ts'
import { plan } from './plan.ts'
import { createRemovals } from './removals.ts'
import { runTask } from './run.ts'
import { defaults } from './settings.ts'
import { createSlots } from './slots.ts'
import type { PlanWorld, Task } from './types.ts'

/** A store on a bad day: 5 % answer 503, 2 % of the connections break, 1 % of the answers are lost, 5 % are slow. */

const never = new AbortController().signal
const many = 5000
let ferry: Ferry
let world: PlanWorld

beforeAll(async () => {
  ferry = await startFerry()
  const settings = { ...defaults, backoff: 2, gather: 20 }
  const slots = createSlots({ least: 6, most: 32 })
  world = { oss: () => ferry.oss, signal: never, slots, settings, report: () => {}, online: async () => {} }
  await inLanes(
    Array.from({ length: many }, (_, n) => n),
    (n) =>
      ferry.oss.put({
        at: at('home', `from/${n}`),
        body: `body ${n}`,
        attributes: { meta: { n: String(n) } },
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

async function keysBelow(place: Ref) {
  const keys: string[] = []
  let token: string | undefined
  do {
    const page = await ferry.oss.list({ at: place, signal: never, ...(token && { token }) })
    keys.push(...page.objects.map(({ key }) => key))
    token = page.next
  } while (token)
  return keys
}

test('5000 objects are moved right, with no hand', { timeout: 180_000 }, async () => {
  const { faults } = ferry.store
  faults.add({ rate: 0.05, seed: 1, error: { code: 'ServiceUnavailable' } })
  faults.add({ rate: 0.02, seed: 2, reset: 'before' })
  faults.add({ rate: 0.01, seed: 3, reset: 'after' })
  faults.add({ rate: 0.05, seed: 4, delay: 100 })
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

  expect([...new Set(ends.values())]).toEqual(['done'])
  expect(await keysBelow(at('home', 'from/'))).toEqual([])
  expect(await keysBelow(at('away', 'to/'))).toHaveLength(many)
  for (const n of [0, 1234, 4999]) {
    expect(await (await ferry.oss.get({ at: at('away', `to/${n}`), signal: never })).text()).toBe(`body ${n}`)
    expect((await ferry.oss.head({ at: at('away', `to/${n}`), signal: never })).meta).toEqual({ n: String(n) })
  }
})
