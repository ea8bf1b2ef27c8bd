import { afterEach, expect, test, vi } from 'vitest'

/** What was counted belongs to an account: two clouds may have buckets of one name. */

vi.stubGlobal('location', { hash: '', href: 'http://localhost/', origin: 'http://localhost' })
vi.stubGlobal('addEventListener', () => {})
vi.stubGlobal('history', { state: null })
let counts = 0
vi.mock('./totalsBelow.ts', () => ({
  async *totalsBelow() {
    counts++
    yield { objects: 1, bytes: 2, classes: {} }
  },
}))
const { forgetMeasures, measure, measureOf, useMeasures } = await import('./measures.ts')

const at = (account: string, key: string) => ({ account, region: 'cn-hangzhou', bucket: 'photos', key })
const counted = { objects: 1, bytes: 2, classes: {}, state: 'done' as const }
const of = () => useMeasures.getState().of

afterEach(() => vi.useRealTimers())
afterEach(() => useMeasures.setState({ of: new Map() }))

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
