import { afterEach, expect, test, vi } from 'vitest'

/** What was counted belongs to an account: two clouds may have buckets of one name. */

vi.stubGlobal('location', { hash: '', href: 'http://localhost/', origin: 'http://localhost' })
vi.stubGlobal('addEventListener', () => {})
vi.stubGlobal('history', { state: null })
let counts = 0
let walk = async (_key: string, _signal: AbortSignal) => {}
vi.mock('./totalsBelow.ts', () => ({
  async *totalsBelow(_account: unknown, { key }: { key: string }, signal: AbortSignal) {
    counts++
    await walk(key, signal)
    yield { objects: 1, bytes: 2, classes: {} }
  },
}))
const { forgetMeasures, measure, measureOf, stopMeasuring, useMeasures } = await import('./measures.ts')

const at = (account: string, key: string) => ({ account, region: 'cn-hangzhou', bucket: 'photos', key })
const counted = { objects: 1, bytes: 2, classes: {}, state: 'done' as const }
const of = () => useMeasures.getState().of

afterEach(() => vi.useRealTimers())
afterEach(() => {
  useMeasures.setState({ of: new Map() })
  walk = async () => {}
})

test('one account’s figures are not shown for the other, and are forgotten when either writes there', () => {
  useMeasures.setState({ of: new Map([['me oss://photos/a/', counted]]) })
  expect([measureOf(of(), at('me', 'a/')), measureOf(of(), at('other', 'a/'))]).toEqual([counted, undefined])
  forgetMeasures([{ ...at('other', ''), prefix: 'b/' }])
  expect(measureOf(of(), at('me', 'a/'))).toEqual(counted)
  forgetMeasures([{ ...at('other', ''), prefix: 'a/x/' }])
  expect(measureOf(of(), at('me', 'a/'))).toBeUndefined()
})

test('however many prefixes are counted, what shows them is not drawn for each', async () => {
  vi.useFakeTimers()
  const prefixes = Array.from({ length: 300 }, (_, n) => at('me', `${n}/`))
  let drawn = 0
  const stop = useMeasures.subscribe(() => drawn++)
  measure({} as never, prefixes)
  await vi.advanceTimersByTimeAsync(1000)
  stop()
  expect([...of().values()].map(({ state }) => state)).toEqual(prefixes.map(() => 'done'))
  expect(drawn).toBeLessThan(12)
})

test('what a job has touched is forgotten also while it is not drawn yet', async () => {
  vi.useFakeTimers()
  measure({} as never, [at('me', 'a/')])
  await vi.advanceTimersByTimeAsync(50)
  forgetMeasures([{ ...at('me', ''), prefix: 'a/' }])
  await vi.advanceTimersByTimeAsync(1000)
  expect(measureOf(of(), at('me', 'a/'))).toBeUndefined()
})

test('of those that were stopped no other is begun', async () => {
  vi.useFakeTimers()
  counts = 0
  const prefixes = Array.from({ length: 50 }, (_, n) => at('me', `stopped-${n}/`))
  measure({} as never, prefixes)()
  await vi.advanceTimersByTimeAsync(1000)
  expect([counts, new Set([...of().values()].map(({ state }) => state))]).toEqual([1, new Set(['stopped'])])
})

test('what was stopped is counted when it is asked for again, also before the walk that went on has heard of the stop', async () => {
  vi.useFakeTimers()
  const prefixes = ['again-1/', 'again-2/'].map((key) => at('me', key))
  const states = () => prefixes.map((each) => measureOf(of(), each)?.state)
  walk = (_key, signal) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  const stop = measure({} as never, prefixes)
  await vi.advanceTimersByTimeAsync(1000)
  walk = async () => {}
  stop()
  measure({} as never, prefixes)
  expect(states()).toEqual(['walking', 'walking'])
  await vi.advanceTimersByTimeAsync(1000)
  expect(states()).toEqual(['done', 'done'])
})

test('one that waits behind others and is stopped is not shown as counted any more', async () => {
  vi.useFakeTimers()
  let goOn = () => {}
  walk = () => new Promise((resolve) => (goOn = resolve))
  measure({} as never, [at('me', 'long/'), at('me', 'behind/')])
  await vi.advanceTimersByTimeAsync(1000)
  stopMeasuring([at('me', 'behind/')])
  await vi.advanceTimersByTimeAsync(1000)
  expect(['long/', 'behind/'].map((key) => measureOf(of(), at('me', key))?.state)).toEqual(['walking', 'stopped'])
  goOn()
  await vi.advanceTimersByTimeAsync(1000)
  expect(['long/', 'behind/'].map((key) => measureOf(of(), at('me', key))?.state)).toEqual(['done', 'stopped'])
})

test('why a count failed is not said of the next one', async () => {
  vi.useFakeTimers()
  walk = async () => {
    throw new Error('no way')
  }
  measure({} as never, [at('me', 'failing/')])
  await vi.advanceTimersByTimeAsync(1000)
  expect(measureOf(of(), at('me', 'failing/'))).toMatchObject({ state: 'failed', problem: new Error('no way') })
  walk = async () => {}
  measure({} as never, [at('me', 'failing/')])
  await vi.advanceTimersByTimeAsync(1000)
  expect(measureOf(of(), at('me', 'failing/'))).toEqual(counted)
})
