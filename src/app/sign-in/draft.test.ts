import { expect, test } from 'vitest'
import { accountOf, emptyDraft, listsNone, problemsOf } from './draft.ts'

const draft = { ...emptyDraft, accessKeyId: ' LTAI5t ', accessKeySecret: 'secret' }

test('the usual case needs an id, a secret and a region', () => {
  expect(problemsOf(draft)).toEqual({})
  expect(accountOf(draft)).toEqual({
    name: 'LTAI5t',
    accessKeyId: 'LTAI5t',
    accessKeySecret: 'secret',
    region: 'cn-hangzhou',
    endpoint: 'https://oss-cn-hangzhou.aliyuncs.com',
  })
})

test('each field says what is wrong with it', () => {
  const bad = { ...emptyDraft, accessKeySecret: 'a b', region: 'Hangzhou', endpoint: 'https://h/path', start: 'oss:/x' }
  expect(problemsOf(bad)).toEqual({
    accessKeyId: 'empty',
    accessKeySecret: 'spaces',
    region: 'region',
    endpoint: 'endpoint',
    start: 'start',
  })
})

test.each([
  ['https://my-bucket.oss-cn-hangzhou.aliyuncs.com', 'bucketEndpoint'],
  ['my-bucket.oss-cn-hangzhou-internal.aliyuncs.com', 'bucketEndpoint'],
  ['http://ferry-photos.oss-cn-hangzhou.localhost:9000', 'bucketEndpoint'],
  ['https://my-bucket.cn-hangzhou.oss.aliyuncs.com', 'bucketEndpoint'],
  ['https://my-bucket.ep-bp1i2.oss.cn-hangzhou.privatelink.aliyuncs.com', 'bucketEndpoint'],
  ['https://cn-hangzhou.oss.aliyuncs.com', undefined],
  ['https://ep-bp1i2.oss.cn-hangzhou.privatelink.aliyuncs.com', undefined],
  ['https://oss-cn-hangzhou-internal.aliyuncs.com', undefined],
  ['https://oss-accelerate.aliyuncs.com', undefined],
  ['https://files.example.com', undefined],
])('the endpoint %s: %s', (endpoint, problem) => {
  expect(problemsOf({ ...draft, endpoint }).endpoint).toBe(problem)
})

test.each([
  ['http://oss-cn-hangzhou.aliyuncs.com', 'httpsOnly'],
  ['http://10.0.0.1', 'httpsOnly'],
  ['http://[::1]:9000', 'httpsOnly'],
  ['http://localhost.example.com', 'httpsOnly'],
  ['http://b.oss-cn-hangzhou.aliyuncs.com', 'bucketEndpoint'],
  ['http://oss-cn-hangzhou.localhost:9000', undefined],
  ['http://localhost:9000', undefined],
  ['http://127.0.0.1:9000', undefined],
  ['oss-cn-hangzhou.aliyuncs.com', undefined],
  ['', undefined],
])('without a gateway the policy of the page lets %j through: %s', (endpoint, problem) => {
  const given = { ...draft, endpoint }
  expect(problemsOf(given, { isDirect: true }).endpoint).toBe(problem)
  if (problem === 'httpsOnly') expect(problemsOf(given).endpoint).toBeUndefined()
})

test.each([
  ['https://oss-accelerate.aliyuncs.com', false, true],
  ['oss-accelerate-overseas.aliyuncs.com', false, true],
  ['http://oss-accelerate.localhost:9000', false, true],
  ['https://oss-cn-hangzhou.aliyuncs.com', false, false],
  ['', false, false],
  ['https://files.example.com', true, true],
  ['no address', false, false],
])('that %j lists no buckets (a custom domain: %s): %s', (endpoint, isCname, hasNone) => {
  expect(listsNone({ ...draft, endpoint }, isCname)).toBe(hasNone)
})

test('a temporary key needs its token', () => {
  expect(problemsOf({ ...draft, accessKeyId: 'STS.NU' })).toEqual({ stsToken: 'tokenNeeded' })
  expect(problemsOf({ ...draft, accessKeyId: 'STS.NU', stsToken: 'CAIS' })).toEqual({})
})

test('an endpoint of one’s own is taken with or without scheme, a region also with `oss-`', () => {
  const account = accountOf({ ...draft, region: 'oss-cn-qingdao', endpoint: 'oss-cn-qingdao-internal.aliyuncs.com' })
  expect(account).toMatchObject({ region: 'cn-qingdao', endpoint: 'https://oss-cn-qingdao-internal.aliyuncs.com' })
})

test.each([
  ['cn-hangzhou-finance', 'cn-hangzhou-finance', 'https://oss-cn-hzfinance.aliyuncs.com'],
  ['oss-cn-hzfinance', 'cn-hangzhou-finance', 'https://oss-cn-hzfinance.aliyuncs.com'],
  ['cn-shanghai-finance-1-pub', 'cn-shanghai-finance-1', 'https://oss-cn-shanghai-finance-1-pub.aliyuncs.com'],
  ['cn-north-2-gov-1', 'cn-north-2-gov-1', 'https://oss-cn-north-2-gov-1.aliyuncs.com'],
])('the region %s is %s, at %s', (typed, region, endpoint) => {
  expect(problemsOf({ ...draft, region: typed })).toEqual({})
  expect(accountOf({ ...draft, region: typed })).toMatchObject({ region, endpoint })
})

test('a start path may lack its last slash', () => {
  expect(accountOf({ ...draft, start: 'oss://photos/2026' }).start).toEqual({ bucket: 'photos', prefix: '2026/' })
})

test('a custom domain reaches the bucket of the start path, and needs both', () => {
  const typed = { ...draft, endpoint: 'https://files.example.com', start: 'oss://photos/2024/' }
  expect(problemsOf(draft, { needsStart: true, isCname: true })).toEqual({ endpoint: 'empty', start: 'empty' })
  expect(problemsOf(typed, { needsStart: true, isCname: true })).toEqual({})
  expect(accountOf(typed, { isCname: true, isPathStyle: true })).toMatchObject({
    endpoint: 'https://files.example.com',
    cname: 'photos',
  })
  expect(accountOf(typed)).not.toHaveProperty('cname')
  expect(accountOf(typed, { isPathStyle: true })).toMatchObject({ pathStyle: true })
})
