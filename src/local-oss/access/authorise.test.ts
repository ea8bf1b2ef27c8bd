import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Call, KEY, startOss, type TestOss, textsOf } from '../testClient.ts'
import type { Statement } from './accessKeys.ts'

const allow = (actions: string[], resources: string[], more: Partial<Statement> = {}): Statement => ({
  effect: 'Allow',
  actions,
  resources,
  ...more,
})

const POLICIES: Record<string, Statement[]> = {
  reader: [allow(['oss:Get*', 'oss:List*'], ['*'])],
  noList: [allow(['oss:*'], ['home', 'home/*'])],
  prefix: [allow(['oss:ListObjects'], ['home'], { prefixes: ['mine/'] }), allow(['oss:*'], ['home/mine/*'])],
  denied: [allow(['oss:*'], ['*']), { effect: 'Deny', actions: ['oss:DeleteObject'], resources: ['home/keep/*'] }],
  untagged: [allow(['oss:GetObject', 'oss:PutObject'], ['home/*'])],
  current: [
    allow(['oss:GetObject', 'oss:GetObjectAcl', 'oss:GetObjectTagging'], ['home/*']),
    allow(['oss:DeleteObject', 'oss:RestoreObject'], ['home/*']),
  ],
}

let oss: TestOss

beforeAll(async () => {
  const limited = Object.entries(POLICIES).map(([id, policy]) => ({ id, secret: id, policy }))
  oss = await startOss({ keys: [KEY, ...limited], blockPublicAccess: false })
  await oss.call('PUT', { bucket: 'home' })
  for (const key of ['mine/a', 'theirs/a', 'keep/a']) {
    await oss.call('PUT', { bucket: 'home', key, body: 'x', headers: { 'x-oss-tagging': 'a=1' } })
  }
})

afterAll(() => oss.stop())

const as = (id: string, method: string, call: Call = {}) => oss.call(method, { ...call, sign: { id, secret: id } })

test('a read-only key reads and lists, and writes nothing', async () => {
  expect((await as('reader', 'GET')).status).toBe(200)
  expect((await as('reader', 'GET', { bucket: 'home', key: 'mine/a' })).text).toBe('x')
  expect((await as('reader', 'HEAD', { bucket: 'home', key: 'mine/a' })).status).toBe(200)
  for (const [method, call] of [
    ['PUT', { bucket: 'home', key: 'b', body: 'x' }],
    ['DELETE', { bucket: 'home', key: 'mine/a' }],
    ['POST', { bucket: 'home', key: 'b', query: 'uploads' }],
    ['POST', { bucket: 'home', key: 'b', query: 'append&position=0' }],
    ['PUT', { bucket: 'home', key: 'mine/a', query: 'tagging' }],
    ['PUT', { bucket: 'another' }],
    ['PUT', { bucket: 'home', key: 'b', headers: { 'x-oss-copy-source': '/home/mine/a' } }],
  ] as const) {
    const reply = await as('reader', method, call)
    expect([reply.status, reply.code], `${method} ${JSON.stringify(call)}`).toEqual([403, 'AccessDenied'])
  }
})

test('a key that may not list buckets can work in its own', async () => {
  expect((await as('noList', 'GET')).code).toBe('AccessDenied')
  expect((await as('noList', 'GET', { bucket: 'home', query: 'list-type=2' })).status).toBe(200)
  expect((await as('noList', 'PUT', { bucket: 'home', key: 'n', body: 'x' })).status).toBe(200)
})

test('a key that is limited to a prefix sees and writes only that', async () => {
  const list = (query: string) => as('prefix', 'GET', { bucket: 'home', query: `list-type=2${query}` })
  expect((await list('')).code).toBe('AccessDenied')
  expect((await list('&prefix=theirs%2F')).code).toBe('AccessDenied')
  expect(textsOf((await list('&prefix=mine%2F')).xml, 'Key')).toEqual(['mine/a'])
  expect((await as('prefix', 'GET', { bucket: 'home', key: 'theirs/a' })).code).toBe('AccessDenied')
  const copy = (source: string, key: string) =>
    as('prefix', 'PUT', { bucket: 'home', key, headers: { 'x-oss-copy-source': source } })
  expect((await copy('/home/theirs/a', 'mine/b')).code).toBe('AccessDenied')
  expect((await copy('/home/mine/a', 'theirs/b')).code).toBe('AccessDenied')
  expect((await copy('/home/mine/a', 'mine/b')).status).toBe(200)
})

