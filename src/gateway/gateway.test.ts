import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { throughGateway } from '../../test/gatewayTransport.ts'
import { createGateway, type Gateway } from './gateway.ts'

let store: Server
let gateway: Server
let made: Gateway
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
  made = createGateway({ allowHosts: [`*.localhost:${portOf(store)}`, 'localhost:1'] })
  gateway = createServer(made.handle).on('upgrade', made.upgrade)
  await listen(gateway)
})
afterEach(() => {
  made.close()
  return Promise.all([close(store), close(gateway)])
})

type Sent = {
  url?: string
  method?: string
  headers?: Record<string, string>
  body?: string | Buffer
  named?: string
  pairs?: [string, string][]
}

/** node:http, because fetch would set headers of its own and refuse a Host. */
function send({ url, method = 'GET', headers = {}, body, named, pairs }: Sent) {
  const target = url ?? `http://b.oss-cn-hangzhou.localhost:${portOf(store)}/k`
  const all = {
    'x-ferry-target': Buffer.from(target).toString('base64url'),
    'x-ferry-headers': named ?? Object.keys(headers).join(','),
    ...headers,
  }
  return new Promise<{ status: number; headers: IncomingMessage['headers']; body: string }>((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: portOf(gateway), path: '/gateway', method, headers: pairs ? raw(all, pairs) : all },
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

/** A list of names and values, which Node writes as it stands. */
const raw = (headers: Record<string, string>, pairs: [string, string][]) => [
  ...['host', `localhost:${portOf(gateway)}`],
  ...Object.entries(headers).flat(),
  ...pairs.flat(),
]

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

const disposition = `attachment; filename="${Buffer.from('报告').toString('latin1')}\xb1\xa8.pdf"`
/** Raw, with the length first, as web servers send it. */
const answerNamed = (_incoming: IncomingMessage, response: ServerResponse) => {
  const head = `HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Disposition: ${disposition}\r\n\r\n`
  response.socket?.write(`${head}ok`, 'latin1')
}

test('an answer with a name in any bytes comes back as it is, whatever the order of its headers', async () => {
  answer = answerNamed
  const got = await send({})
  expect([got.status, got.headers['content-disposition'], got.body]).toEqual([200, disposition, 'ok'])
})

test('a name in any bytes arrives as it is, whatever the order of the headers', async () => {
  const headers = { 'content-length': '4', 'content-disposition': disposition }
  const pairs = Object.entries({ 'content-disposition': disposition, 'content-length': '4' })
  await send({ method: 'PUT', pairs, named: Object.keys(headers).join(','), body: Buffer.from('body') })
  expect(seen[0]?.headers).toMatchObject(headers)
})

/** The line: what the page's own transport makes of it. */
const never = new AbortController().signal
const asked = { url: '', method: 'GET', headers: {}, timeout: 5000, signal: never }
const onLine = () => throughGateway(`http://localhost:${portOf(gateway)}/gateway`)
const at = (path = '/k') => `http://b.oss-cn-hangzhou.localhost:${portOf(store)}${path}`

test.each(['/a/../b', '/a//b', '/%E4%B8%AD%2F?x=%20+&y'])('on the line, %j arrives as it was sent', async (path) => {
  const meta = Buffer.from('李白').toString('latin1')
  answer = (incoming, response) => {
    response.writeHead(409, { 'x-oss-meta-b': meta })
    incoming.pipe(response)
  }
  const headers = { 'x-oss-meta-a': meta, connection: 'close', 'content-length': '1' }
  const got = await onLine()({ ...asked, method: 'POST', url: at(path), headers, body: '<李白/>' })
  expect([seen[0]?.url, seen[0]?.headers['x-oss-meta-a'], seen[0]?.headers.connection]).toEqual([
    path,
    meta,
    'keep-alive',
  ])
  expect([got.status, got.headers['x-oss-meta-b'], new TextDecoder().decode(got.data)]).toEqual([409, meta, '<李白/>'])
})

test('on the line, a name in any bytes travels as it is both ways', async () => {
  answer = answerNamed
  const headers = { 'content-length': '4', 'content-disposition': disposition }
  const got = await onLine()({ ...asked, method: 'PUT', url: at(), headers, body: 'body' })
  expect(seen[0]?.headers['content-disposition']).toBe(disposition)
  expect(got.headers['content-disposition']).toBe(disposition)
})

test('on the line, what is no request is answered as that, and the line goes on', async () => {
  const transport = onLine()
  const bad = await transport({ ...asked, url: at(), headers: { authorization: 'OSS4 \u0001' } })
  expect(bad.failure).toMatchObject({ kind: 'gateway', code: 'BadGatewayRequest' })
  expect((await transport({ ...asked, url: at() })).status).toBe(200)
})

test('on the line, a hundred requests fly at the same time, and each gets its own answer', async () => {
  const held: (() => void)[] = []
  answer = (incoming, response) => {
    held.push(() => response.end(incoming.url))
    if (held.length === 100) for (const go of held.reverse()) go()
  }
  const transport = onLine()
  const all = Array.from({ length: 100 }, (_, n) => transport({ ...asked, url: at(`/${n}`) }))
  const texts = (await Promise.all(all)).map(({ data }) => new TextDecoder().decode(data))
  expect(texts).toEqual(Array.from({ length: 100 }, (_, n) => `/${n}`))
})

test('on the line, what went wrong is told apart', async () => {
  const transport = onLine()
  const failureOf = async (url: string, timeout = 5000) => {
    const { failure } = await transport({ ...asked, url, timeout })
    return [failure?.kind, failure?.code]
  }
  expect(await failureOf('http://example.com/')).toEqual(['gateway', 'TargetNotAllowed'])
  expect(await failureOf('file:///etc/passwd')).toEqual(['gateway', 'BadGatewayRequest'])
  expect(await failureOf('http://localhost:1/')).toEqual(['gateway', 'UpstreamUnreachable'])
  answer = (incoming) => incoming.socket.resetAndDestroy()
  expect(await failureOf(at())).toEqual(['network', 'NetworkError'])
  answer = (_incoming, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('half', () => response.socket?.destroy())
  }
  expect(await failureOf(at())).toEqual(['network', 'NetworkError'])
  answer = () => {}
  expect(await failureOf(at(), 50)).toEqual(['timeout', 'RequestTimeout'])
  answer = () => made.close()
  expect(await failureOf(at())).toEqual(['network', 'NetworkError'])
  answer = (_incoming, response) => response.end('again')
  expect((await transport({ ...asked, url: at() })).status).toBe(200)
})

test('on the line, a request that is stopped is let go', async () => {
  const gone = new Promise<void>((resolve) => {
    answer = (incoming) => incoming.on('close', () => resolve())
  })
  const stop = new AbortController()
  const sent = onLine()({ ...asked, url: at(), signal: stop.signal })
  await expect.poll(() => seen.length).toBe(1)
  stop.abort(new Error('stopped'))
  await expect(sent).rejects.toThrow('stopped')
  await gone
})

test('on the line, a request waits while as many as it says are under way, and one that is stopped never leaves', async () => {
  const held: (() => void)[] = []
  answer = (_incoming, response) => held.push(() => response.end())
  const transport = throughGateway(`http://localhost:${portOf(gateway)}/gateway`, () => 2)
  const stop = new AbortController()
  const sent = [0, 1, 2, 3].map((n) =>
    transport({ ...asked, url: at(`/${n}`), ...(n === 2 && { signal: stop.signal }) }),
  )
  const stopped = expect(sent[2]).rejects.toThrow('stopped')
  const paths = () => seen.map(({ url }) => url)
  await expect.poll(paths).toEqual(['/0', '/1'])
  stop.abort(new Error('stopped'))
  await stopped
  held[0]?.()
  await expect.poll(paths).toEqual(['/0', '/1', '/3'])
  for (const go of held) go()
  expect((await Promise.all([sent[0], sent[1], sent[3]])).map((got) => got?.status)).toEqual([200, 200, 200])
})

test.each([
  ['a page of another origin', { origin: 'http://example.com' }],
  ['a page at another port', { origin: 'http://localhost:1' }],
  ['a name that was rebound', { host: 'rebound.example.com' }],
])('%s opens no line', async (_who, headers) => {
  const line = new WebSocket(`ws://127.0.0.1:${portOf(gateway)}/gateway`, { headers })
  const refused = await new Promise((resolve) => line.on('error', resolve))
  expect(String(refused)).toContain('403')
})

test.each(['no JSON', '{}', '[1]', '[{}]', 'null'])('on the line, %j ends it', async (text) => {
  const line = new WebSocket(`ws://localhost:${portOf(gateway)}/gateway`)
  line.on('open', () => line.send(text))
  expect(await new Promise((resolve) => line.on('close', resolve))).toBe(1007)
})
