import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type Ferry, startFerry } from '../../test/ferry.ts'
import { throughGateway } from '../../test/gatewayTransport.ts'
import { createOss } from './client.ts'
import type { Ref } from './types.ts'

/** What has few bytes is not bound to the connections that a browser opens; what has many leaves some of these to others. */

const { signal } = new AbortController()
let ferry: Ferry

beforeAll(async () => {
  ferry = await startFerry()
})
afterAll(() => ferry.close())
afterEach(() => {
  vi.restoreAllMocks()
  ferry.store.settings.latency = 0
})

const at = (key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket: 'home', key })
const ossWith = (fetches?: number) =>
  createOss(ferry.account, throughGateway(`http://127.0.0.1:${ferry.gateway.port}/gateway`, undefined, fetches))
const every = Uint8Array.from({ length: 200_000 }, (_, n) => (n * 7) % 256)

/** How many of the requests that the store saw were under way at the same time. */
function mostAtOnce(): number {
  const entries = ferry.store.requests.entries.map(({ started, milliseconds }) => ({
    started,
    ended: started + milliseconds,
  }))
  const beside = (at: number) => entries.filter(({ started, ended }) => started <= at && at < ended).length
  return Math.max(...entries.map(({ started }) => beside(started)))
}

test('small files come and go without a fetch, byte for byte, and many at once', async () => {
  const oss = ossWith()
  const fetched = vi.spyOn(globalThis, 'fetch')
  ferry.store.settings.latency = 300
  const names = Array.from({ length: 24 }, (_, n) => `small-${n}`)
  await Promise.all(names.map((key) => oss.put({ at: at(key), body: new Blob([every]), attributes: {}, signal })))
  const read = await Promise.all(
    names.map((key) => oss.getBytes({ at: at(key), from: 0, to: every.length, stored: true, signal })),
  )
  for (const { bytes } of read.map((bytes) => ({ bytes }))) expect(Buffer.compare(bytes, every)).toBe(0)
  expect(fetched).not.toHaveBeenCalled()
  expect(mostAtOnce()).toBeGreaterThan(6)
})

test('large bodies take so many connections and no more; who stops while it waits never goes', async () => {
  const oss = ossWith(2)
  let under = 0
  let most = 0
  const real = globalThis.fetch
  const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation(async (...asked) => {
    most = Math.max(most, ++under)
    try {
      return await real(...asked)
    } finally {
      under--
    }
  })
  ferry.store.settings.latency = 100
  const body = new Blob([every, every])
  const stop = new AbortController()
  const put = (n: number, stopped = signal) => oss.put({ at: at(`large-${n}`), body, attributes: {}, signal: stopped })
  const all = [0, 1, 2, 3].map((n) => put(n))
  const gone = put(9, stop.signal)
  stop.abort(new Error('stopped'))
  await expect(gone).rejects.toThrow('stopped')
  await Promise.all(all)
  expect(most).toBe(2)
  expect(fetched).toHaveBeenCalledTimes(4)
})

test('a small body does not leave when it was stopped while it was read', async () => {
  const oss = ossWith()
  await oss.head({ at: at('large'), signal })
  ferry.store.requests.clear()
  const stop = new AbortController()
  const gone = oss.put({ at: at('stopped'), body: new Blob([every]), attributes: {}, signal: stop.signal })
  await Promise.resolve()
  stop.abort(new Error('stopped'))
  await expect(gone).rejects.toThrow('stopped')
  await oss.head({ at: at('large'), signal })
  expect(ferry.store.requests.entries.map(({ op }) => op)).toEqual(['HeadObject'])
})
