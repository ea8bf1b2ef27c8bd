import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Ferry, startFerry } from '../../test/ferry.ts'
import { throughGateway } from '../../test/gatewayTransport.ts'
import { createLimiter } from '../engine/limits/limiter.ts'
import { createOss } from './client.ts'
import { createPermits } from './permits.ts'
import type { Oss, Ref } from './types.ts'

/** A session that becomes read-only while its writes wait: none of them leaves any more, and what is told of each is true. */

const { signal } = new AbortController()
const never = signal
let ferry: Ferry

beforeAll(async () => {
  ferry = await startFerry()
})
afterAll(() => ferry.close())
afterEach(() => {
  ferry.store.faults.clear()
})

const at = (key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket: 'home', key })
const puts = () => ferry.store.requests.entries.filter(({ op }) => op === 'PutObject').map(({ key }) => key)
/** Holds writes at OSS. `has`: when so many have come there. */
function held(key: RegExp, more: { error?: { code: 'RequestTimeTooSkewed' } } = {}) {
  let letGo = () => {}
  const hold = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const fault = ferry.store.faults.add({ op: 'PutObject', key, hold, ...more })
  return { letGo, has: (count: number) => expect.poll(() => fault.hits).toBe(count) }
}
const refused = { status: 'rejected', reason: { code: 'ReadOnlySession' } }

function sessionThatWrites(among?: () => number) {
  const permits = createPermits()
  const url = `http://127.0.0.1:${ferry.gateway.port}/gateway`
  const oss = createOss(ferry.account, throughGateway(url, among), permits.of('me'))
  const { isReadOnly: _, ...account } = ferry.account
  return {
    oss,
    switchOff: () => permits.update([{ ...account, isReadOnly: true }]),
    switchOn: () => permits.update([account]),
    permits,
  }
}

const write = (oss: Oss, key: string, body: string | Blob = 'x') =>
  oss.put({ at: at(key), body, attributes: {}, signal: never })

test('what waits at the gateway is taken back, what is at OSS is answered, and reads go on', async () => {
  const session = sessionThatWrites(() => 2)
  await session.oss.head({ at: at('large'), signal })
  ferry.store.requests.clear()
  const oss = held(/^waits/)
  const writes = Array.from({ length: 12 }, (_, n) => write(session.oss, `waits-${n}`))
  const reads = [0, 1].map(() => session.oss.head({ at: at('large'), signal }))
  const ends = Promise.allSettled(writes)
  await oss.has(2)
  session.switchOff()
  const refusedFirst = Promise.race(
    writes.map((one, n) => one.then(() => 'written').catch(() => (n > 1 ? 'refused' : 'lost'))),
  )
  expect(await refusedFirst).toBe('refused')
  oss.letGo()
  const told = await ends
  expect(told.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  expect(told.slice(2)).toMatchObject(Array.from({ length: 10 }, () => refused))
  expect((await Promise.all(reads)).map(({ size }) => size)).toEqual([6 * 1024 ** 3, 6 * 1024 ** 3])
  expect(puts()).toEqual(['waits-0', 'waits-1'])
})

test('what is asked in the same moment as the switch, and after it, does not leave; another permit lets writes go again', async () => {
  const session = sessionThatWrites()
  await session.oss.head({ at: at('large'), signal })
  ferry.store.requests.clear()
  const together = [write(session.oss, 'same-1'), write(session.oss, 'same-2'), write(session.oss, 'same-3')]
  session.switchOff()
  const later = write(session.oss, 'later')
  const told = await Promise.allSettled([...together, later])
  expect(told[3]).toMatchObject(refused)
  const done = told.flatMap(({ status }, n) => (status === 'fulfilled' ? [`same-${n + 1}`] : []))
  expect(puts()).toEqual(done)
  session.switchOn()
  const url = `http://127.0.0.1:${ferry.gateway.port}/gateway`
  await write(createOss(ferry.account, throughGateway(url), session.permits.of('me')), 'again')
  await expect(write(session.oss, 'of the old one')).rejects.toMatchObject({ code: 'ReadOnlySession' })
  expect(puts()).toEqual([...done, 'again'])
})

test('what waits in a limiter is refused when its turn comes, though it holds the client from before', async () => {
  const session = sessionThatWrites()
  await session.oss.head({ at: at('large'), signal })
  ferry.store.requests.clear()
  const oss = held(/^turn/)
  const limiter = createLimiter({ least: 1, most: 1 })
  const writes = [1, 2, 3].map((n) => limiter.take(() => write(session.oss, `turn-${n}`), signal))
  const ends = Promise.allSettled(writes)
  await oss.has(1)
  session.switchOff()
  oss.letGo()
  expect(await ends).toMatchObject([{ status: 'fulfilled' }, refused, refused])
  expect(puts()).toEqual(['turn-1'])
})

test('a large body on its way is cut; nobody says that nothing was sent', async () => {
  const session = sessionThatWrites()
  const fault = ferry.store.faults.add({ op: 'PutObject', key: 'cut', hang: 'before', times: 1 })
  const cut = write(session.oss, 'cut', new Blob(['x'.repeat(300_000)]))
  const told = expect(cut).rejects.toMatchObject({ kind: 'network' })
  await expect.poll(() => fault.hits).toBe(1)
  session.switchOff()
  await told
  await expect(session.oss.head({ at: at('cut'), signal })).rejects.toMatchObject({ status: 404 })
})

test('a request that is signed anew for its time is not sent a second time', async () => {
  const session = sessionThatWrites()
  await session.oss.head({ at: at('large'), signal })
  ferry.store.requests.clear()
  const oss = held(/^skewed/, { error: { code: 'RequestTimeTooSkewed' } })
  const skewed = write(session.oss, 'skewed')
  const told = expect(skewed).rejects.toMatchObject({ code: 'ReadOnlySession' })
  await oss.has(1)
  session.switchOff()
  oss.letGo()
  await told
  expect(puts()).toHaveLength(1)
})
