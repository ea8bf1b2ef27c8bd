import { afterEach, expect, test, vi } from 'vitest'
import { browserAtRest } from './browserAtRest.ts'

afterEach(() => vi.restoreAllMocks())

/** A browser that is busy for its first answers. */
function busyFor(answers: number): { asked: () => number } {
  const ask = Blob.prototype.arrayBuffer
  const asked = vi.spyOn(Blob.prototype, 'arrayBuffer').mockImplementation(async function (this: Blob) {
    if (asked.mock.calls.length <= answers) await new Promise((resolve) => setTimeout(resolve, 30))
    return ask.call(this)
  })
  return { asked: () => asked.mock.calls.length }
}

test('a browser is at rest when it answers at once', async () => {
  const { asked } = busyFor(3)
  expect(await browserAtRest(20_000, 0, 60_000)).toBe(true)
  expect(asked()).toBeGreaterThan(3)
})

test('one that stays busy is not waited for any longer than is said', async () => {
  busyFor(Number.POSITIVE_INFINITY)
  expect(await browserAtRest(20_000, 0, 100)).toBe(false)
})

test('of a browser that has hardly anything to do nothing is asked', async () => {
  const { asked } = busyFor(Number.POSITIVE_INFINITY)
  expect(await browserAtRest(20, 100, 60_000)).toBe(true)
  expect(asked()).toBe(0)
})
