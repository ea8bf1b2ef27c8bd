import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chanceOf, inLanes, talk } from '../../test/fuzz.ts'
import { type Call, type Reply, startOss, type TestOss } from './testClient.ts'

const SIGNED = 7000
const RAW = 3000
const AT_ONCE = 24

let directory: string
let oss: TestOss

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'local-oss-fuzz-'))
  mkdirSync(join(directory, 'deep'))
  oss = await startOss({ dataDir: join(directory, 'deep', 'data'), pathStyle: true, blockPublicAccess: false })
  await oss.call('PUT', { bucket: 'home', headers: { 'x-oss-acl': 'public-read-write' } })
  await oss.call('PUT', { bucket: 'home', key: 'a', body: 'hello' })
})

afterAll(async () => {
  await oss.stop()
  rmSync(directory, { recursive: true, force: true })
})

const KEYS = [
  '',
  'a',
  'a/../../../../etc/passwd',
  '..',
  '../../x',
  '/lead',
  '\\lead',
  'nul\0',
  '\u0001\u001f',
  'x'.repeat(1024),
  '中/😀',
  '%2e%2e%2f',
  'a?b#c',
  ' ',
  '.',
  '../server',
]
const BUCKETS = ['home', 'home', 'home', 'none-such', 'UPPER', 'a', 'x'.repeat(64), '..', 'under_score', '']
const SUBS = [
  '',
  'acl',
  'uploads',
  'delete',
  'append&position=0',
  'append&position=-1',
  'append&position=1e9',
  'tagging',
  'symlink',
  'restore',
  'cors',
  'lifecycle',
  'versioning',
  'policy',
  'list-type=2',
  'list-type=2&max-keys=-1',
  'list-type=2&continuation-token=%FF',
  'max-keys=99999999999',
  'partNumber=1&uploadId=x',
  'uploadId=..%2F..',
  'uploadId=0123456789ABCDEF0123456789ABCDEF',
  'versionId=',
  'versionId=null',
  'versionId=%00',
  'x-oss-process=a',
  'unheard-of',
  'objectMeta',
  'stat',
  'versions&version-id-marker=x',
  'inventory&inventoryId=..%2F',
  'encoding-type=x',
  'delimiter=%2F&prefix=..',
]
const BODIES = [
  '',
  '<',
  '<a>',
  '<a></b>',
  `${'<a>'.repeat(5000)}`,
  '<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;&x;&x;">]><Delete><Object><Key>&z;</Key></Object></Delete>',
  '<!DOCTYPE a SYSTEM "file:///etc/passwd"><Tagging>&a;</Tagging>',
  '<Delete><Object><Key>../../x</Key></Object></Delete>',
  '<Delete><Object></Object></Delete>',
  '<CompleteMultipartUpload><Part><PartNumber>99999999999999999999</PartNumber></Part></CompleteMultipartUpload>',
  '<Tagging><TagSet><Tag><Key>&#x110000;</Key></Tag></TagSet></Tagging>',
  '<CORSConfiguration><CORSRule><AllowedOrigin>**</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>',
  '<RestoreRequest><Days>-1</Days></RestoreRequest>',
  '{"Statement":',
  '\u0000\u0001\uFFFE',
  '--BOUND\r\nContent-Disposition: form-data; name="file"; filename="../../x"\r\n\r\nx\r\n--BOUND--',
]
const HEADERS: Record<string, string>[] = [
  {},
  { 'x-oss-copy-source': '/home/a' },
  { 'x-oss-copy-source': '/home/..%2f..%2fetc%2fpasswd' },
  { 'x-oss-copy-source': '/../x/y' },
  { 'x-oss-copy-source': '/home/%zz' },
  { 'x-oss-copy-source': '/home/a?versionId=%00' },
  { 'x-oss-copy-source': `/home/${'x'.repeat(3000)}` },
  { 'x-oss-copy-source': '/home/a', 'x-oss-copy-source-range': 'bytes=99999999999999999999-' },
  { 'x-oss-meta-a': 'x'.repeat(9000) },
  { 'x-oss-meta-a_b': '1' },
  { 'x-oss-tagging': 'a=%zz&&==&b' },
  { 'x-oss-object-acl': 'root' },
  { 'x-oss-storage-class': '__proto__' },
  { 'x-oss-server-side-encryption': 'constructor' },
  { 'x-oss-symlink-target': '..%2f..%2fx' },
  { 'x-oss-symlink-target': '%zz' },
  { 'x-oss-forbid-overwrite': 'maybe' },
  { range: 'bytes=9999999999999999999999-0' },
  { 'if-modified-since': 'yesterday', 'if-match': '""""' },
  { 'content-md5': 'not base64' },
  { 'content-type': 'multipart/form-data; boundary=BOUND' },
  { 'content-type': 'multipart/form-data; boundary=' },
  { 'accept-encoding': 'gzip' },
  { origin: 'http://x', 'access-control-request-method': 'PUT' },
]
const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH']

