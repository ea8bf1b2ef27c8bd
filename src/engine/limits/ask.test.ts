import { expect, test } from 'vitest'
import { fastClock } from '../../../test/fastClock.ts'
import { OssError, type OssErrorFacts } from '../../oss/errors.ts'
import type { Oss } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { defaults } from '../settings.ts'
import { createResources, createWorld } from '../world.ts'
import { ask, mayHaveHappened } from './ask.ts'
import { createLimiter } from './limiter.ts'

/** Which failures are waited for, which have a bound, and which are told at once. */

const at = { account: 'me', region: 'r', bucket: 'b' }
const failure = (facts: Partial<OssErrorFacts>) =>
  new OssError({ kind: 'http', code: '', message: '', operation: '', resource: '', bucket: 'b', ...facts })
const silence = () => failure({ kind: 'network', code: 'NetworkError' })

/** A store of which `list` answers as `answers` says. */
function worldOf(answers: () => boolean, online = async () => {}, signal = new AbortController().signal): PlanWorld {
  const clock = fastClock(2000)
  const list = async () => {
    await new Promise((resolve) => setTimeout(resolve, 2))
    if (!answers()) throw silence()
    return { objects: [], prefixes: [] }
  }
  const limiter = createLimiter({ least: 4, most: 4 }, clock)
  const resources = createResources({ limiter, clock, online, settings: defaults })
  return createWorld(resources, { oss: () => ({ list }) as unknown as Oss, signal, report: () => {} })
}

/** How often a request was sent that fails so, `times` times. */
async function tries(world: PlanWorld, facts: Partial<OssErrorFacts>, times = Number.POSITIVE_INFINITY) {
  let sent = 0
  const work = async () => {
    if (sent++ < times) throw failure(facts)
  }
  await ask(world, at, work).catch(() => {})
  return sent
}

test.each([
  [{ status: 403, code: 'AccessDenied' }],
  [{ status: 404, code: 'NoSuchKey' }],
  [{ status: 409, code: 'FileAlreadyExists' }],
  [{ status: 403, code: 'RequestTimeTooSkewed' }],
  [{ status: 501, code: 'NotImplemented' }],
  [{ status: 431, code: 'Http431' }],
  [{ kind: 'protocol', code: 'UnexpectedAnswer' }],
  [{ kind: 'gateway', code: 'TargetNotAllowed' }],
] satisfies [Partial<OssErrorFacts>][])('refused for good, asked once: %j', async (facts) => {
  expect(
    await tries(
      worldOf(() => true),
      facts,
    ),
  ).toBe(1)
})

test.each([
  [{ status: 500, code: 'InternalError' }],
  [{ status: 502, code: 'Http502' }],
  [{ status: 400, code: 'RequestTimeout' }],
] satisfies [Partial<OssErrorFacts>][])('a fault of the store is tried seven times: %j', async (facts) => {
  expect(
    await tries(
      worldOf(() => true),
      facts,
    ),
  ).toBe(7)
})

test.each([
  [{ kind: 'network', code: 'NetworkError' }],
  [{ kind: 'timeout', code: 'RequestTimeout' }],
  [{ kind: 'gateway', code: 'UpstreamUnreachable' }],
  [{ kind: 'gateway', code: 'NoStartToken' }],
  [{ kind: 'gateway', code: 'NoAccessToken' }],
  [{ status: 503, code: 'TotalQpsLimitExceeded' }],
  [{ status: 429, code: 'Http429' }],
] satisfies [Partial<OssErrorFacts>][])('waited for as long as it lasts: %j', async (facts) => {
  expect(
    await tries(
      worldOf(() => false),
      facts,
      60,
    ),
  ).toBe(61)
})

test('who was shut out by the gateway waits, though others that were let in before are answered', async () => {
  const world = worldOf(() => true)
  const others = setInterval(
    () => void ask(world, at, (oss, signal) => oss.list({ at: { ...at, key: '' }, signal })),
    5,
  )
  expect(await tries(world, { kind: 'gateway', code: 'NoStartToken' }, 30)).toBe(31)
  clearInterval(others)
})

test('a request that alone gets no answer has a bound', async () => {
  const sent = await tries(
    worldOf(() => true),
    { kind: 'network', code: 'NetworkError' },
  )
  expect(sent).toBeGreaterThan(7)
  expect(sent).toBeLessThan(20)
})

test('a stop while the computer is offline ends the waiting at once', async () => {
  const stop = new AbortController()
  const offline = () => {
    stop.abort(new Error('stopped'))
    return new Promise<void>(() => {})
  }
  const world = worldOf(() => false, offline, stop.signal)
  await expect(ask(world, at, () => Promise.reject(silence()))).rejects.toThrow('stopped')
})

test('what was turned away at the door has not happened; what nobody can know may have', () => {
  const may = (facts: Partial<OssErrorFacts>) => mayHaveHappened(failure(facts))
  expect(may({ status: 503, code: 'TotalQpsLimitExceeded' })).toBe(false)
  expect(may({ status: 503, code: 'DownloadTrafficRateLimitExceeded' })).toBe(false)
  expect(
    may({ status: 503, code: 'ServiceUnavailable', message: 'Thread pool is almost full, please retry later.' }),
  ).toBe(false)
  expect(may({ status: 503, code: 'ServiceUnavailable' })).toBe(true)
  expect(may({ status: 503, code: 'Http503' })).toBe(true)
  expect(may({ status: 500, code: 'InternalError' })).toBe(true)
  expect(may({ kind: 'timeout', code: 'RequestTimeout' })).toBe(true)
  expect(may({ status: 409, code: 'FileAlreadyExists' })).toBe(true)
  expect(may({ status: 403, code: 'AccessDenied' })).toBe(false)
  expect(may({ kind: 'gateway', code: 'NoStartToken' })).toBe(false)
})
