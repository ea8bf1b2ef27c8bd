import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request as httpRequest, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { readOperator } from './operator.ts'
import { type FerryOptions, type RunningFerry, startFerry } from './startFerry.ts'

const folder = mkdtempSync(join(tmpdir(), 'operator-'))
const page = join(folder, 'page')
const token = 'an-operators-own-token-0123456789'
const publicUrl = 'https://ferry.example.com/'
let store: Server
let held: ServerResponse[] = []

beforeAll(async () => {
  mkdirSync(page)
  writeFileSync(join(page, 'index.html'), 'the page')
  store = createServer((_request, response) => void held.push(response))
  await new Promise<void>((done) => store.listen(0, '127.0.0.1', done))
})
afterAll(async () => {
  store.closeAllConnections()
  await new Promise((done) => store.close(done))
  rmSync(folder, { recursive: true })
})

const storeAt = () => `store.localhost:${(store.address() as AddressInfo).port}`
const begin = (more: Partial<FerryOptions>) =>
  startFerry({ page, dataDir: join(folder, 'data'), noLocal: true, port: 0, allowHosts: [storeAt()], ...more })

type Asked = { path?: string; headers?: Record<string, string>; form?: string }
function ask(ferry: RunningFerry, { path = '/', headers = {}, form }: Asked) {
  const { port } = new URL(ferry.numberUrl)
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    const sent = httpRequest(
      { host: '127.0.0.1', port, path, headers, method: form === undefined ? 'GET' : 'POST' },
      (answer) => {
        let body = ''
        answer.on('data', (piece) => (body += piece))
        answer.on('error', reject)
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }))
      },
    )
    sent.on('error', reject)
    sent.end(form)
  })
}

const pass = ({ cookie }: RunningFerry) => ({ cookie: `${cookie.name}=${cookie.value}` })
const forwarded = (query = '') => ({
  'x-ferry-target': Buffer.from(`http://${storeAt()}/key${query}`).toString('base64url'),
  'x-ferry-headers': '',
})

