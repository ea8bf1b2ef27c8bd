import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Call, KEY, startOss, type TestOss, textOf } from '../testClient.ts'

const GIB = 1024 ** 3
let oss: TestOss

beforeAll(async () => {
  oss = await startOss({ blockPublicAccess: false })
  await oss.call('PUT', { bucket: 'home' })
  await oss.call('PUT', { bucket: 'other' })
  await oss.call('PUT', { bucket: 'north', region: 'cn-qingdao' })
  const headers = {
    'content-type': 'text/x-own',
    'cache-control': 'max-age=7',
    'x-oss-meta-who': Buffer.from('中文').toString('latin1'),
    'x-oss-tagging': 'a=1&b=2',
    'x-oss-object-acl': 'public-read',
  }
  await oss.call('PUT', { bucket: 'home', key: 'dir/源 +.txt', body: 'hello', headers })
  await oss.call('PUT', { bucket: 'home', key: 'empty' })
  await oss.call('POST', {
    bucket: 'home',
    key: 'log',
    query: 'append&position=0',
    body: 'line',
    headers: { 'x-oss-meta-a': '1' },
  })
  await oss.call('PUT', { bucket: 'home', key: 'cold', body: 'ice', headers: { 'x-oss-storage-class': 'Archive' } })
  await oss.call('PUT', { bucket: 'home', key: 'link', query: 'symlink', headers: { 'x-oss-symlink-target': 'empty' } })
  await oss.putSparseObject({ bucket: 'home', key: 'six', size: 6 * GIB, seed: 3 })
  await oss.putSparseObject({ bucket: 'home', key: 'two', size: 2 * GIB })
})

afterAll(() => oss.stop())

beforeEach(() => {
  oss.settings.referenceCopy = 'free'
  oss.settings.copySpeed = 0
  oss.settings.appendCopy = 'refused'
})

const SOURCE = '/home/dir%2F%E6%BA%90%20%2B.txt'

function copy(headers: Record<string, string>, target: Call = {}) {
  return oss.call('PUT', { bucket: 'other', key: 'copy', ...target, headers })
}

async function head(bucket: string, key: string) {
  return oss.call('HEAD', { bucket, key })
}

test('carries bytes, headers, user metadata and tags, but not the ACL', async () => {
  const reply = await copy({ 'x-oss-copy-source': SOURCE })
  expect(reply.status).toBe(200)
  expect(textOf(reply.xml, 'ETag')).toBe('"5D41402ABC4B2A76B9719D911017C592"')
  expect(reply.headers.etag).toBe('"5D41402ABC4B2A76B9719D911017C592"')
  const made = await head('other', 'copy')
  expect(made.headers).toMatchObject({
    'content-type': 'text/x-own',
    'cache-control': 'max-age=7',
    'x-oss-tagging-count': '2',
    'x-oss-object-type': 'Normal',
    'x-oss-hash-crc64ecma': (await head('home', 'dir/源 +.txt')).headers['x-oss-hash-crc64ecma'],
  })
  expect(Buffer.from(String(made.headers['x-oss-meta-who']), 'latin1').toString()).toBe('中文')
  expect(textOf((await oss.call('GET', { bucket: 'other', key: 'copy', query: 'acl' })).xml, 'Grant')).toBe('default')
  expect((await oss.call('GET', { bucket: 'other', key: 'copy' })).text).toBe('hello')
})

test('a source with "/" not encoded, or a space as "+", is the same', async () => {
  expect((await copy({ 'x-oss-copy-source': '/home/dir/%E6%BA%90+%2B.txt' })).status).toBe(200)
})

test('the copy of a multipart object is Normal, and has no Content-MD5: its ETag is none', async () => {
  await copy({ 'x-oss-copy-source': '/home/two' }, { bucket: 'home', key: 'two-copied' })
  const { headers } = await head('home', 'two-copied')
  expect([headers['x-oss-object-type'], headers['content-md5']]).toEqual(['Normal', undefined])
  expect((await head('home', 'dir/源 +.txt')).headers['content-md5']).toBe('XUFAKrxLKna5cZ2REBfFkg==')
})

