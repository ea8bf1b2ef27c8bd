import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crc64 } from '../crc64.ts'
import { startOss, type TestOss, textOf, textsOf } from '../testClient.ts'

const BODY = '0123456789'
const ETAG = md5Hex(BODY)
let oss: TestOss

beforeAll(async () => {
  oss = await startOss()
  await oss.call('PUT', { bucket: 'home' })
  await oss.call('PUT', { bucket: 'home', key: 'digits.txt', body: BODY })
})

afterAll(() => oss.stop())

function md5Hex(body: string): string {
  return createHash('md5').update(body).digest('hex').toUpperCase()
}

function get(headers: Record<string, string> = {}, query = '') {
  return oss.call('GET', { bucket: 'home', key: 'digits.txt', headers, query })
}

test('PutObject answers MD5, ETag and CRC; the type comes from the extension', async () => {
  const reply = await oss.call('PUT', { bucket: 'home', key: 'digits.txt', body: BODY })
  expect(reply.headers).toMatchObject({ etag: `"${ETAG}"`, 'x-oss-hash-crc64ecma': String(crc64(Buffer.from(BODY))) })
  expect((await get()).headers).toMatchObject({
    'content-type': 'text/plain',
    'content-length': '10',
    'x-oss-object-type': 'Normal',
    'x-oss-storage-class': 'Standard',
    'content-md5': Buffer.from(ETAG, 'hex').toString('base64'),
    'accept-ranges': 'bytes',
  })
})

test.each([
  ['bytes=0-0', 206, '0', 'bytes 0-0/10'],
  ['bytes=7-', 206, '789', 'bytes 7-9/10'],
  ['bytes=-2', 206, '89', 'bytes 8-9/10'],
  ['bytes=5-20', 200, BODY, undefined],
  ['bytes=10-', 200, BODY, undefined],
  ['bytes=6-5', 200, BODY, undefined],
  ['bytes=0-1,3-4', 200, BODY, undefined],
  ['pages=1-2', 200, BODY, undefined],
])('Range %s answers %i', async (range, status, body, contentRange) => {
  const reply = await get({ range })
  expect([reply.status, reply.text, reply.headers['content-range']]).toEqual([status, body, contentRange])
})

test('x-oss-range-behavior: standard follows HTTP', async () => {
  const standard = { 'x-oss-range-behavior': 'standard' }
  expect((await get({ ...standard, range: 'bytes=5-20' })).text).toBe('56789')
  expect((await get({ ...standard, range: 'bytes=-20' })).text).toBe(BODY)
  expect((await get({ ...standard, range: 'bytes=10-20' })).code).toBe('InvalidRange')
})

test.each([
  [{ 'if-match': `"${ETAG}"` }, 200],
  [{ 'if-match': '"0"' }, 412],
  [{ 'if-none-match': `"${ETAG}"` }, 304],
  [{ 'if-none-match': '"0"' }, 200],
  [{ 'if-modified-since': new Date(Date.now() + 60_000).toUTCString() }, 304],
  [{ 'if-modified-since': 'Fri, 13 Nov 2015 14:47:53 GMT' }, 200],
  [{ 'if-unmodified-since': 'Fri, 13 Nov 2015 14:47:53 GMT' }, 412],
])('%o answers %i, GET and HEAD alike', async (headers, status) => {
  expect((await get(headers)).status).toBe(status)
  expect((await oss.call('HEAD', { bucket: 'home', key: 'digits.txt', headers })).status).toBe(status)
})

test('conditions on PutObject are not implemented, and a wrong MD5 stores nothing', async () => {
  const put = (headers: Record<string, string>) => oss.call('PUT', { bucket: 'home', key: 'no', body: 'x', headers })
  expect((await put({ 'if-match': '"0"' })).code).toBe('NotImplemented')
  expect((await put({ 'x-oss-callback': 'e30=' })).code).toBe('NotImplemented')
  expect((await put({ 'content-md5': Buffer.from(ETAG, 'hex').toString('base64') })).code).toBe('InvalidDigest')
  expect((await oss.call('HEAD', { bucket: 'home', key: 'no' })).status).toBe(404)
})

