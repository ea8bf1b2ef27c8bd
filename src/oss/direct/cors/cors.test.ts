import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { browserFetch } from '../../../../test/browserFetch.ts'
import { type Ferry, startFerry } from '../../../../test/ferry.ts'
import { nodeTransport } from '../../../hosts/node/transport.ts'
import type { Account, Cors, CorsRule } from '../../types.ts'
import { allMetadata, neededHeaders } from '../exposed.ts'
import { judgeCors } from './judge.ts'
import { mendCors } from './mend.ts'
import { type CorsCheck, neededRule, type Verdict } from './needs.ts'
import { probeCors } from './probe.ts'

const origin = 'http://static.example:8080'
const { signal } = new AbortController()
const way = nodeTransport(16)
const bucket = { region: 'cn-hangzhou', bucket: 'home' }
const whole = neededRule({ origin, meta: ['author'], isAllMeta: true })
const other: CorsRule = { origins: ['https://other.example'], methods: ['GET'], headers: [], expose: ['ETag'] }

let ferry: Ferry
beforeAll(async () => {
  ferry = await startFerry()
})
beforeEach(() => ferry.store.requests.clear())
afterAll(async () => {
  await way.close()
  await ferry.close()
})

const set = (...rules: CorsRule[]) => ferry.oss.putCors({ bucket, cors: { rules }, signal })
const now = () => ferry.oss.getCors({ bucket, signal })
const probe = (account: Account = ferry.account, from = origin) =>
  probeCors({ account, bucket, signal, send: browserFetch(from, way.send) })

const named = (verdicts: Record<string, Verdict>, is: Verdict) =>
  Object.keys(verdicts).filter((name) => verdicts[name] === is)
const missing = ({ methods, headers, exposed }: CorsCheck) =>
  [methods, headers, exposed].flatMap((verdicts) => named(verdicts, 'missing'))

test('the rule that is needed leaves nothing to say, and no probe changes anything', async () => {
  await set(whole)
  const before = await ferry.oss.list({ at: { account: 'me', ...bucket, key: '' }, signal })
  ferry.store.requests.clear()
  const check = await probe()
  const answered = ferry.store.requests.entries.filter(({ method }) => method !== 'OPTIONS')
  const { 'x-oss-security-token': token, ...headers } = judgeCors(await now(), origin).headers
  expect(check).toEqual({ ...judgeCors(await now(), origin), headers })
  expect(token).toBe('ok')
  expect([missing(check), check.meta]).toEqual([[], ['author']])
  expect(answered.filter(({ status }) => status < 400)).toEqual([])
  expect((await ferry.oss.list({ at: { account: 'me', ...bucket, key: '' }, signal })).objects).toEqual(before.objects)
  expect(await ferry.oss.listUploads({ at: { account: 'me', ...bucket, key: '' }, signal })).toEqual([])
})

test.each(whole.methods)('without %s that method is named', async (method) => {
  await set({ ...whole, methods: whole.methods.filter((one) => one !== method) })
  expect(named((await probe()).methods, 'missing')).toEqual([method])
  expect(named(judgeCors(await now(), origin).methods, 'missing')).toEqual([method])
})

test('each request header that no rule allows is named', async () => {
  await set({
    ...whole,
    headers: ['authorization', 'x-oss-date', 'x-oss-c*', 'x-oss-u*', 'x-oss-meta-*', 'c*', 'if-match'],
  })
  const { headers } = await probe()
  const lacks = named(headers, 'missing')
  expect(lacks).toEqual(expect.arrayContaining(['expires', 'x-oss-tagging', 'x-oss-storage-class']))
  expect(lacks).not.toContain('x-oss-copy-source')
  // A browser asks for no leave for these values.
  const judged = named(judgeCors(await now(), origin).headers, 'missing')
  expect(lacks).toEqual(judged.filter((name) => name !== 'range' && name !== 'x-oss-security-token'))
})