test('REPLACE takes headers from the request, and tags by their own directive', async () => {
  await copy({
    'x-oss-copy-source': SOURCE,
    'x-oss-metadata-directive': 'REPLACE',
    'x-oss-meta-new': 'n',
    'x-oss-tagging-directive': 'Replace',
    'x-oss-tagging': 'c=3',
    'x-oss-object-acl': 'private',
    'content-type': 'image/png',
  })
  const { headers } = await head('other', 'copy')
  expect(headers).toMatchObject({ 'content-type': 'image/png', 'x-oss-meta-new': 'n', 'x-oss-tagging-count': '1' })
  expect(headers['x-oss-meta-who']).toBeUndefined()
  expect(headers['cache-control']).toBeUndefined()
  expect(textOf((await oss.call('GET', { bucket: 'other', key: 'copy', query: 'acl' })).xml, 'Grant')).toBe('private')
})

test('a self copy in an unversioned bucket keeps only the metadata that was sent, whatever the directive; tags stay', async () => {
  await copy({ 'x-oss-copy-source': SOURCE, 'x-oss-object-acl': 'public-read' }, { bucket: 'home', key: 'self' })
  await copy(
    { 'x-oss-copy-source': '/home/self', 'x-oss-metadata-directive': 'COPY', 'x-oss-meta-kept': 'k' },
    { bucket: 'home', key: 'self' },
  )
  const { headers } = await head('home', 'self')
  expect(headers).toMatchObject({
    'x-oss-meta-kept': 'k',
    'x-oss-tagging-count': '2',
    'content-type': 'text/x-own',
  })
  expect(headers['x-oss-meta-who']).toBeUndefined()
  expect(textOf((await oss.call('GET', { bucket: 'home', key: 'self', query: 'acl' })).xml, 'Grant')).toBe('default')
})

test.each([
  ['home/a', '0042-00000301'],
  ['', '0042-00000302'],
  ['/home', undefined],
  ['/home/', undefined],
  ['/home/a%zz', undefined],
  ['/home/a?foo=1', '0016-00000304'],
  ['/home/a?versionId=', '0016-00000305'],
])('refuses the source %s', async (source, ec) => {
  const reply = await copy({ 'x-oss-copy-source': source })
  expect([reply.status, reply.code]).toEqual([400, 'InvalidArgument'])
  if (ec) expect(reply.headers['x-oss-ec']).toBe(ec)
})

test.each([
  [{ 'x-oss-copy-source': '/home/none' }, 404, 'NoSuchKey'],
  [{ 'x-oss-copy-source': '/no-such-bucket/k' }, 404, 'NoSuchBucket'],
  [{ 'x-oss-copy-source': SOURCE, 'x-oss-metadata-directive': 'KEEP' }, 400, 'InvalidArgument'],
  [{ 'x-oss-copy-source': SOURCE, 'x-oss-tagging-directive': 'KEEP' }, 400, 'InvalidArgument'],
  [{ 'x-oss-copy-source': SOURCE, 'x-oss-storage-class': 'Lukewarm' }, 400, 'InvalidArgument'],
  [{ 'x-oss-copy-source': SOURCE, 'x-oss-object-acl': 'mine' }, 400, 'InvalidArgument'],
  [{ 'x-oss-copy-source': SOURCE, 'x-oss-server-side-encryption': 'ROT13' }, 400, 'InvalidEncryptionAlgorithmError'],
  [{ 'x-oss-copy-source': '/home/cold' }, 403, 'InvalidObjectState'],
  [{ 'x-oss-copy-source': '/home/log' }, 400, 'OperationNotSupported'],
  [{ 'x-oss-copy-source': '/home/six' }, 400, 'EntityTooLarge'],
  [{ 'x-oss-copy-source': '/home/two', 'x-oss-storage-class': 'IA' }, 400, 'EntityTooLarge'],
  [{ 'x-oss-copy-source': SOURCE, 'x-oss-copy-source-if-match': '"X"' }, 412, 'PreconditionFailed'],
  [
    { 'x-oss-copy-source': SOURCE, 'x-oss-copy-source-if-unmodified-since': 'Fri, 13 Nov 2015 14:47:53 GMT' },
    412,
    'PreconditionFailed',
  ],
  [{ 'x-oss-copy-source': SOURCE, 'x-oss-copy-source-if-none-match': '"5D41402ABC4B2A76B9719D911017C592"' }, 304, ''],
] as const)('%o answers %i %s', async (headers, status, code) => {
  const reply = await copy(headers, { key: 'refused' })
  expect([reply.status, reply.code]).toEqual([status, code])
  expect((await head('other', 'refused')).status).toBe(404)
})

