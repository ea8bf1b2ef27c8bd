import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createReader } from './readAgain.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A listing of so many rows that is shown, and how often it was read; `touch` is what a job does to it. */
async function shown(rows: number, { isDeep = false, isSeen = (): boolean => true } = {}) {
  const client = new QueryClient()
  const queryKey = ['listing', 'a', 'b', 'p/', 'r', ...(isDeep ? ['flat'] : [])]
  const objects = Array.from({ length: rows })
  const read = vi.fn(async () => ({ prefixes: [], objects }))
  new QueryObserver(client, { queryKey, queryFn: read, staleTime: 15_000 }).subscribe(() => {})
  await vi.advanceTimersByTimeAsync(0)
  read.mockClear()
  const readAgain = createReader(client, isSeen)
  const touch = () => {
    for (const query of client.getQueryCache().findAll()) readAgain(query)
  }
  return { read, touch }
}

/** A job of so many seconds that touches it twice a second. */
async function work(seconds: number, touch: () => void) {
  for (let half = 0; half < seconds * 2; half++) {
    touch()
    await vi.advanceTimersByTimeAsync(500)
  }
}

test.each([10, 10_000])('what was touched once is read at once, and once: %d rows', async (rows) => {
  const { read, touch } = await shown(rows)
  touch()
  await vi.advanceTimersByTimeAsync(1)
  expect(read).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(read).toHaveBeenCalledTimes(1)
})

test('a large one is read the more seldom, and once more when the job is done', async () => {
  const { read, touch } = await shown(100_000)
  await work(95, touch)
  // 100 pages each, of which there may be 2.5 a second.
  expect(read.mock.calls.length).toBe(2)
  const before = read.mock.calls.length
  await vi.advanceTimersByTimeAsync(2500)
  expect(read).toHaveBeenCalledTimes(before + 1)
})

test('a very large one is not read while a short job writes into it, and once when that is done; so with the next job', async () => {
  const { read, touch } = await shown(1_000_000)
  for (const jobs of [1, 2]) {
    await work(100, touch)
    expect(read).toHaveBeenCalledTimes(jobs - 1)
    await vi.advanceTimersByTimeAsync(2500)
    expect(read).toHaveBeenCalledTimes(jobs)
    await vi.advanceTimersByTimeAsync(3_600_000)
  }
})

test('a slow job that falls quiet between any two objects does not have a large one read after each', async () => {
  const { read, touch } = await shown(100_000)
  for (let n = 0; n < 20; n++) {
    touch()
    await vi.advanceTimersByTimeAsync(3000)
  }
  // 100 pages each, of which there may be 20 a second.
  expect(read.mock.calls.length).toBeGreaterThan(8)
  expect(read.mock.calls.length).toBeLessThanOrEqual(12)
})

test('a walk of everything below waits until the job is done', async () => {
  const { read, touch } = await shown(10, { isDeep: true })
  await work(20, touch)
  expect(read).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(2000)
  expect(read).toHaveBeenCalledTimes(1)
})

test('a page that nobody sees reads nothing until somebody does', async () => {
  let isSeen = false
  const { read, touch } = await shown(10, { isSeen: () => isSeen })
  await work(5, touch)
  expect(read).not.toHaveBeenCalled()
  isSeen = true
  await vi.advanceTimersByTimeAsync(1000)
  expect(read).toHaveBeenCalledTimes(1)
})
