import i18next from 'i18next'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Ferry, startFerry } from '../../test/ferry.ts'
import { throughGateway } from '../../test/gatewayTransport.ts'
import { problemOf } from '../engine/problem.ts'
import { createOss } from '../oss/client.ts'
import { OssError } from '../oss/errors.ts'
import type { Account } from '../oss/types.ts'
import { type Explained, explain, explainSignIn } from './explain.ts'
import { resourcesOf } from './i18n.ts'

/** What the store answers, over HTTP, and the words that a person gets for it. */
let ferry: Ferry
const { signal } = new AbortController()

beforeAll(async () => {
  await i18next.init({
    resources: { en: resourcesOf('en') },
    keySeparator: false,
    interpolation: { escapeValue: false },
  })
  ferry = await startFerry()
})
afterEach(() => ferry.store.faults.clear())
afterAll(() => ferry.close())

test('an endpoint that names a bucket is told from a wrong secret', async () => {
  const { accessKeySecret, endpoint } = ferry.account
  const ofBucket = endpoint.replace('://', '://home.')
  expect((await toldBy({ endpoint: ofBucket })).title).toBe('The endpoint includes a bucket name')
  expect((await toldBy({ accessKeySecret: `${accessKeySecret}x` })).title).toBe('The AccessKey secret is wrong')
})

test('a region that is not that of the endpoint is named', async () => {
  const { title, advice } = await toldBy({ region: 'cn-qingdao' })
  expect(title).toBe("The region doesn't match the endpoint")
  expect(advice).toContain('region')
})

test('a bucket that can only be reached elsewhere is not taken for a missing permission, and its endpoint is named', async () => {
  ferry.store.settings.endpoints = { 'oss.cloud.localhost': 'cn-hangzhou' }
  const { port } = new URL(ferry.account.endpoint)
  const oss = createOss({ ...ferry.account, endpoint: `http://oss.cloud.localhost:${port}` }, ferry.transport)
  const at = { account: 'me', region: 'cn-hangzhou', bucket: 'far', key: '' }
  const error = await failureOf(oss.list({ at, signal }))
  // The journal keeps no details of an answer.
  for (const told of [explain(error, words()), explain(problemOf(error), words())])
    expect([told.title, told.advice]).toEqual([
      'The bucket has another endpoint',
      expect.stringContaining(`oss-cn-qingdao.localhost:${port}`),
    ])
})

test('a bucket whose requests are paid by who makes them is told from a missing right', async () => {
  const message = 'Access denied for requester pay bucket'
  ferry.store.faults.add({ op: 'ListObjectsV2', error: { code: 'AccessDenied', message } })
  const at = { account: 'me', region: 'cn-hangzhou', bucket: 'home', key: '' }
  const problem = problemOf(await failureOf(ferry.oss.list({ at, signal })))
  expect([explain(problem, words()).title, problem.lacks]).toEqual(['Requesters pay for this bucket', undefined])
})

test('a retention policy is named, with what it means for a move, and for a write', async () => {
  ferry.store.faults.add({ op: ['DeleteObject', 'CopyObject'], error: { code: 'FileImmutable' } })
  const at = { account: 'me', region: 'cn-hangzhou', bucket: 'home', key: 'large' }
  const kept = explain(problemOf(await failureOf(ferry.oss.remove({ at, signal }))), words())
  expect(kept.title).toBe('A retention policy protects the object')
  expect(kept.advice).toMatch(/copy .*verified/)
  const copy = { at, source: at, attributes: { headers: {}, meta: {} }, signal }
  const { advice } = explain(await failureOf(ferry.oss.copyObject(copy as never)), words())
  expect(advice).toContain('Nothing was overwritten')
})

test('a clock that is refused as a missing permission is a clock all the same', async () => {
  const message = 'The difference between the request time and the current time is too large.'
  ferry.store.faults.add({ op: 'ListBuckets', error: { code: 'AccessDenied', message } })
  expect((await toldBy({})).title).toBe("This computer's clock is off by more than 15 minutes")
})

test('temporary credentials that have expired: at the sign-in no menu is named that is not there', async () => {
  ferry.store.faults.add({ op: 'ListBuckets', error: { code: 'SecurityTokenExpired' } })
  const error = await failureOf(ferry.oss.listBuckets({ signal }))
  expect(explain(error, words()).advice).toContain('account menu')
  expect(explainSignIn(error, words()).advice).not.toContain('menu')
})

test('at the sign-in what does not answer in time is an endpoint to look at, and no work that stays done', () => {
  const facts = { operation: 'ListBuckets', resource: '', message: 'No answer' }
  const error = new OssError({ ...facts, kind: 'timeout', code: 'RequestTimeout' })
  expect(explain(error, words()).advice).toContain('repeated')
  expect(explainSignIn(error, words()).advice).toMatch(/^The endpoint did not answer in time(?!.*repeated)/)
})

test.each([
  ['AccessKeyIdAndSecurityTokenNotMatch', /credentials/],
  ['UserDisable', /account is suspended/],
  ['TransferAccelerationDisabled', /[Tt]ransfer acceleration/],
] as const)('%s has words', async (code, title) => {
  ferry.store.faults.add({ op: 'ListBuckets', error: { code } })
  expect((await toldBy({})).title).toMatch(title)
})

test('content that is not what its Content-Encoding says is told from a lost connection', async () => {
  const at = { account: 'me', region: 'cn-hangzhou', bucket: 'home', key: 'false.gz' }
  const attributes = { headers: { 'Content-Encoding': 'gzip' }, meta: {} }
  await ferry.oss.put({ at, body: 'this is no gzip', attributes: attributes as never, signal })
  const { title, advice } = explain(await failureOf(ferry.oss.get({ at, signal })), words())
  expect(title).toBe("The content can't be decoded as gzip")
  expect(advice).toContain('Content-Encoding')
  // As it is stored it can be read, so that a download and a copy have every byte.
  expect(new TextDecoder().decode(await ferry.oss.getBytes({ at, stored: true, signal }))).toBe('this is no gzip')
})

/** What an account that is `changed` is told when it signs in. */
async function toldBy(changed: Partial<Account>): Promise<Explained> {
  const way = throughGateway(`http://127.0.0.1:${ferry.gateway.port}/gateway`)
  const oss = createOss({ ...ferry.account, ...changed }, way)
  return explain(await failureOf(oss.listBuckets({ signal })), words())
}

async function failureOf(call: Promise<unknown>): Promise<OssError> {
  return call.then(
    () => expect.fail('it should have failed'),
    (error) => error,
  )
}

function words() {
  return i18next.getFixedT('en', 'errors')
}