test('refuses to cross regions', async () => {
  const reply = await copy({ 'x-oss-copy-source': SOURCE }, { bucket: 'north', region: 'cn-qingdao' })
  expect([reply.status, reply.code, reply.headers['x-oss-ec']]).toEqual([403, 'AccessDenied', '0016-00000306'])
})

test('conditions that hold let it pass', async () => {
  const reply = await copy({
    'x-oss-copy-source': SOURCE,
    'x-oss-copy-source-if-match': '"5d41402abc4b2a76b9719d911017c592"',
    'x-oss-copy-source-if-modified-since': 'Fri, 13 Nov 2015 14:47:53 GMT',
  })
  expect(reply.status).toBe(200)
})

test('forbid-overwrite protects what is there', async () => {
  await copy({ 'x-oss-copy-source': SOURCE }, { key: 'taken' })
  const reply = await copy({ 'x-oss-copy-source': '/home/empty', 'x-oss-forbid-overwrite': 'true' }, { key: 'taken' })
  expect([reply.status, reply.code]).toEqual([409, 'FileAlreadyExists'])
  expect((await oss.call('GET', { bucket: 'other', key: 'taken' })).text).toBe('hello')
})

test('inside a bucket any size is one reference copy; the older rule is a switch that spares the self copy', async () => {
  oss.settings.copySpeed = 1
  expect((await copy({ 'x-oss-copy-source': '/home/six' }, { bucket: 'home', key: 'six-too' })).status).toBe(200)
  oss.settings.referenceCopy = 'refused'
  const refused = await copy({ 'x-oss-copy-source': '/home/six' }, { bucket: 'home', key: 'six-again' })
  expect([refused.status, refused.code]).toEqual([400, 'EntityTooLarge'])
  expect(
    (await copy({ 'x-oss-copy-source': '/home/six', 'x-oss-meta-a': '1' }, { bucket: 'home', key: 'six' })).status,
  ).toBe(200)
})

test('a copy to another bucket takes the time that its bytes take', async () => {
  oss.settings.copySpeed = 50
  await copy({ 'x-oss-copy-source': SOURCE })
  const { milliseconds } = oss.requests.entries.at(-1) ?? { milliseconds: 0 }
  expect(milliseconds).toBeGreaterThanOrEqual(99)
})

test("a change of class changes it; without the header the class is the bucket's", async () => {
  await copy({ 'x-oss-copy-source': SOURCE, 'x-oss-storage-class': 'IA' }, { key: 'ia' })
  expect((await head('other', 'ia')).headers['x-oss-storage-class']).toBe('IA')
  await copy({ 'x-oss-copy-source': '/other/ia' }, { key: 'ia' })
  expect((await head('other', 'ia')).headers['x-oss-storage-class']).toBe('Standard')
})

