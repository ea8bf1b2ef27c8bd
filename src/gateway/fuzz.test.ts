import { type ChildProcess, fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type Call, createClient, type Reply } from '../local-oss/testClient.ts'

/** 20 000 messages in all, the same in every run. */
const SIGNED = 6000
const RAW = 3000
const TO_PAGE = 4000
const TO_LINE = 3000
const FROM_STORE = 4000
const AT_ONCE = 24
/** Bytes of memory of the process (what it takes before anything is asked of it, some 110 MiB, included): after the messages, and with answers that nobody takes. */
const MEMORY = 200 * 1024 ** 2
const MEMORY_WITH_ANSWERS = 300 * 1024 ** 2

type Told = { numberUrl: string; cookie: { name: string; value: string }; ossPort: number }

let directory: string
let child: ChildProcess
let told: Told
let isAlive = true
/** A store that means no good: what it sends to whoever asks it. */
let store: Server
let nonsense = ''
let call: ReturnType<typeof createClient>

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'fuzz-'))
  mkdirSync(join(directory, 'page'))
  mkdirSync(join(directory, 'deep'))
  writeFileSync(join(directory, 'page', 'index.html'), 'the page')
  store = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', () => socket.end(nonsense, 'latin1'))
  })
  await new Promise<void>((done) => store.listen(0, '127.0.0.1', done))
  const args = [join(directory, 'page'), join(directory, 'deep', 'data'), storeAt()]
  child = fork(new URL('./fuzzProcess.ts', import.meta.url), args, { execArgv: ['--import', 'tsx'] })
  child.on('exit', () => {
    isAlive = false
  })
  told = await new Promise((ready, failed) => {
    child.once('message', (message) => ready(message as Told))
    child.once('exit', (code) => failed(new Error(`It ended with ${code}`)))
  })
  call = createClient(told.ossPort)
  await call('PUT', { bucket: 'home', headers: { 'x-oss-acl': 'public-read-write' } })
  await call('PUT', { bucket: 'home', key: 'a', body: 'hello' })
})

afterAll(async () => {
  const gone = new Promise((done) => child.once('exit', done))
  if (isAlive) {
    child.disconnect()
    await gone
  }
  await new Promise((done) => store.close(done))
  rmSync(directory, { recursive: true, force: true })
})

const storeAt = () => `store.localhost:${(store.address() as AddressInfo).port}`
/** The most memory that the process has had. */
function peakOf(): Promise<number> {
  return new Promise((done) => {
    child.once('message', (message) => done((message as { peak: number }).peak))
    child.send('memory')
  })
}

const cookie = () => `${told.cookie.name}=${told.cookie.value}`

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

function randomOf(seed: number) {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)] as T
  return { next, pick }
}

function checkReply(reply: Reply, what: string): void {
  expect(reply.status, what).toBeGreaterThanOrEqual(200)
  expect(reply.status, what).toBeLessThan(500)
  if (reply.status >= 400) expect(reply.code, what).not.toBe('')
}

