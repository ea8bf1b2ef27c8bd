import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Ferry, startFerry } from '../../../test/ferry.ts'
import { createOss } from '../../oss/client.ts'
import type { Oss, Ref } from '../../oss/types.ts'
import { createLimiter } from '../limits/limiter.ts'
import { problemOf } from '../problem.ts'
import { createRemovals } from '../run/removals.ts'
import { runTask } from '../run/run.ts'
import { defaults } from '../settings.ts'
import type { CopyRequest, Planned, Task } from '../types.ts'
import { createResources, createWorld } from '../world.ts'
import { plan } from './plan.ts'

/** Two clouds, each with a bucket `home`: what has one name is another object. And two accounts of one cloud, where it is the same. */

const { signal } = new AbortController()
let one: Ferry
let two: Ferry
let again: Oss
const oss = (account: string) => (account === 'two' ? two.oss : account === 'again' ? again : one.oss)
const at = (account: string, key: string): Ref => ({ account, region: 'cn-hangzhou', bucket: 'home', key })
const put = (place: Ref, body: string) => oss(place.account).put({ at: place, body, attributes: {}, signal })
const textOf = async (place: Ref) => (await oss(place.account).get({ at: place, signal })).text()
const keysIn = async (place: Ref) =>
  (await oss(place.account).list({ at: place, signal })).objects.map(({ key }) => key)
const settings = { ...defaults, backoff: 1, gather: 1, tick: 0 }
const worldNow = () =>
  createWorld(createResources({ limiter: createLimiter({ least: 8, most: 8 }), settings }), {
    oss,
    signal,
    report: () => {},
  })

beforeAll(async () => {
  one = await startFerry()
  // Buckets tell the second of their creation.
  await new Promise((resolve) => setTimeout(resolve, 1100 - (Date.now() % 1000)))
  two = await startFerry()
  again = createOss({ ...one.account, id: 'again' }, one.transport)
})
beforeEach(async () => {
  for (const place of [at('me', 'a/'), at('two', 'a/')]) {
    const keys = await keysIn(place)
    if (keys.length > 0)
      await oss(place.account).removeMany({ bucket: { region: place.region, bucket: place.bucket }, keys, signal })
  }
  for (const key of ['a/x', 'a/y']) await put(at('me', key), `one ${key}`)
})
afterAll(async () => {
  await one.close()
  await two.close()
})

const relay = (source: Ref, target: Ref, more: Partial<CopyRequest> = {}): CopyRequest => ({
  ...{ do: 'copy', sources: [source], target, placement: 'exact', removeSource: true, conflict: 'ask' },
  ...{ keepAcl: false, relay: true, ...more },
})

async function planned(request: CopyRequest): Promise<Planned[]> {
  const all: Planned[] = []
  for await (const some of plan(request, worldNow())) all.push(...some)
  return all
}

async function carriedOut(request: CopyRequest) {
  const world = worldNow()
  const removals = createRemovals(world)
  for (const [n, task] of (await planned(request)).entries()) {
    const save = async (patch: object) => void Object.assign(task, patch)
    await runTask({ ...task, job: 'j', n } as Task, { ...world, removals, save }).catch((error) =>
      save({ state: 'failed', problem: problemOf(error) }),
    )
  }
}

test('what has the same name in another cloud is moved there', async () => {
  await carriedOut(relay(at('me', 'a/'), at('two', 'a/')))
  expect([await textOf(at('two', 'a/x')), await textOf(at('two', 'a/y'))]).toEqual(['one a/x', 'one a/y'])
  expect(await keysIn(at('me', 'a/'))).toEqual([])
})

test('what stands there is in the way, and is no source that goes away itself', async () => {
  await put(at('two', 'a/x'), 'two')
  const states = async (more?: Partial<CopyRequest>) =>
    (await planned(relay(at('me', 'a/'), at('two', 'a/'), more))).map(({ state, refusal }) => refusal ?? state)
  expect(await states()).toEqual(['conflict', 'waiting'])
  expect(await states({ conflict: 'replace', removeSource: false })).toEqual(['waiting', 'waiting'])
  expect(await states({ conflict: 'replace', target: at('two', 'a/sub/'), placement: 'into' })).toEqual([
    'waiting',
    'waiting',
  ])
})

test('two accounts of one cloud see one bucket: nothing goes onto or into itself', async () => {
  const refusals = async (request: CopyRequest) => (await planned(request)).map(({ refusal }) => refusal)
  expect(await refusals(relay(at('me', 'a/x'), at('again', 'a/x')))).toEqual(['sameObject'])
  expect(await refusals(relay(at('me', 'a/'), at('again', 'a/'), { placement: 'into' }))).toEqual(['intoItself'])
})

test('where a bucket does not say when it was made, both are taken for one', async () => {
  two.store.faults.add({ op: 'GetBucketInfo', error: { code: 'AccessDenied' } })
  const [task] = await planned(relay(at('me', 'a/x'), at('two', 'a/x')))
  expect(task?.refusal).toBe('sameObject')
  two.store.faults.clear()
})