describe('behind a proxy', () => {
  let ferry: RunningFerry
  beforeAll(async () => {
    ferry = await begin({ publicUrl, accessToken: token })
  })
  afterAll(() => ferry.close())
  const host = 'ferry.example.com'

  test('the page has the public address, and the operator’s token lets in, by https only', async () => {
    expect([ferry.url, ferry.startUrl]).toEqual([publicUrl, publicUrl])
    const wrong = await ask(ferry, { path: '/access', headers: { host }, form: `token=${token}x` })
    expect([wrong.status, wrong.headers['set-cookie']]).toEqual([401, undefined])
    const { status, headers } = await ask(ferry, { path: '/access', headers: { host }, form: `token=${token}` })
    expect(status).toBe(303)
    expect(String(headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Strict; Secure$/)
    expect((await ask(ferry, { headers: { host, ...pass(ferry) } })).body).toBe('the page')
    expect((await ask(ferry, { headers: { host, 'x-ferry-access': token } })).body).toBe('the page')
    for (const path of ['/', '/assets/x.js', `/?start=${token}`])
      expect((await ask(ferry, { path, headers: { host } })).status).toBe(401)
  })

  test.each([
    ['this computer’s name', { host: 'localhost' }],
    ['its number', { host: '127.0.0.1:8787' }],
    ['another name', { host: 'evil.example' }],
    ['a name below', { host: 'x.ferry.example.com' }],
    ['another port', { host: 'ferry.example.com:8443' }],
    ['another origin', { host, origin: 'https://evil.example' }],
    ['its origin without TLS', { host, origin: 'http://ferry.example.com' }],
    ['another site', { host, 'sec-fetch-site': 'same-site' }],
  ])('%s is refused by page or gateway', async (_what, headers) => {
    const own = { ...pass(ferry), ...headers }
    expect((await ask(ferry, { path: '/gateway', headers: { ...own, ...forwarded() } })).status).toBe(403)
    const line = new WebSocket(`${ferry.numberUrl.replace('http', 'ws')}gateway`, { headers: own })
    await expect(new Promise((opened, refused) => line.on('open', opened).on('error', refused))).rejects.toThrow('403')
    if (headers.host !== host) expect((await ask(ferry, { headers: own })).status).toBe(421)
  })

  test('the proxy may name the usual port of the public address', async () => {
    const headers = { ...pass(ferry), host: 'Ferry.example.com:443' }
    expect(await ask(ferry, { headers })).toMatchObject({ status: 200, body: 'the page' })
  })

  test('without a local OSS there is no demo key', async () => {
    const { status, body } = await ask(ferry, {
      path: '/local-oss.json',
      headers: { host, ...pass(ferry), 'sec-fetch-site': 'same-origin' },
    })
    expect([status, JSON.parse(body)]).toEqual([404, { code: 'NoLocalOss' }])
    expect(() => ferry.localOss).toThrow('no local OSS')
    expect(readdirSync(folder)).not.toContain('data')
  })
})

test('health is told to everybody, and nothing else', async () => {
  const ferry = await begin({ accessToken: token })
  for (const host of ['localhost', '10.0.0.1:8787', 'evil.example'])
    expect(await ask(ferry, { path: '/healthz', headers: { host } })).toMatchObject({ status: 200, body: 'ok\n' })
  await ferry.close()
})

test('the access log has method, host, status, bytes and time of each request, and nothing secret', async () => {
  const lines: string[] = []
  const ferry = await begin({ accessToken: token, log: (line) => lines.push(line) })
  const { host } = new URL(ferry.numberUrl)
  const secret = '?Signature=s3cret&security-token=t0ken'
  held = []
  const asked = ask(ferry, { path: '/gateway', headers: { host, ...pass(ferry), ...forwarded(secret) } })
  await expect.poll(() => held.length).toBe(1)
  held[0]?.end('twelve bytes')
  await asked
  const line = new WebSocket(`${ferry.numberUrl.replace('http', 'ws')}gateway`, { headers: { host, ...pass(ferry) } })
  await new Promise((done) => line.on('open', done))
  line.send(JSON.stringify([{ id: 1, method: 'PUT', url: `http://${storeAt()}/name${secret}`, body: 'x' }]))
  await expect.poll(() => held.length).toBe(2)
  held[1]?.writeHead(409).end('no')
  await new Promise((done) => line.on('message', done))
  await ask(ferry, { path: `/?start=${token}`, headers: { host } })
  await ask(ferry, { path: '/gateway', headers: { host, ...pass(ferry) } })
  await expect.poll(() => lines.length).toBe(4)
  line.terminate()
  await ferry.close()
  const time = '\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z'
  expect(lines[0]).toMatch(new RegExp(`^${time} GET store.localhost 200 [1-9]\\d* \\d+$`))
  expect(lines[1]).toMatch(new RegExp(`^${time} PUT store.localhost 409 2 \\d+$`))
  expect(lines[2]).toMatch(new RegExp(`^${time} GET 127.0.0.1:\\d+ 401 [1-9]\\d* \\d+$`))
  expect(lines[3]).toMatch(new RegExp(`^${time} GET - 400 [1-9]\\d* \\d+$`))
  expect(lines.join()).not.toMatch(/s3cret|t0ken|Signature|key|name|start/)
})

test('a stop takes nothing new, lets what is under way end, and then closes', async () => {
  const ferry = await begin({ accessToken: token })
  const { host, port } = new URL(ferry.numberUrl)
  held = []
  const byHttp = ask(ferry, { path: '/gateway', headers: { host, ...pass(ferry), ...forwarded() } })
  const line = new WebSocket(`${ferry.numberUrl.replace('http', 'ws')}gateway`, { headers: { host, ...pass(ferry) } })
  await new Promise((done) => line.on('open', done))
  line.send(JSON.stringify([{ id: 7, url: `http://${storeAt()}/` }]))
  await expect.poll(() => held.length).toBe(2)
  const answered = new Promise<string>((done) => line.on('message', (data) => done(String(data))))
  const ended = new Promise((done) => line.on('close', done))
  let isStopped = false
  const stopped = ferry.stop().then(() => (isStopped = true))
  await expect(
    new Promise((opened, refused) => connect(Number(port), '127.0.0.1').on('connect', opened).on('error', refused)),
  ).rejects.toThrow('ECONNREFUSED')
  expect(isStopped).toBe(false)
  for (const response of held) response.end('done')
  expect((await byHttp).body).toBe('done')
  expect(await answered).toContain('"id":7')
  expect(await ended).toBe(1001)
  await stopped
})

describe('the command line', () => {
  const given = { 'allow-host': [], token }
  test.each([
    ['beyond this computer without a public address', { ...given, host: '0.0.0.0' }, '--public-url'],
    ['beyond it without a token', { 'allow-host': [], host: '0.0.0.0', 'public-url': publicUrl }, 'ACCESS_TOKEN'],
    ['a proxy without a token', { 'allow-host': [], 'public-url': publicUrl }, 'ACCESS_TOKEN'],
    ['a short token', { 'allow-host': [], token: 'short' }, 'ACCESS_TOKEN'],
    ['a token that is no word', { 'allow-host': [], token: 'a; Path=/; Domain=example' }, 'ACCESS_TOKEN'],
    ['an address with a path', { ...given, 'public-url': 'https://x.example/a' }, '--public-url'],
    ['an address with a name', { ...given, 'public-url': 'https://u@x.example/' }, '--public-url'],
    ['no address', { ...given, 'public-url': 'x.example' }, '--public-url'],
    ['a URL for a host', { ...given, 'allow-host': ['https://x.example'] }, '--allow-host'],
    ['every host', { ...given, 'allow-host': ['*'] }, '--allow-host'],
    ['nothing for a host', { ...given, 'allow-host': [''] }, '--allow-host'],
    ['no port', { ...given, 'allow-host': ['x.example:99999'] }, '--allow-host'],
    ['no address', { ...given, 'allow-host': ['[::g]'] }, '--allow-host'],
    ['a number that is no address', { ...given, 'allow-host': ['*.a.example', '10.0.0.256'] }, '--allow-host'],
  ])('%s is refused in words', (_what, what, reason) => {
    expect(() => readOperator(what)).toThrow(reason)
  })

  test('what is right is taken', () => {
    const allowed = ['*.A.example:8443', '[0:0:0:0:0:0:0:1]:80', 'x.example:0443']
    const what = { ...given, host: '::1', 'public-url': 'https://X.example', 'allow-host': allowed }
    expect(readOperator(what)).toEqual({
      host: '::1',
      publicUrl: 'https://x.example/',
      allowHosts: ['*.a.example:8443', '[::1]:80', 'x.example:443'],
      accessToken: token,
    })
  })
})