function checkReply(reply: Reply, what: string): void {
  expect(reply.status, what).toBeGreaterThanOrEqual(200)
  expect(reply.status, what).toBeLessThan(500)
  if (reply.status >= 400) expect(reply.code, what).not.toBe('')
}

test(`${SIGNED} signed requests with nonsense in every place get an answer that OSS could give`, async () => {
  const { next, pick } = chanceOf(1)
  await inLanes(SIGNED, AT_ONCE, async () => {
    const body = pick(BODIES)
    const md5 = createHash('md5').update(body).digest('base64')
    const headers = { ...pick(HEADERS), ...(next() < 0.5 && { 'content-md5': md5 }) }
    const call: Call = { bucket: pick(BUCKETS), key: pick(KEYS), query: pick(SUBS), headers, body }
    const method = pick(METHODS)
    // A dot segment or an empty label cannot stand in a host name: what the client would send is another request.
    checkReply(await oss.call(method, call), `${method} ${JSON.stringify(call)}`)
  })
})

const LINES = [
  'GET / HTTP/1.1',
  'GET /home/a HTTP/1.1',
  'GET /home/%ff%fe HTTP/1.1',
  'GET /home/%zz HTTP/1.1',
  'GET /home/a?%zz HTTP/1.1',
  'GET /../../etc/passwd HTTP/1.1',
  'GET /home/../../../etc/passwd HTTP/1.1',
  'GET http://evil.example/home/a HTTP/1.1',
  'GET //// HTTP/1.1',
  'GET \\home\\a HTTP/1.1',
  'PUT /home/short HTTP/1.1',
  'PUT /home/..%2f..%2fescaped HTTP/1.1',
  'POST /home/ HTTP/1.1',
  'CONNECT home:80 HTTP/1.1',
  'BREW /pot HTTP/1.1',
  'GET /home/a HTTP/9.9',
  'nonsense',
  '',
]
const RAW_HEADERS = [
  'Host: localhost',
  'Host: home.oss-cn-hangzhou.localhost',
  'Host: ..oss-cn-hangzhou.localhost',
  'Host: \u0001',
  'Content-Length: 5',
  'Content-Length: -1',
  'Content-Length: 99999999999999999999',
  'Content-Length: 5\r\nContent-Length: 6',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: gzip',
  'Expect: 100-continue',
  'Expect: miracles',
  'Upgrade: websocket\r\nConnection: Upgrade',
  'Authorization: OSS a',
  'Authorization: OSS4-HMAC-SHA256 Credential=////, Signature=',
  'x-oss-copy-source: /home/a',
  `x-oss-meta-huge: ${'x'.repeat(70_000)}`,
  'bad header',
  ': empty',
]
const RAW_BODIES = ['', 'hello', '5\r\nhello\r\n0\r\n\r\n', 'zz\r\n', '\r\n\r\n', '\0\0\0']

test(`${RAW} raw requests that are not quite HTTP never break it`, async () => {
  const { below, pick } = chanceOf(2)
  await inLanes(RAW, AT_ONCE, async () => {
    const headers = Array.from({ length: below(4) }, () => pick(RAW_HEADERS))
    const bytes = `${[pick(LINES), ...headers, 'Connection: close'].join('\r\n')}\r\n\r\n${pick(RAW_BODIES)}`
    const answer = await talk({ port: oss.port, bytes, within: 20_000 })
    expect(answer, bytes.slice(0, 300)).toBeDefined()
    expect(answer, bytes.slice(0, 300)).not.toMatch(/^HTTP\/1\.1 5\d\d/)
    if (/^HTTP\/1\.1 4\d\d/.test(answer ?? '')) expect(answer, bytes.slice(0, 300)).toContain('<Code>')
  })
})

test('after all that the server is whole and wrote nothing outside its folder', async () => {
  expect((await oss.call('GET', { bucket: 'home', query: 'list-type=2' })).status).toBe(200)
  await oss.call('PUT', { bucket: 'home', key: 'alive', body: 'yes' })
  expect((await oss.call('GET', { bucket: 'home', key: 'alive' })).text).toBe('yes')
  expect(readdirSync(directory)).toEqual(['deep'])
  expect(readdirSync(join(directory, 'deep'))).toEqual(['data'])
  expect(readdirSync(join(directory, 'deep', 'data')).toSorted()).toEqual(['blobs', 'index'])
  expect(readdirSync(join(directory, 'deep', 'data', 'blobs')).every((name) => /^\d+$/.test(name))).toBe(true)
})
