import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { type AddressInfo, connect, createServer as createNetServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type RunningFerry, startFerry } from './startFerry.ts'

const folder = mkdtempSync(join(tmpdir(), 'origin-'))
const page = join(folder, 'page')
let ferry: RunningFerry
let upstream: Server
let port: number

beforeAll(async () => {
  mkdirSync(page)
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>the page</title>')
  writeFileSync(join(page, 'favicon.svg'), '<svg/>')
  upstream = createNetServer((socket) => {
    socket.once('data', () => socket.end(`${hostile}\r\n\r\n<script>1</script>`, 'latin1'))
  })
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve))
  const allowed = `up.localhost:${(upstream.address() as AddressInfo).port}`
  ferry = await startFerry({ page, dataDir: join(folder, 'data'), port: 0, allowHosts: [allowed] })
  port = Number(new URL(ferry.url).port)
})
afterAll(async () => {
  await ferry.close()
  await new Promise((closed) => upstream.close(closed))
  rmSync(folder, { recursive: true })
})

const disposition = Buffer.from('attachment; filename="报告.html"').toString('latin1')
/** What an object, or a host that answers for it, would like to do to the page's origin. */
const hostile = [
  'HTTP/1.1 200 OK',
  // The order in which web servers send these two.
  'content-length: 18',
  `content-disposition: ${disposition}`,
  'content-type: text/html',
  `x-oss-meta-a: ${Buffer.from('值').toString('latin1')}`,
  'set-cookie: ferry-start=evil; Path=/',
  'clear-site-data: "*"',
  'service-worker-allowed: /',
  "content-security-policy: default-src * 'unsafe-inline'",
  'refresh: 0; url=http://evil.example/',
  'link: <http://evil.example/>; rel=preload',
  'x-content-type-options: sniff',
  'Access-Control-Allow-Origin: *',
  'cross-origin-resource-policy: cross-origin',
  'connection: close',
].join('\r\n')

type Asked = {
  path?: string
  method?: string
  host?: string
  headers?: Record<string, string>
  at?: string
  in?: RunningFerry
}
type Answer = { status: number; headers: IncomingHttpHeaders; body: string }

/** A request in these words: fetch would set a Host of its own. */
function ask({
  path = '/',
  method = 'GET',
  host,
  headers = {},
  at = '127.0.0.1',
  in: there = ferry,
}: Asked): Promise<Answer> {
  const own = new URL(there.url)
  return new Promise((resolve, reject) => {
    const all = { host: host ?? own.host, ...headers }
    const sent = request({ host: at, port: own.port, path, method, headers: all }, (answer) => {
      let body = ''
      answer.on('data', (chunk) => {
        body += chunk
      })
      answer.on('error', reject)
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }))
    })
    sent.on('error', reject)
    sent.end()
  })
}

const pass = () => ({ cookie: `${ferry.cookie.name}=${ferry.cookie.value}` })
const toUpstream = () => ({
  'x-ferry-target': Buffer.from(`http://up.localhost:${(upstream.address() as AddressInfo).port}/k`).toString(
    'base64url',
  ),
  'x-ferry-headers': '',
})