test('a HEAD error carries its XML in x-oss-err', async () => {
  const reply = await oss.call('HEAD', { bucket: 'home', key: 'none' })
  expect([reply.status, reply.code, reply.body.length]).toEqual([404, 'NoSuchKey', 0])
  expect(reply.headers['x-oss-ec']).toBe('0026-00000001')
})

test('user metadata comes back byte for byte; too much of it, or a bad name, is refused', async () => {
  const put = (headers: Record<string, string>) => oss.call('PUT', { bucket: 'home', key: 'meta', headers })
  const value = Buffer.from('値 é').toString('latin1')
  await put({ 'x-oss-meta-Name': value })
  expect((await oss.call('HEAD', { bucket: 'home', key: 'meta' })).headers['x-oss-meta-name']).toBe(value)
  expect((await put({ 'x-oss-meta-a': 'x'.repeat(8192) })).code).toBe('InvalidArgument')
  expect((await put({ 'x-oss-meta-a_b': 'x' })).code).toBe('InvalidArgument')
})

test.each(['\xb1\xa8.pdf', '报告.pdf', 'caf\xe9', '\x80', 'to the edge: \xc3\xa0'].map(inBytes))(
  'headers come back byte for byte: %j',
  async (value) => {
    const headers = { 'content-disposition': value, 'content-language': value, 'x-oss-meta-a': value }
    expect(await oss.call('PUT', { bucket: 'home', key: 'bytes', headers, body: 'hello' })).toMatchObject({
      status: 200,
    })
    for (const method of ['HEAD', 'GET'])
      expect(await oss.call(method, { bucket: 'home', key: 'bytes' })).toMatchObject({ status: 200, headers })
  },
)

/** What is no byte string yet becomes UTF-8. */
function inBytes(text: string): string {
  return /[^\0-\xff]/.test(text) ? Buffer.from(text).toString('latin1') : text
}

test('response-* overrides headers of the answer', async () => {
  const reply = await get({}, 'response-content-type=a%2Fb&response-expires=never')
  expect(reply.headers).toMatchObject({ 'content-type': 'a/b', expires: 'never' })
})

const ODD = ['空 格', 'a+b%20?#\'"&', 'a//b', 'dir/', 'a/../b', '..', './x', 'ctl\u0001\n', '😀', 'x'.repeat(1023)]

test.each(ODD)('the key %j is kept, listed, copied and deleted', async (key) => {
  await oss.call('PUT', { bucket: 'home', key, body: key })
  expect((await oss.call('GET', { bucket: 'home', key })).text).toBe(key)
  const list = await oss.call('GET', {
    bucket: 'home',
    query: `list-type=2&encoding-type=url&prefix=${encodeURIComponent(key)}`,
  })
  expect(textsOf(list.xml, 'Key').map(decodeURIComponent)).toContain(key)
  const source = `/home/${encodeURIComponent(key)}`
  const copied = await oss.call('PUT', { bucket: 'home', key: 'odd', headers: { 'x-oss-copy-source': source } })
  expect(copied.status).toBe(200)
  expect((await oss.call('DELETE', { bucket: 'home', key })).status).toBe(204)
  expect((await oss.call('HEAD', { bucket: 'home', key })).status).toBe(404)
})

test.each(['/lead', '\\lead', 'x'.repeat(1024), 'nul\0'])('the key %j is refused', async (key) => {
  const reply = await oss.call('PUT', { bucket: 'home', key, body: 'x' })
  expect([reply.status, reply.code]).toEqual([400, 'InvalidObjectName'])
})

test('DeleteObject answers 204 for a key that is not there', async () => {
  expect((await oss.call('DELETE', { bucket: 'home', key: 'none' })).status).toBe(204)
})