test('each answer header that is not exposed is named', async () => {
  const [told = '', ...names] = [...neededHeaders, allMetadata]
  for (const odd of [0, 1]) {
    const hidden = names.filter((_, n) => n % 2 === odd)
    await set({ ...whole, expose: [told, ...names.filter((name) => !hidden.includes(name))] })
    for (const check of [await probe(), judgeCors(await now(), origin)]) expect(missing(check)).toEqual(hidden)
  }
})

test('where the rule does not say what it exposes, only what is seen is known', async () => {
  await set({ ...whole, expose: ['ETag', 'x-oss-request-id'] })
  const { exposed } = await probe()
  expect(named(exposed, 'missing')).toEqual(['Access-Control-Expose-Headers'])
  expect(exposed['x-oss-request-id']).toBe('ok')
  expect(exposed.ETag).toBe('notKnown')
})

test('without a rule for this origin nothing is let in', async () => {
  await set(other)
  for (const check of [await probe(), judgeCors(await now(), origin)])
    expect(named(check.methods, 'missing')).toEqual(whole.methods)
  expect((await probe()).isKeyInDoubt).toBeUndefined()
})

test('a wrong secret is told from a missing rule, since the rule lets an unsigned request in', async () => {
  await set(whole)
  const check = await probe({ ...ferry.account, accessKeySecret: 'wrong' })
  expect(check.isKeyInDoubt).toBe(true)
  expect(missing(check)).toEqual([])
})

test('so it is behind a custom domain, which is asked without the name of the bucket', async () => {
  await set(whole)
  const domain = 'files.localhost'
  ferry.store.settings.cnames = { [domain]: bucket.bucket }
  const endpoint = `http://${domain}:${new URL(ferry.account.endpoint).port}`
  const account = { ...ferry.account, endpoint, cname: bucket.bucket }
  expect(missing(await probe(account))).toEqual([])
  expect((await probe({ ...account, accessKeySecret: 'wrong' })).isKeyInDoubt).toBe(true)
})

test('with a read-only key nothing that writes is sent', async () => {
  await set(whole)
  ferry.store.requests.clear()
  const { methods } = await probe({ ...ferry.account, isReadOnly: true })
  expect(named(methods, 'notKnown')).toEqual(['PUT', 'POST', 'DELETE'])
  expect(ferry.store.requests.entries.every(({ method }) => ['GET', 'HEAD', 'OPTIONS'].includes(method))).toBe(true)
})

test('no answer is no verdict', async () => {
  const account = { ...ferry.account, endpoint: 'http://oss-cn-hangzhou.localhost:1' }
  await expect(probe(account)).rejects.toMatchObject({ kind: 'network', code: 'NetworkError' })
})

test('the first rule that matches decides', async () => {
  await set({ ...other, origins: ['*'] }, whole)
  const check = judgeCors(await now(), origin)
  expect(check.exposed['x-oss-ec']).toBe('missing')
  expect(check.methods.PUT).toBe('ok')
})

test('mended, the page has all, every other origin what it had, and nothing that was exposed is hidden', async () => {
  const wide = { ...other, origins: ['http://*'], expose: ['x-oss-meta-old', 'x-own'] }
  const mine = { ...other, origins: [origin], maxAge: 5, expose: ['x-mine'] }
  const before: Cors = { rules: [other, wide, mine], rest: '<ResponseVary>true</ResponseVary>' }
  const { cors, rule, was } = mendCors(before, { origin, meta: ['author'], isAllMeta: true })
  expect(was).toBe(mine)
  expect(cors).toEqual({ ...before, rules: [rule, other, wide] })
  expect(rule).toMatchObject({ origins: [origin], maxAge: 5 })
  expect(rule.expose).toEqual(expect.arrayContaining(['x-oss-meta-author', 'x-oss-meta-old', 'x-own', 'x-mine']))
  expect(missing(judgeCors(cors, origin))).toEqual([])
  for (const elsewhere of ['https://other.example', 'http://third.example'])
    expect(judgeCors(cors, elsewhere)).toEqual(judgeCors(before, elsewhere))
  const again = mendCors(cors, { origin, meta: ['author'], isAllMeta: true })
  expect(again.cors).toEqual(cors)
})
