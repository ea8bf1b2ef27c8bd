import { expect, test, vi } from 'vitest'
import { OssError } from '../../oss/errors.ts'
import { createLimiter } from './limiter.ts'

const never = new AbortController().signal

/** Work that waits until it is let go. */
function gate() {
  let open = () => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { passed, open: () => open() }
}

test('no more than the limit runs at once, in the order of asking', async () => {
  const limiter = createLimiter({ least: 2, most: 2 })
  const gates = Array.from({ length: 5 }, gate)
  const started: number[] = []
  const runs = gates.map(({ passed }, n) =>
    limiter.take(async () => {
      started.push(n)
      await passed
    }, never),
  )
  await Promise.resolve()
  expect(started).toEqual([0, 1])
  gates[1]?.open()
  await runs[1]
  expect(started).toEqual([0, 1, 2])
  for (const { open } of gates) open()
  await Promise.all(runs)
  expect(started).toEqual([0, 1, 2, 3, 4])
})

test('jobs take turns: one request does not wait for the thousands that other jobs asked for before', async () => {
  const limiter = createLimiter({ least: 2, most: 2 })
  const ended: string[] = []
  const ask = (of: string) => limiter.take(async () => void ended.push(of), never, { of })
  const many = ['a', 'b', 'c'].flatMap((of) => Array.from({ length: 100 }, () => ask(of)))
  // Its second request is asked for when the first has ended.
  const small = ask('small').then(() => ask('small'))
  await Promise.all([...many, small])
  expect(ended.lastIndexOf('small')).toBeLessThan(20)
  expect(ended.slice(20, 26).sort()).toEqual(['a', 'a', 'b', 'b', 'c', 'c'])
})

test('who stops waiting leaves the others their turns', async () => {
  const limiter = createLimiter({ least: 1, most: 1 })
  const { passed, open } = gate()
  const held = limiter.take(() => passed, never, { of: 'a' })
  const stop = new AbortController()
  const gone = limiter.take(async () => 'gone', stop.signal, { of: 'b' })
  const stays = limiter.take(async () => 'stays', never, { of: 'c' })
  stop.abort(new Error('stopped'))
  open()
  await expect(gone).rejects.toThrow('stopped')
  expect(await stays).toBe('stays')
  await held
})

test('a slow request is held against those that move as much: large parts don’t hold each other back', async () => {
  vi.useFakeTimers()
  const limiter = createLimiter({ least: 4, most: 32 })
  const take = (ms: number, bytes: number) =>
    limiter.take(() => new Promise<void>((resolve) => setTimeout(resolve, ms)), never, { bytes })
  const all = Promise.all(
    [...Array(4).fill(20), ...Array(100).fill(700)].map((ms) => take(ms, ms > 20 ? 64 * 1024 ** 2 : 0)),
  )
  await vi.runAllTimersAsync()
  await all
  expect(limiter.limit()).toBe(32)
  vi.useRealTimers()
})

test('some more may be on their way to a gateway that knows the limit', async () => {
  const limiter = createLimiter({ least: 2, most: 2, ahead: (limit) => limit / 2 })
  const { passed, open } = gate()
  let started = 0
  const runs = Array.from({ length: 5 }, () =>
    limiter.take(async () => {
      started++
      await passed
    }, never),
  )
  await Promise.resolve()
  expect([started, limiter.limit()]).toEqual([3, 2])
  open()
  await Promise.all(runs)
})

test('a newcomer never takes the place of one who waits', async () => {
  const limiter = createLimiter({ least: 1, most: 1 })
  const [first, second] = [gate(), gate()]
  const order: string[] = []
  const a = limiter.take(() => first.passed, never)
  const b = limiter.take(async () => void order.push('b'), never)
  first.open()
  const c = a.then(() => limiter.take(async () => void order.push('c'), never))
  second.open()
  await Promise.all([a, b, c])
  expect(order).toEqual(['b', 'c'])
})

test('what is urgent goes before all that wait, in the order of asking', async () => {
  const limiter = createLimiter({ least: 1, most: 1 })
  const order: string[] = []
  let open = () => {}
  const held = new Promise<void>((resolve) => {
    open = resolve
  })
  const ask = (name: string, isUrgent = false) => limiter.take(async () => void order.push(name), never, { isUrgent })
  const first = limiter.take(() => held, never)
  const rest = [ask('copy 1'), ask('copy 2'), ask('listing 1', true), ask('listing 2', true)]
  open()
  await Promise.all([first, ...rest])
  expect(order).toEqual(['listing 1', 'listing 2', 'copy 1', 'copy 2'])
})

test('who waits leaves with the reason of the signal, and the others go on', async () => {
  const limiter = createLimiter({ least: 1, most: 1 })
  const hold = gate()
  const stop = new AbortController()
  const running = limiter.take(() => hold.passed, never)
  const waiting = limiter.take(async () => 'ran', stop.signal)
  const behind = limiter.take(async () => 'behind', never)
  stop.abort(new Error('stopped'))
  await expect(waiting).rejects.toThrow('stopped')
  hold.open()
  await running
  expect(await behind).toBe('behind')
})

test('a failure gives its place back', async () => {
  const limiter = createLimiter({ least: 1, most: 1 })
  await expect(limiter.take(() => Promise.reject(new Error('no')), never)).rejects.toThrow('no')
  expect(await limiter.take(async () => 'next', never)).toBe('next')
})

test('grows while answers are as quick as before, halves at a 503, and waits as long as the store says', async () => {
  vi.useFakeTimers()
  const limiter = createLimiter({ least: 2, most: 16 })
  const round = async (work: () => Promise<unknown>) => {
    let flying = 0
    let peak = 0
    const one = async () => {
      peak = Math.max(peak, ++flying)
      await work().finally(() => flying--)
    }
    const all = Promise.allSettled(Array.from({ length: 64 }, () => limiter.take(one, never)))
    await vi.runAllTimersAsync()
    await all
    return peak
  }
  const answer = () => new Promise((resolve) => setTimeout(resolve, 10))
  expect(await round(answer)).toBe(16)
  const facts = {
    kind: 'http' as const,
    code: 'TotalQpsLimitExceeded',
    message: '',
    operation: '',
    resource: '',
    status: 503,
  }
  await limiter.take(() => Promise.reject(new OssError({ ...facts, details: { wait: '3000' } })), never).catch(() => {})
  const before = Date.now()
  let began = 0
  const next = limiter.take(async () => {
    began = Date.now()
  }, never)
  await vi.runAllTimersAsync()
  await next
  expect(began - before).toBe(3000)
  vi.useRealTimers()
})