test('an append-type object can be self copied for its metadata, and stays appendable', async () => {
  const reply = await copy({ 'x-oss-copy-source': '/home/log', 'x-oss-meta-b': '2' }, { bucket: 'home', key: 'log' })
  expect(reply.status).toBe(200)
  const { headers } = await head('home', 'log')
  expect(headers).toMatchObject({
    'x-oss-object-type': 'Appendable',
    'x-oss-meta-b': '2',
    'x-oss-next-append-position': '4',
  })
  oss.settings.appendCopy = 'allowed'
  expect((await copy({ 'x-oss-copy-source': '/home/log' })).status).toBe(200)
  expect((await head('other', 'copy')).headers['x-oss-object-type']).toBe('Normal')
})

test('a link is copied as a link', async () => {
  await copy({ 'x-oss-copy-source': '/home/link' }, { bucket: 'home', key: 'link2' })
  const link = await oss.call('GET', { bucket: 'home', key: 'link2', query: 'symlink' })
  expect(link.headers['x-oss-symlink-target']).toBe('empty')
})

test('the copy of a multipart object has an ETag of its own', async () => {
  const reply = await copy({ 'x-oss-copy-source': '/home/two' })
  expect(reply.headers.etag).not.toBe((await head('home', 'two')).headers.etag)
  expect(reply.headers['x-oss-hash-crc64ecma']).toBe((await head('home', 'two')).headers['x-oss-hash-crc64ecma'])
})

test('encryption is never inherited', async () => {
  await copy({ 'x-oss-copy-source': SOURCE, 'x-oss-server-side-encryption': 'AES256' }, { key: 'sse' })
  expect((await head('other', 'sse')).headers['x-oss-server-side-encryption']).toBe('AES256')
  await copy({ 'x-oss-copy-source': '/other/sse' }, { key: 'plain' })
  expect((await head('other', 'plain')).headers['x-oss-server-side-encryption']).toBeUndefined()
})

test('needs the right to read the source', async () => {
  const reader = await startOss({
    keys: [KEY, { id: 'w', secret: 's', policy: [{ effect: 'Allow', actions: ['oss:Put*'], resources: ['*'] }] }],
  })
  await reader.call('PUT', { bucket: 'home' })
  await reader.call('PUT', { bucket: 'home', key: 'a', body: 'x' })
  const reply = await reader.call('PUT', {
    bucket: 'home',
    key: 'b',
    headers: { 'x-oss-copy-source': '/home/a' },
    sign: { id: 'w', secret: 's' },
  })
  expect([reply.status, reply.code]).toEqual([403, 'AccessDenied'])
  await reader.stop()
})

test('in a versioned bucket: by version id, the directive counts in a self copy, and forbid-overwrite is ignored', async () => {
  await oss.call('PUT', { bucket: 'versions' })
  const configuration = '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>'
  await oss.call('PUT', { bucket: 'versions', query: 'versioning', body: configuration })
  const target = { bucket: 'versions', key: 'k' }
  const one = await copy({ 'x-oss-copy-source': SOURCE }, target)
  const id = String(one.headers['x-oss-version-id'])
  await copy({ 'x-oss-copy-source': '/home/empty', 'x-oss-forbid-overwrite': 'true' }, target)
  expect((await head('versions', 'k')).headers['content-length']).toBe('0')
  const back = await copy({ 'x-oss-copy-source': `/versions/k?versionId=${id}` }, target)
  expect(back.headers['x-oss-copy-source-version-id']).toBe(id)
  expect((await head('versions', 'k')).headers).toMatchObject({ 'content-length': '5', 'cache-control': 'max-age=7' })
  const marker = await oss.call('DELETE', target)
  const gone = await copy({ 'x-oss-copy-source': '/versions/k' })
  expect([gone.status, gone.code]).toEqual([404, 'NoSuchKey'])
  const markerId = String(marker.headers['x-oss-version-id'])
  expect((await copy({ 'x-oss-copy-source': `/versions/k?versionId=${markerId}` })).status).toBe(404)
})