describe('every answer says what may be done with it', () => {
  test.each<[string, () => Asked, number]>([
    ['the page', () => ({ headers: pass() }), 200],
    ['a picture of the page', () => ({ path: '/favicon.svg' }), 200],
    ['what is not there', () => ({ path: '/none' }), 404],
    ['a bad path', () => ({ path: '/%zz' }), 404],
    ['a method', () => ({ method: 'DELETE', path: '/favicon.svg' }), 405],
    ['no token', () => ({}), 403],
    ['a wrong token', () => ({ path: '/?start=wrong' }), 403],
    ['the token', () => ({ path: `/${new URL(ferry.startUrl).search}` }), 303],
    ['localhost', () => ({ host: `localhost:${port}` }), 307],
    ['a rebound name', () => ({ host: 'evil.example' }), 421],
    ['the demo key', () => ({ path: '/local-oss.json', headers: { ...pass(), 'sec-fetch-site': 'same-origin' } }), 200],
    ['no demo key', () => ({ path: '/local-oss.json' }), 403],
    ['no gateway', () => ({ path: '/gateway' }), 403],
    ['a refusal of the gateway', () => ({ path: '/gateway', headers: pass() }), 400],
    ['an answer of OSS', () => ({ path: '/gateway', headers: { ...pass(), ...toUpstream() } }), 200],
    ['a service worker', () => ({ path: '/sw.js', headers: { 'service-worker': 'script' } }), 200],
  ])('%s', async (_, asked, status) => {
    const { status: got, headers } = await ask(asked())
    expect(got).toBe(status)
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers).toMatchObject({
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
  })

  test('a page that asks why hears it, and is gone in a second whatever it says; thirty-two do at a time', async () => {
    const lines = Array.from({ length: 40 }, () => new WebSocket(`ws://127.0.0.1:${port}/gateway`, 'ferry-says-why'))
    const ends = await Promise.all(
      lines.map(
        (line) =>
          new Promise<string>((resolve) => {
            line.on('open', () => line.send('[{"id":1,"url":"http://127.0.0.1:1/"}]'))
            line.on('message', () => resolve('answered'))
            line.on('close', (code, reason) => resolve(`${code} ${reason}`))
            line.on('error', ({ message }) => resolve(message))
          }),
      ),
    )
    expect(ends.filter((end) => end === '4403 NoStartToken').length).toBeGreaterThan(0)
    expect(ends.filter((end) => end !== '4403 NoStartToken' && !end.endsWith('response: 403'))).toEqual([])
    const other = new WebSocket(`ws://127.0.0.1:${port}/gateway`, 'ferry-says-why', { origin: 'http://evil.example' })
    await expect(new Promise((opened, refused) => other.on('open', opened).on('error', refused))).rejects.toThrow('403')
  })

  test('a socket that is refused, too', async () => {
    const line = new WebSocket(`ws://127.0.0.1:${port}/gateway`)
    const { statusCode, headers } = await new Promise<IncomingMessage>((resolve) =>
      line.on('unexpected-response', (_, answer) => resolve(answer)),
    )
    expect([statusCode, headers['content-security-policy']]).toEqual([
      403,
      expect.stringContaining("default-src 'none'"),
    ])
  })

  test.each([
    ['what is no request', 'nonsense\r\n\r\n', '400 Bad Request'],
    [
      'too many headers',
      `GET / HTTP/1.1\r\nx: ${'x'.repeat(256 * 1024 + 100)}\r\n\r\n`,
      '431 Request Header Fields Too Large',
    ],
  ])('%s, too', async (_, sent, status) => {
    const told = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(sent))
      let text = ''
      socket.on('data', (data) => {
        text += data
      })
      // What is still on its way to a closed connection is answered by a reset.
      socket.on('error', () => {})
      socket.on('close', () => resolve(text))
    })
    expect(told).toMatch(new RegExp(`^HTTP/1.1 ${status}\r\n`))
    expect(told).toContain("content-security-policy: default-src 'none'")
  })

  test('the page turns no text into scripts', async () => {
    const policy = String((await ask({ headers: pass() })).headers['content-security-policy'])
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types default;")
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*(unsafe|blob:|data:)|frame-src|object-src/)
  })

  test('what OSS answers is inert when it is opened, keeps its bytes, and does nothing to the page’s origin', async () => {
    const { headers, body } = await ask({ path: '/gateway', headers: { ...pass(), ...toUpstream() } })
    expect(body).toBe('<script>1</script>')
    expect(headers['content-security-policy']).toMatch(/^default-src 'none';.*; sandbox$/)
    expect(headers['content-disposition']).toBe(disposition)
    expect(Buffer.from(String(headers['x-oss-meta-a']), 'latin1').toString()).toBe('值')
    for (const name of [
      'set-cookie',
      'clear-site-data',
      'service-worker-allowed',
      'refresh',
      'link',
      'access-control-allow-origin',
    ])
      expect(headers).not.toHaveProperty(name)
  })
})