test('what is denied is denied, also inside a batch', async () => {
  expect((await as('denied', 'DELETE', { bucket: 'home', key: 'keep/a' })).code).toBe('AccessDenied')
  const body = '<Delete><Object><Key>mine/b</Key></Object><Object><Key>keep/a</Key></Object></Delete>'
  const headers = { 'content-md5': createHash('md5').update(body).digest('base64') }
  expect((await as('denied', 'POST', { bucket: 'home', query: 'delete', body, headers })).code).toBe('AccessDenied')
  expect((await as('denied', 'HEAD', { bucket: 'home', key: 'mine/b' })).status).toBe(200)
  const own = '<Delete><Object><Key>mine/b</Key></Object></Delete>'
  const md5 = createHash('md5').update(own).digest('base64')
  const batch = { bucket: 'home', query: 'delete', body: own, headers: { 'content-md5': md5 } }
  expect((await as('reader', 'POST', batch)).code).toBe('AccessDenied')
  expect((await as('prefix', 'POST', batch)).status).toBe(200)
})

test('tags need rights of their own, to be counted and to be copied', async () => {
  const head = await as('untagged', 'HEAD', { bucket: 'home', key: 'mine/a' })
  expect([head.status, head.headers['x-oss-tagging-count']]).toEqual([200, undefined])
  const copy = (headers: Record<string, string>) =>
    as('untagged', 'PUT', { bucket: 'home', key: 'c', headers: { 'x-oss-copy-source': '/home/mine/a', ...headers } })
  expect((await copy({})).code).toBe('AccessDenied')
  expect((await copy({ 'x-oss-tagging-directive': 'Replace' })).status).toBe(200)
})

test('what is made with tags needs the right to them', async () => {
  const headers = { 'x-oss-tagging': 'a=1' }
  const put = (more: Call) => as('untagged', 'PUT', { bucket: 'home', key: 't', ...more })
  expect((await put({ body: 'x', headers })).text).toContain('<AuthAction>oss:PutObjectTagging</AuthAction>')
  expect((await put({ body: 'x' })).status).toBe(200)
  const start = (more: Call) => as('untagged', 'POST', { bucket: 'home', key: 't', query: 'uploads', ...more })
  expect((await start({ headers })).code).toBe('AccessDenied')
  expect((await start({})).status).toBe(200)
})

test('a version needs rights of its own', async () => {
  const version = 'versionId=null'
  const asked = (method: string, query: string) => as('current', method, { bucket: 'home', key: 'mine/a', query })
  for (const [method, query, action] of [
    ['GET', version, 'oss:GetObjectVersion'],
    ['GET', `tagging&${version}`, 'oss:GetObjectVersionTagging'],
    ['GET', `acl&${version}`, 'oss:GetObjectVersionAcl'],
    ['DELETE', version, 'oss:DeleteObjectVersion'],
    ['POST', `restore&${version}`, 'oss:RestoreObjectVersion'],
  ] as const)
    expect((await asked(method, query)).text, action).toContain(`<AuthAction>${action}</AuthAction>`)
  expect((await asked('GET', '')).status).toBe(200)
})

test('a denial says which action it was, and whether a Deny or no Allow was the reason', async () => {
  const lacking = await as('untagged', 'GET', { bucket: 'home', query: 'acl' })
  expect(textsOf(lacking.xml, 'AuthAction')).toEqual(['oss:GetBucketAcl'])
  expect(textsOf(lacking.xml, 'NoPermissionType')).toEqual(['ImplicitDeny'])
  const forbidden = await as('denied', 'DELETE', { bucket: 'home', key: 'keep/a' })
  expect(textsOf(forbidden.xml, 'NoPermissionType')).toEqual(['ExplicitDeny'])
  const source = { 'x-oss-copy-source': '/home/mine/a' }
  const copy = await as('prefix', 'PUT', { bucket: 'home', key: 'theirs/b', headers: source })
  expect(textsOf(copy.xml, 'AuthAction')).toEqual(['oss:PutObject'])
})

test('the ACL of an object goes before that of its bucket', async () => {
  await oss.call('PUT', { bucket: 'open', headers: { 'x-oss-acl': 'public-read-write' } })
  const anonymous = (method: string, key: string) => oss.call(method, { bucket: 'open', key, sign: null })
  expect((await anonymous('PUT', 'free')).status).toBe(200)
  await oss.call('PUT', { bucket: 'open', key: 'own', body: 'x', headers: { 'x-oss-object-acl': 'private' } })
  expect((await anonymous('GET', 'own')).code).toBe('AccessDenied')
  expect((await anonymous('PUT', 'own')).code).toBe('AccessDenied')
  expect((await oss.call('GET', { bucket: 'open', query: 'acl', sign: null })).code).toBe('AccessDenied')
})