async function inParallel(count: number, one: (index: number) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async () => {
    for (let index = next++; index < count; index = next++) await one(index)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

test(`${SIGNED} signed requests with nonsense in every place get an answer that OSS could give`, async () => {
  const { next, pick } = randomOf(1)
  await inParallel(SIGNED, async () => {
    const body = pick(BODIES)
    const md5 = createHash('md5').update(body).digest('base64')
    const headers = { ...pick(HEADERS), ...(next() < 0.5 && { 'content-md5': md5 }) }
    const asked: Call = { bucket: pick(BUCKETS), key: pick(KEYS), query: pick(SUBS), headers, body }
    const method = pick(METHODS)
    // A dot segment or an empty label cannot stand in a host name: what the client would send is another request.
    checkReply(await call(method, asked), `${method} ${JSON.stringify(asked)}`)
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

/** Sends bytes, half-closes, and resolves with all that came back: every case is answered or closed, or the test does not end. */
function sendRaw(bytes: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    socket.setEncoding('latin1')
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('error', () => resolve(answer))
    socket.on('close', () => resolve(answer))
    socket.end(bytes, 'latin1')
  })
}

test(`${RAW} raw requests that are not quite HTTP never break it`, async () => {
  const { next, pick } = randomOf(2)
  await inParallel(RAW, async () => {
    const headers = Array.from({ length: Math.floor(next() * 4) }, () => pick(RAW_HEADERS))
    const bytes = `${[pick(LINES), ...headers, 'Connection: close'].join('\r\n')}\r\n\r\n${pick(RAW_BODIES)}`
    const answer = await sendRaw(bytes, told.ossPort)
    expect(answer, bytes.slice(0, 300)).not.toMatch(/^HTTP\/1\.1 5\d\d/)
    if (/^HTTP\/1\.1 4\d\d/.test(answer)) expect(answer, bytes.slice(0, 300)).toContain('<Code>')
  })
})

const PATHS = [
  ...['/', '/gateway', '/gateway', '/gateway', '/gateway?x', '/local-oss.json', '/healthz', '/?start=x', '/?start'],
  ...[
    '/session-half/AAAAAAAAAAAAAAAAAAAAAA',
    '/session-half/..',
    '*',
    'http://evil/',
    '//',
    '/%zz',
    '/..%2f',
    '/\u0080',
  ],
]
const TARGETS = [
  ...['', '%', 'AAAA', 'ferry', 'x'.repeat(9000)],
  ...[
    'http://',
    'http://store.localhost:1/',
    'https://oss-cn-hangzhou.ecs.aliyuncs.com/',
    'http://[::1/',
    'ftp://x/',
  ].map((url) => Buffer.from(url).toString('base64url')),
]
const toPageHeaders = () => [
  ...[`Host: 127.0.0.1`, 'Host: ferry.localhost', 'Host: evil', 'Host: \u00ff', 'Host:'],
  ...[
    `Cookie: ${cookie()}`,
    `Cookie: ${cookie()}`,
    `Cookie: ${cookie()}`,
    'Cookie: =;;=;',
    `Cookie: ${';'.repeat(9000)}`,
  ],
  ...TARGETS.map((target) => `x-ferry-target: ${target}`),
  ...Array(6).fill(`x-ferry-target: ${Buffer.from(`http://${storeAt()}/k`).toString('base64url')}`),
  ...['', 'a,b', '__proto__,constructor', 'host,connection,content-length', ','.repeat(5000)].map(
    (x) => `x-ferry-headers: ${x}`,
  ),
  ...['a: \u00ff', 'Origin: null', 'Origin: http://evil', 'Sec-Fetch-Site: cross-site', 'Service-Worker: script'],
  ...['Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x'],
  ...[
    'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  ],
  ...['Upgrade: h2c\r\nConnection: Upgrade', ...RAW_HEADERS.slice(4, 13)],
]

test(`${TO_PAGE} requests to page and gateway, from strangers and from a page gone mad, are answered or closed`, async () => {
  const { next, pick } = randomOf(3)
  const { host } = new URL(told.numberUrl)
  const headers = toPageHeaders()
  nonsense = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'
  await inParallel(TO_PAGE, async () => {
    const method = pick([...METHODS, 'CONNECT', 'TRACE', 'BREW', 'GET', 'GET'])
    const some = Array.from({ length: 1 + Math.floor(next() * 6) }, () => pick(headers))
    const known = next() < 0.6 ? [`Host: ${host}`, `Cookie: ${cookie()}`] : []
    const head = [
      `${method} ${pick(PATHS)} HTTP/1.1`,
      ...known,
      ...some,
      ...(next() < 0.8 ? ['Connection: close'] : []),
    ]
    const bytes = `${head.join('\r\n')}\r\n\r\n${pick(RAW_BODIES)}`
    const answer = await sendRaw(bytes, Number(new URL(told.numberUrl).port))
    expect(answer, bytes.slice(0, 300)).not.toMatch(/^HTTP\/1\.1 50[0134]/)
  })
})

const VALUES: unknown[] = [
  ...[undefined, null, true, 0, -1, 1.5, 1e300, '', 'x', [], {}, [[]], { a: 1 }, { length: 5 }, '\u0000', '\ud800'],
  ...['中'.repeat(2000), { __proto__: 'x' }, JSON.parse('{"__proto__":"x"}'), { 'a b': 'c' }, { a: '\r\nb: c' }],
  ...[
    { 'Content-Length': '9', 'Transfer-Encoding': 'chunked', HOST: 'x' },
    { Connection: 'Upgrade', Upgrade: 'x' },
  ],
]
const PIECES = ['[', ']', '{', '}', '"id":', '1', ',', '"url":', '"', '\\', 'null', '\u0000', '"__proto__":', ' ']

/** Sends one message on a line of its own, then a ping: resolves when it is answered, told of, or closed. */
function sayOnLine(message: string | Buffer): Promise<void> {
  return new Promise((resolve) => {
    const line = new WebSocket(`${told.numberUrl.replace('http', 'ws')}gateway`, { headers: { cookie: cookie() } })
    const end = () => {
      line.terminate()
      resolve()
    }
    line.on('open', () => {
      line.send(message)
      line.ping()
    })
    line.on('pong', end)
    line.on('message', end)
    line.on('close', end)
    line.on('error', end)
  })
}

test(`${TO_LINE} messages on sockets are answered or end their line`, async () => {
  const { next, pick } = randomOf(4)
  await inParallel(TO_LINE, async () => {
    const record = () => {
      const known = { id: 1, url: `http://${storeAt()}/k`, method: 'PUT', headers: {}, body: 'x', among: 2 }
      return { ...known, [pick(Object.keys(known))]: pick(VALUES), [pick(Object.keys(known))]: pick(VALUES) }
    }
    const kind = next()
    const text = Array.from({ length: 1 + Math.floor(next() * 12) }, () => pick(PIECES)).join('')
    if (kind < 0.2) await sayOnLine(text)
    else if (kind < 0.25) await sayOnLine(Buffer.from(Array.from({ length: 40 }, () => Math.floor(next() * 256))))
    else await sayOnLine(JSON.stringify(Array.from({ length: 1 + Math.floor(next() * 5) }, record)))
  })
})

const STARTS = [
  ...['HTTP/1.1 200 OK', 'HTTP/1.1 200 OK', 'HTTP/1.1 000', 'HTTP/1.1 101 S', 'HTTP/1.1 100 C', 'HTTP/1.1 204 N'],
  ...[
    'HTTP/1.1 304 N',
    'HTTP/1.1 99 x',
    'HTTP/1.1 999 中',
    'HTTP/1.0 200 OK',
    'HTTP/2.0 200',
    'x',
    '',
    '\u0000',
    'HTTP/1.1 -1 x',
  ],
]
const FIELDS = [
  ...[
    'Content-Length: 5',
    'Content-Length: 5',
    'Content-Length: 0',
    'Content-Length: 50',
    'Content-Length: -1',
    'Content-Length: 9e9',
  ],
  ...[
    'Transfer-Encoding: chunked',
    'transfer-encoding: CHUNKED',
    'Transfer-Encoding: gzip, chunked',
    'Transfer-Encoding: x',
  ],
  ...[
    'Content-Disposition: \u00e6\u008a',
    'content-disposition: x',
    'Connection: Upgrade\r\nUpgrade: x',
    'Connection: keep-alive',
  ],
  ...[
    'Trailer: x',
    'Keep-Alive: timeout=-1',
    'Keep-Alive: timeout=99999999999',
    'Set-Cookie: a',
    ': x',
    'x',
    'a\u0001: x',
    'a: \u0000',
  ],
  ...[
    'a: \u007f',
    'a: \u0080\u00ff',
    ' folded',
    'Location: //x',
    'Date: \u00ff',
    `x: ${'x'.repeat(20_000)}`,
    'x: y\r\n'.repeat(500),
  ],
  ...['Content-Encoding: gzip', 'Content-Type: \u00ff', 'HTTP/1.1 200 OK', '__proto__: x', 'constructor: x'],
]
const ENDS = [
  '',
  'hello',
  '5\r\nhello\r\n0\r\n\r\n',
  '5\r\nhello\r\n0\r\nx: \u00ff\r\n\r\n',
  'zz\r\n',
  'ffffffffff\r\nx',
  'hello'.repeat(9000),
]

/** Asks the store through the gateway on the one or the other way. */
async function askStore(onLine: boolean): Promise<void> {
  const url = `http://${storeAt()}/k`
  if (onLine) return sayAndHear(JSON.stringify([{ id: 1, url }]))
  const target = Buffer.from(url).toString('base64url')
  const { host } = new URL(told.numberUrl)
  const head = ['GET /gateway HTTP/1.1', `Host: ${host}`, `Cookie: ${cookie()}`, `x-ferry-target: ${target}`]
  await sendRaw(
    `${[...head, 'x-ferry-headers:', 'Connection: close'].join('\r\n')}\r\n\r\n`,
    Number(new URL(told.numberUrl).port),
  )
}

/** As the page does: it waits for its answer, whatever that is. */
function sayAndHear(message: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const line = new WebSocket(`${told.numberUrl.replace('http', 'ws')}gateway`, { headers: { cookie: cookie() } })
    line.on('open', () => line.send(message))
    line.on('message', () => {
      line.terminate()
      resolve()
    })
    line.on('error', reject)
    line.on('close', () => reject(new Error('The line was closed, and the request not answered')))
  })
}

test(`${FROM_STORE} answers of a store gone mad reach the page as an answer, a failure or a cut`, async () => {
  const { next, pick } = randomOf(5)
  // One kind of answer at a time: all that are under way together get it.
  for (let done = 0; done < FROM_STORE; done += AT_ONCE) {
    const fields = Array.from({ length: Math.floor(next() * 5) }, () => pick(FIELDS))
    const whole = `${[pick(STARTS), ...fields].join('\r\n')}\r\n\r\n${pick(ENDS)}`
    const times = next() < 0.1 ? 200 : 1
    nonsense =
      next() < 0.3 ? whole.slice(0, Math.floor(next() * whole.length)) : whole.repeat(times).slice(0, 2_000_000)
    const count = Math.min(AT_ONCE, FROM_STORE - done)
    await Promise.all(Array.from({ length: count }, (_, n) => askStore(n % 2 === 0)))
  }
})

test('after these messages the process is the one that was started, and small', async () => {
  expect(isAlive).toBe(true)
  expect(await peakOf()).toBeLessThan(MEMORY)
})

test('1.5 GiB of answers for a page that does not take them wait at the store', async () => {
  const size = 8 * 1024 ** 2
  const body = Buffer.alloc(size, 'x').toString('latin1')
  nonsense = `HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n${body}`
  const count = 190
  const line = new WebSocket(`${told.numberUrl.replace('http', 'ws')}gateway`, { headers: { cookie: cookie() } })
  await new Promise((done) => line.on('open', done))
  let taken = 0
  const all = new Promise<void>((done, failed) => {
    line.on('close', () => failed(new Error('The line was closed')))
    line.on('message', (data: Buffer) => {
      const heads: { status: number }[] = JSON.parse(String(data.subarray(4, 4 + data.readUInt32BE(0))))
      taken += heads.filter(({ status }) => status === 200).length
      // A page that is slow to take each: what it has not asked its system for stays where it is.
      line.pause()
      setImmediate(() => line.resume())
      if (taken === count) done()
    })
  })
  const url = `http://${storeAt()}/k`
  line.send(JSON.stringify(Array.from({ length: count }, (_, id) => ({ id, url }))))
  await all
  line.removeAllListeners('close')
  line.terminate()
  expect(await peakOf()).toBeLessThan(MEMORY_WITH_ANSWERS)
})

test('after all that the process is the one that was started, whole, and wrote nothing outside its folder', async () => {
  expect(isAlive).toBe(true)
  expect((await call('GET', { bucket: 'home', query: 'list-type=2' })).status).toBe(200)
  await call('PUT', { bucket: 'home', key: 'alive', body: 'yes' })
  expect((await call('GET', { bucket: 'home', key: 'alive' })).text).toBe('yes')
  expect(readdirSync(directory).toSorted()).toEqual(['deep', 'page'])
  expect(readdirSync(join(directory, 'deep'))).toEqual(['data'])
  const data = join(directory, 'deep', 'data')
  expect(readdirSync(data).toSorted()).toEqual(['access-key.json', 'blobs', 'index', 'start-token'])
  expect(readdirSync(join(data, 'blobs')).every((name) => /^\d+$/.test(name))).toBe(true)
})
