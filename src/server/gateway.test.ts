import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createGateway } from './gateway.ts'

let store: Server
let gateway: Server
let seen: IncomingMessage[]
let answer: (request: IncomingMessage, response: ServerResponse) => void

const listen = (server: Server) =>
  new Promise<number>((resolve) => server.listen(0, '127.0.0.1', () => resolve(portOf(server))))
const portOf = (server: Server) => (server.address() as AddressInfo).port
const close = (server: Server) => {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(resolve))
}

beforeEach(async () => {
  seen = []
  answer = (_request, response) => response.end('ok')
  store = createServer((incoming, response) => {
    seen.push(incoming)
    answer(incoming, response)
  })
  await listen(store)
  const handler = createGateway({ allowHosts: [`*.localhost:${portOf(store)}`, 'localhost:1'] })
  gateway = createServer(handler)
  await listen(gateway)
})
afterEach(() => Promise.all([close(store), close(gateway)]))

type Sent = { url?: string; method?: string; headers?: Record<string, string>; body?: string | Buffer; named?: string }

/** node:http, because fetch would set headers of its own and refuse a Host. */
function send({ url, method = 'GET', headers = {}, body, named }: Sent) {
  const target = url ?? `http://b.oss-cn-hangzhou.localhost:${portOf(store)}/k`
  const all = {
    'x-ferry-target': Buffer.from(target).toString('base64url'),
    'x-ferry-headers': named ?? Object.keys(headers).join(','),
    ...headers,
  }
  return new Promise<{ status: number; headers: IncomingMessage['headers']; body: string }>((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: portOf(gateway), path: '/gateway', method, headers: all },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

test.each(['/a/../b', '/a//b', '/%E4%B8%AD%2F?x=%20+&y', '/./', '/a?b=//../c'])(
  '%j arrives as it was sent',
  async (path) => {
    await send({ url: `http://b.oss-cn-hangzhou.localhost:${portOf(store)}${path}` })
    expect(seen[0]?.url).toBe(path)
    expect(seen[0]?.headers.host).toBe(`b.oss-cn-hangzhou.localhost:${portOf(store)}`)
  },
)

test('only what the page named goes on, in the same bytes', async () => {
  const meta = Buffer.from('李白').toString('latin1')
  const headers = {
    'x-oss-meta-a': meta,
    'cache-control': 'no-cache',
    cookie: 'c=1',
    authorization: 'OSS4 x',
    referer: 'r',
  }
  await send({ method: 'PUT', headers, named: 'x-oss-meta-a,authorization', body: Buffer.from('body') })
  const arrived = seen[0]?.headers ?? {}
  expect(Object.keys(arrived).sort()).toEqual([
    'accept-encoding',
    'authorization',
    'connection',
    'content-length',
    'host',
    'x-oss-meta-a',
  ])
  expect(Buffer.from(String(arrived['x-oss-meta-a']), 'latin1').toString()).toBe('李白')
})

test('body, status and every header come back', async () => {
  answer = (incoming, response) => {
    response.writeHead(409, { 'x-oss-request-id': 'R', 'x-oss-meta-b': Buffer.from('值').toString('latin1') })
    incoming.pipe(response)
  }
  const got = await send({ method: 'POST', body: Buffer.alloc(300_000, 'x') })
  expect([got.status, got.headers['x-oss-request-id'], got.body.length]).toEqual([409, 'R', 300_000])
  expect(Buffer.from(String(got.headers['x-oss-meta-b']), 'latin1').toString()).toBe('值')
})

test.each([
  'http://example.com/',
  'http://127.0.0.1:22/',
  'http://evil-aliyuncs.com/',
  'https://b.oss.aliyuncs.com.evil.com/',
  'http://x@localhost:1/',
  'file:///etc/passwd',
])('%s is not forwarded', async (url) => {
  const got = await send({ url })
  expect(got.headers['x-ferry-error']).toBe('1')
  expect(got.status).toBeGreaterThanOrEqual(400)
  expect(seen).toEqual([])
})

test('a request that is not the page’s own is refused', async () => {
  const port = portOf(gateway)
  const refused = [
    await send({ headers: { host: 'rebound.example.com' } }),
    await send({ headers: { origin: 'http://example.com' } }),
    await fetch(`http://127.0.0.1:${port}/gateway`).then((response) => ({ status: response.status })),
  ]
  expect(refused.map(({ status }) => status)).toEqual([400, 400, 400])
  expect(seen).toEqual([])
})

test('the page may use other names of the same place, and read everything', async () => {
  const host = `ferry-1.localhost:${portOf(gateway)}`
  const origin = `http://localhost:${portOf(gateway)}`
  const asked = await send({ method: 'OPTIONS', headers: { host, origin } })
  expect([asked.status, asked.headers['access-control-allow-origin']]).toEqual([204, origin])
  const got = await send({ headers: { host, origin }, named: '' })
  expect([
    got.status,
    got.headers['access-control-allow-origin'],
    got.headers['access-control-expose-headers'],
  ]).toEqual([200, origin, '*'])
})

test('a store that is not there is named, and not taken for an answer of OSS', async () => {
  const got = await send({ url: 'http://localhost:1/' })
  expect([got.status, got.headers['x-ferry-error'], JSON.parse(got.body)]).toEqual([
    502,
    '1',
    { code: 'UpstreamUnreachable', cause: 'ECONNREFUSED' },
  ])
})

test('a connection that breaks on the way breaks for the page too', async () => {
  answer = (incoming) => incoming.socket.resetAndDestroy()
  await expect(send({})).rejects.toThrow()
  answer = (_incoming, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('half', () => response.socket?.destroy())
  }
  await expect(send({})).rejects.toThrow()
})

test('a page that goes away takes its request along', async () => {
  const gone = new Promise<void>((resolve) => {
    answer = (incoming) => incoming.on('close', () => resolve())
  })
  const stop = new AbortController()
  const headers = {
    'x-ferry-target': Buffer.from(`http://b.localhost:${portOf(store)}/`).toString('base64url'),
    'x-ferry-headers': '',
  }
  const sent = fetch(`http://127.0.0.1:${portOf(gateway)}/`, { headers, signal: stop.signal }).catch(() => 'stopped')
  await expect.poll(() => seen.length).toBe(1)
  stop.abort()
  expect(await sent).toBe('stopped')
  await gone
})