describe('who has the start token', () => {
  const wrong = 'A'.repeat(43)
  test.each<[string, () => Asked]>([
    ['nothing', () => ({})],
    ['a wrong token', () => ({ headers: { cookie: `${ferry.cookie.name}=${wrong}` } })],
    ['an empty one', () => ({ headers: { cookie: `${ferry.cookie.name}=` } })],
    ['half of it', () => ({ headers: { cookie: pass().cookie.slice(0, -20) } })],
    ['the cookie of another port', () => ({ headers: { cookie: `ferry-start-1=${ferry.cookie.value}` } })],
    ['a name of an object', () => ({ headers: { cookie: `constructor=${ferry.cookie.value}; __proto__=1` } })],
    ['the token in the address', () => ({ path: '?' })],
    ['another origin', () => ({ headers: { ...pass(), origin: 'http://evil.example' } })],
    ['the same name at another port', () => ({ headers: { ...pass(), origin: 'http://ferry.localhost:1' } })],
    ['no origin at all', () => ({ headers: { ...pass(), origin: 'null' } })],
    ['a picture on another site', () => ({ headers: { ...pass(), 'sec-fetch-site': 'cross-site' } })],
    ['another port of this site', () => ({ headers: { ...pass(), 'sec-fetch-site': 'same-site' } })],
    ['a rebound name', () => ({ host: 'evil.example', headers: pass() })],
    ['a name below', () => ({ host: `x.ferry.localhost:${port}`, headers: pass() })],
  ])('%s is not enough for key, gateway or socket', async (_, asked) => {
    const { headers = {}, host } = asked()
    for (const path of ['/local-oss.json', '/gateway']) {
      const answer = await ask({ ...asked(), path, headers: { ...headers, ...toUpstream() } })
      expect([answer.status, JSON.parse(answer.body).code]).toEqual([403, 'NoStartToken'])
    }
    const line = new WebSocket(`ws://127.0.0.1:${port}/gateway`, {
      headers: { host: host ?? new URL(ferry.url).host, ...headers },
    })
    await expect(new Promise((opened, refused) => line.on('open', opened).on('error', refused))).rejects.toThrow('403')
  })

  test('the address with it gives a cookie that scripts and other sites don’t get, and is without it at once', async () => {
    const { status, headers } = await ask({ path: `/${new URL(ferry.startUrl).search}` })
    expect([status, headers.location, headers['clear-site-data']]).toEqual([303, '/', '"cache"'])
    const { name, value } = ferry.cookie
    expect(headers['set-cookie']).toEqual([`${name}=${value}; Path=/; HttpOnly; SameSite=Strict`])
    expect((await ask({ headers: pass() })).body).toContain('the page')
  })

  test('an old token in a kept address is no obstacle for who was let in', async () => {
    const { status, headers } = await ask({ path: '/?start=old', headers: pass() })
    expect([status, headers.location]).toEqual([303, '/'])
  })

  test('without it the page says in words what to do, in both languages', async () => {
    expect((await ask({})).body).toContain('Open the address that Ferry printed')
    const chinese = await ask({ headers: { 'accept-language': 'zh-CN,zh;q=0.9' } })
    expect(chinese.body).toContain('请打开 Ferry 启动时显示的地址')
    expect(chinese.body).not.toContain('<script')
  })

  test('a link from another site, which comes without the cookie, asks again by itself', async () => {
    const elsewhere = { 'sec-fetch-site': 'cross-site' }
    expect((await ask({ headers: elsewhere })).body).toContain('<script>location.replace(')
    expect((await ask({ path: '/?again', headers: elsewhere })).body).not.toContain('<script')
    expect((await ask({ path: '/?again', headers: pass() })).headers.location).toBe('/')
  })

  test('the file of the token is its owner’s', async () => {
    expect(statSync(join(folder, 'data/start-token')).mode & 0o777).toBe(0o600)
  })
})

describe('the address', () => {
  test('has a name of its own; localhost, which any program shares, leads to it', async () => {
    expect(ferry.url).toBe(`http://ferry.localhost:${port}/`)
    for (const [path, to] of [
      ['/', '/'],
      ['/?start=x', '/?start=x'],
      ['//evil.example/', '/evil.example/'],
    ] as const) {
      const { headers } = await ask({ host: `localhost:${port}`, path })
      expect(headers.location).toBe(`http://ferry.localhost:${port}${to}`)
    }
    const { headers } = await ask({ host: `localhost:${port}`, path: 'http://evil.example/' })
    expect(headers.location).toBe(`http://ferry.localhost:${port}/`)
  })

  test.each(['127.0.0.1', '::1'])('answers at %s, by name and by number', async (at) => {
    expect((await ask({ at, headers: pass() })).body).toContain('the page')
    const number = at === '::1' ? `[::1]:${port}` : `127.0.0.1:${port}`
    expect((await ask({ at, host: number, headers: pass() })).body).toContain('the page')
  })

  test.each(['127.0.0.1', '::1'])('is refused in words when another program has the port at %s', async (host) => {
    const other = createNetServer()
    await new Promise<void>((resolve) => other.listen(0, host, resolve))
    const taken = (other.address() as AddressInfo).port
    const start = startFerry({ page, dataDir: join(folder, `taken${host.length}`), port: taken, ossPort: 0 })
    await expect(start).rejects.toThrow(`Port ${taken} is taken.`)
    await new Promise((closed) => other.close(closed))
  })

  test('a service worker of another program is answered by one that goes', async () => {
    const { headers, body } = await ask({ path: '/planted/sw.js', headers: { 'service-worker': 'script' } })
    expect([headers['content-type'], headers['cache-control']]).toEqual(['text/javascript; charset=utf-8', 'no-store'])
    expect(body).toContain('registration.unregister()')
  })
})