function deleteMany(body: string, headers: Record<string, string> = {}) {
  const md5 = createHash('md5').update(body).digest('base64')
  return oss.call('POST', {
    bucket: 'home',
    query: 'delete&encoding-type=url',
    body,
    headers: { 'content-md5': md5, ...headers },
  })
}

test('DeleteMultipleObjects deletes exactly the keys that were named, control characters too', async () => {
  for (const key of ['m&1', 'm\u0001', 'm']) await oss.call('PUT', { bucket: 'home', key })
  const body = '<Delete><Object><Key>m&amp;1</Key></Object><Object><Key>m&#x1;</Key></Object></Delete>'
  const reply = await deleteMany(body)
  expect(textsOf(reply.xml, 'Key').map(decodeURIComponent)).toEqual(['m&1', 'm\u0001'])
  expect((await oss.call('HEAD', { bucket: 'home', key: 'm' })).status).toBe(200)
  expect((await oss.call('HEAD', { bucket: 'home', key: 'm\u0001' })).status).toBe(404)
  const quiet = await deleteMany('<Delete><Quiet>true</Quiet><Object><Key>m</Key></Object></Delete>')
  expect([quiet.status, quiet.text]).toEqual([200, ''])
})

test('DeleteMultipleObjects refuses a wrong MD5, bad XML and more than 1000 keys', async () => {
  expect((await deleteMany('<Delete></Delete>', { 'content-md5': 'AAAA' })).code).toBe('InvalidDigest')
  expect((await deleteMany('<Delete><Object>')).code).toBe('MalformedXML')
  const keys = Array.from({ length: 1001 }, (_, index) => `<Object><Key>k${index}</Key></Object>`)
  expect((await deleteMany(`<Delete>${keys.join('')}</Delete>`)).code).toBe('MalformedXML')
})

test('every answer has a request id; a sub-resource that is not there is NotImplemented, an unknown parameter is ignored', async () => {
  expect((await get()).headers['x-oss-request-id']).toMatch(/^[\dA-F]{24}$/)
  expect((await get({}, 'torrent')).status).toBe(200)
  expect((await get({}, 'live')).code).toBe('NotImplemented')
  expect((await get({}, 'x-oss-process=image%2Fresize')).code).toBe('NotImplemented')
  const missing = await oss.call('GET', { bucket: 'home', key: 'none' })
  expect(textOf(missing.xml, 'RequestId')).toBe(missing.headers['x-oss-request-id'])
})

test('text is compressed for a client that accepts it: no length, no ETag', async () => {
  const text = { bucket: 'home', key: 'long.txt' }
  await oss.call('PUT', { ...text, body: 'a'.repeat(5000) })
  const reply = await oss.call('GET', { ...text, headers: { 'accept-encoding': 'gzip, deflate' } })
  expect(gunzipSync(reply.body).toString()).toBe('a'.repeat(5000))
  expect([reply.headers['content-length'], reply.headers.etag]).toEqual([undefined, undefined])
  expect((await oss.call('HEAD', { ...text, headers: { 'accept-encoding': 'gzip' } })).headers.etag).toBeUndefined()
  const range = await oss.call('GET', { ...text, headers: { 'accept-encoding': 'gzip', range: 'bytes=0-9' } })
  expect(range.text).toBe('aaaaaaaaaa')
  expect((await oss.call('GET', { ...text, headers: { 'accept-encoding': 'identity' } })).headers.etag).toBeTruthy()
})

test('a traffic limit slows a request down, and must be one that OSS takes', async () => {
  const slow = { bucket: 'home', key: 'slow.bin' }
  const limit = { 'x-oss-traffic-limit': '819200' }
  await oss.call('PUT', { ...slow, body: Buffer.alloc(20 * 1024) })
  const started = performance.now()
  expect((await oss.call('GET', { ...slow, headers: limit })).body).toHaveLength(20 * 1024)
  expect(performance.now() - started).toBeGreaterThan(150)
  expect((await oss.call('GET', { ...slow, query: 'x-oss-traffic-limit=1' })).code).toBe('InvalidArgument')
})
