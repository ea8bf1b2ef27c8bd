import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { OssError } from '../../oss/errors.ts'
import type { Oss } from '../../oss/types.ts'
import { defaults } from '../settings.ts'
import { createResources, createWorld } from '../world.ts'
import { askOnce, withRetry } from './ask.ts'
import { createLimiter } from './limiter.ts'

/** A store that throttles, as a model over time: what of what it would take does it get? */

const most = 32
/** Milliseconds that an answer takes: 32 in flight are 800 requests a second. */
const latency = 40
const second = 1000

beforeEach(() => {
  vi.useFakeTimers()
  state = 1
})
afterEach(() => {
  vi.useRealTimers()
})

let state = 1
/** The same row of numbers in every test. */
function random(): number {
  state = (state * 48271) % 0x7fffffff
  return state / 0x7fffffff
}

type Store = (bucket: string) => { refused: false } | { refused: true; wait?: number }

/** Some hundred tasks a bucket ask a store for some time. Resolves with when each request was sent, refused, and served. */
async function run(store: Store, milliseconds: number, buckets = ['b'], objects = Number.POSITIVE_INFINITY) {
  const stop = new AbortController()
  const limiter = createLimiter({ least: 16, most })
  const world = createWorld(createResources({ limiter, settings: defaults }), {
    oss: () => ({}) as Oss,
    signal: stop.signal,
    report: () => {},
  })
  const began = Date.now()
  const log = { sent: [] as [string, number][], refused: 0, failed: 0, served: [] as [string, number][] }
  let left = objects
  const request = (bucket: string) => async () => {
    log.sent.push([bucket, Date.now() - began])
    const answer = store(bucket)
    await new Promise((resolve) => setTimeout(resolve, latency * (0.75 + random() / 2)))
    if (!answer.refused) return void log.served.push([bucket, Date.now() - began])
    log.refused++
    throw throttled(answer.wait, bucket)
  }
  const task = async (bucket: string) => {
    const at = { account: 'me', region: 'r', bucket }
    while (!stop.signal.aborted && left-- > 0) await withRetry(world, () => askOnce(world, at, request(bucket)))
  }
  const count = () => {
    if (!stop.signal.aborted) log.failed++
  }
  const tasks = buckets.flatMap((bucket) => Array.from({ length: 250 }, () => task(bucket).catch(count)))
  await vi.advanceTimersByTimeAsync(milliseconds)
  stop.abort(new Error('the time is over'))
  await vi.runAllTimersAsync()
  await Promise.all(tasks)
  return log
}

function throttled(wait: number | undefined, bucket: string) {
  const facts = { kind: 'http' as const, code: 'TotalQpsLimitExceeded', message: '', operation: '', resource: '' }
  return new OssError({ ...facts, bucket, status: 503, ...(wait && { details: { wait: String(wait) } }) })
}

/** Takes so many a second, a tenth of them at once, and refuses the rest. */
function taking(perSecond: number): Store {
  const burst = perSecond / 10
  let tokens = burst
  let last = Date.now()
  return () => {
    tokens = Math.min(burst, tokens + ((Date.now() - last) * perSecond) / second)
    last = Date.now()
    if (tokens < 1) return { refused: true }
    tokens -= 1
    return { refused: false }
  }
}

/** Refuses a share of all requests, however few come. */
function refusing(share: number, wait?: number): Store {
  return () => {
    return random() < share ? { refused: true, ...(wait && { wait }) } : { refused: false }
  }
}

const whole = (most / latency) * second
const seconds = 10

test.each([0.05, 0.2, 0.5])(
  'a store that takes all but %d of what could be sent gets at least 0.8 of that',
  async (over) => {
    const takes = whole * (1 - over)
    const { served, refused } = await run(taking(takes), seconds * second)
    expect(served.length / (takes * seconds)).toBeGreaterThan(0.8)
    expect(refused / (served.length + refused)).toBeLessThan(0.25)
  },
)

test('a store that takes a tenth is asked for about that, and gets it', async () => {
  const takes = whole / 10
  const { served, refused } = await run(taking(takes), seconds * second)
  expect(served.length / (takes * seconds)).toBeGreaterThan(0.8)
  expect(refused / (served.length + refused)).toBeLessThan(0.4)
})

test.each([0.05, 0.2, 0.5])(
  'a store that refuses %d whatever is sent serves at least 0.8 of the rest',
  async (share) => {
    const { served } = await run(refusing(share), seconds * second)
    expect(served.length / (whole * (1 - share) * seconds)).toBeGreaterThan(0.8)
  },
)

test.each([0.05, 0.2, 0.5])(
  'where %d is refused whatever is sent, the last objects do not wait for long behind all others',
  async (share) => {
    const objects = 5000
    const { served, refused, failed } = await run(refusing(share), 60 * second, ['b'], objects)
    expect([served.length, failed]).toEqual([objects, 0])
    const ideal = objects / (whole * (1 - share))
    expect((ideal * second) / (served.at(-1)?.[1] ?? 0)).toBeGreaterThan(0.8)
    // Each refusal is of a request that some object needed anyway.
    expect(refused / (refused + objects)).toBeLessThan(share + 0.02)
  },
)

test('a delay is about the request, and about its bucket only while that takes nothing else', async () => {
  const delayed = refusing(0.05, second)
  const store: Store = (bucket) => (bucket === 'slow' ? delayed(bucket) : { refused: false })
  const { served } = await run(store, seconds * second, ['slow', 'quick'])
  const of = (name: string) => served.filter(([bucket]) => bucket === name).length / (whole * seconds)
  expect(of('slow')).toBeGreaterThan(0.4 * 0.95)
  expect(of('quick')).toBeGreaterThan(0.45)
})

test('a bucket that takes nothing is asked once a second, and the others have all places', async () => {
  const { sent, served } = await run((bucket) => ({ refused: bucket === 'shut' }), 20 * second, ['shut', 'open'])
  expect(sent.filter(([bucket, at]) => bucket === 'shut' && at > 10 * second).length).toBeLessThanOrEqual(11)
  expect(served.length / (whole * 20)).toBeGreaterThan(0.95)
})

test.each([8, 45])(
  'after %d s in which all was refused, the first success comes within about a second',
  async (end) => {
    const began = Date.now()
    const { served } = await run(() => ({ refused: Date.now() - began < end * second }), (end + 10) * second)
    const after = served.filter(([, at]) => at > end * second)
    expect((after[0]?.[1] ?? Number.POSITIVE_INFINITY) - end * second).toBeLessThan(1.2 * second)
    expect(after.filter(([, at]) => at < (end + 5) * second).length).toBeGreaterThan(whole)
  },
)

test('what was taken back comes again by one at a time', async () => {
  const limiter = createLimiter({ least: 16, most: 16 })
  const answer = (fails: boolean) =>
    limiter
      .take(async () => {
        await new Promise((resolve) => setTimeout(resolve, latency))
        if (fails) throw throttled(undefined, '')
      }, new AbortController().signal)
      .catch(() => {})
  const all = async (count: number, share: number) => {
    const tries = Promise.all(Array.from({ length: count }, (_, n) => answer(n % 4 < share * 4)))
    await vi.runAllTimersAsync()
    await tries
  }
  await all(240, 0.25)
  expect(limiter.limit()).toBeLessThanOrEqual(10)
  await all(20, 0)
  expect(limiter.limit()).toBeLessThanOrEqual(11)
  await all(300, 0)
  expect(limiter.limit()).toBeGreaterThan(12)
})
