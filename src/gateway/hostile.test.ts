import { createServer as createHttp } from 'node:http'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { throughGateway } from '../../test/gatewayTransport.ts'
import { createGateway, type Gateway } from './gateway.ts'
import { limits } from './limits.ts'

/** What comes from a store or a page that means no good. A process that would end here ends the test run. */
let store: Server
let server: ReturnType<typeof createHttp>
let gateway: Gateway
/** What the store does with a connection on which a request came. */
let behave: (socket: Socket, asked: string) => void

const portOf = (one: Server | ReturnType<typeof createHttp>) => (one.address() as AddressInfo).port
const url = (path = '/k') => `http://b.localhost:${portOf(store)}${path}`
const asked = { url: '', method: 'GET', headers: {}, timeout: 5000, signal: new AbortController().signal }
const onLine = () => throughGateway(`http://localhost:${portOf(server)}/gateway`)

beforeAll(async () => {
  store = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', (data) => behave(socket, data.toString('latin1')))
  })
  const lookup = (_name: string, _options: unknown, done: (...args: never[]) => void) =>
    (done as (...args: unknown[]) => void)(null, [{ address: '127.0.0.1', family: 4 }])
  await new Promise<void>((done) => store.listen(0, '127.0.0.1', done))
  gateway = createGateway({ allowHosts: [`*.localhost:${portOf(store)}`], lookup: lookup as never })
  server = createHttp(gateway.handle).on('upgrade', gateway.upgrade)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
})
afterAll(async () => {
  gateway.close()
  server.closeAllConnections()
  await Promise.all([new Promise((done) => server.close(done)), new Promise((done) => store.close(done))])
})
beforeEach(() => {
  behave = (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
})

/** The status by HTTP, or `cut`. */
async function byHttp(): Promise<number | 'cut'> {
  const headers = { 'x-ferry-target': Buffer.from(url()).toString('base64url'), 'x-ferry-headers': '' }
  try {
    const answer = await fetch(`http://localhost:${portOf(server)}/gateway`, { headers })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return 'cut'
  }
}

/** The status on the line, or the kind of failure. */
async function byLine() {
  const { status, failure } = await onLine()({ ...asked, url: url() })
  return failure ? failure.kind : status
}

const OK = 'HTTP/1.1 200 OK\r\n'
const answers: [string, string][] = [
  ['status 000', 'HTTP/1.1 000 Nothing\r\nContent-Length: 0\r\n\r\n'],
  ['status 099', 'HTTP/1.1 099 Nothing\r\nContent-Length: 0\r\n\r\n'],
  ['a status of four digits', 'HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n'],
  ['a switch of protocols', 'HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nbytes'],
  ['a storm of interim answers', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(1000)],
  ['interim answers with headers, then nothing', 'HTTP/1.1 103 Early\r\nLink: <x>\r\n\r\n'.repeat(1000)],
  ['two lengths', `${OK}Content-Length: 2\r\nContent-Length: 3\r\n\r\nok`],
  ['a length that is none', `${OK}Content-Length: -1\r\n\r\nok`],
  ['length and chunks', `${OK}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\nok`],
  ['chunks that are none', `${OK}Transfer-Encoding: chunked\r\n\r\nzz\r\nok\r\n`],
  ['a chunk of more than all memory', `${OK}Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nok`],
  ['a truncated body', `${OK}Content-Length: 20\r\n\r\nok`],
  ['headers that are too large', `${OK}X: ${'x'.repeat(300_000)}\r\n\r\n`],
  ['a name that is none', `${OK}Bad Name\u0001: x\r\n\r\n`],
  ['a value with a NUL', `${OK}X: a\u0000b\r\nContent-Length: 0\r\n\r\n`],
  ['no HTTP', 'SSH-2.0-OpenSSH_9\r\n'],
  ['another version', 'HTTP/3.0 200 OK\r\nContent-Length: 0\r\n\r\n'],
  ['nothing', ''],
]

describe('an answer with', () => {
  test.each(answers)('%s is no answer, and the next request is served', async (_what, bytes) => {
    behave = (socket) => socket.end(bytes, 'latin1')
    expect(['cut', 502]).toContain(await byHttp())
    expect(['network', 'gateway']).toContain(await byLine())
    behave = (socket) => socket.end(`${OK}Content-Length: 2\r\n\r\nok`)
    expect([await byHttp(), await byLine()]).toEqual([200, 200])
  })

  const passed: [string, string][] = [
    ['a Chinese name behind the length', `${OK}Content-Length: 2\r\nContent-Disposition: x="报告.pdf"\r\n\r\nok`],
    ['it twice', `${OK}Content-Length: 2\r\n${'content-disposition: 报\r\n'.repeat(2)}\r\nok`],
    ['any bytes in every header', `${OK}Content-Length: 2\r\nX-A: \u0080\u00ff\r\nEtag: 中\r\nLocation: 中\r\n\r\nok`],
    ['trailers', `${OK}Trailer: X-T\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-T: 中\r\n\r\n`],
    ['hundreds of headers', `${OK}Content-Length: 2\r\n${'x-oss-meta-a: 1\r\n'.repeat(500)}\r\nok`],
    ['a status that nobody knows', 'HTTP/1.1 799 中\r\nContent-Length: 2\r\n\r\nok'],
    ['a few interim answers', `${'HTTP/1.1 102 Processing\r\n\r\n'.repeat(9)}${OK}Content-Length: 2\r\n\r\nok`],
    ['no length', `${OK}Connection: close\r\n\r\nok`],
    ['a protocol to upgrade to', `${OK}Upgrade: h2c\r\nConnection: Upgrade\r\nContent-Length: 2\r\n\r\nok`],
  ]
  test.each(passed)('%s passes', async (_what, text) => {
    behave = (socket) => socket.end(Buffer.from(text))
    expect([200, 799]).toContain(await byHttp())
    expect([200, 799]).toContain(await byLine())
  })

  test('what would change the page’s origin is left out', async () => {
    const more =
      'Set-Cookie: a=b\r\nClear-Site-Data: "*"\r\nService-Worker-Allowed: /\r\nStrict-Transport-Security: max-age=9\r\n'
    behave = (socket) => socket.end(`${OK}${more}X-Kept: 1\r\nContent-Length: 2\r\n\r\nok`)
    const headers = { 'x-ferry-target': Buffer.from(url()).toString('base64url'), 'x-ferry-headers': '' }
    const answer = await fetch(`http://localhost:${portOf(server)}/gateway`, { headers })
    const names = [...answer.headers.keys()]
    expect(names).toContain('x-kept')
    expect(names.filter((name) => /cookie|site-data|worker|strict/.test(name))).toEqual([])
  })

  test('a reset after any number of its bytes is a broken connection', async () => {
    const whole = `${OK}Content-Length: 12\r\nX-A: 1\r\n\r\nhello, world`
    for (let length = 0; length < whole.length; length += 3) {
      behave = (socket) => socket.write(whole.slice(0, length), () => socket.resetAndDestroy())
      expect([await byHttp(), await byLine()]).toEqual(['cut', 'network'])
    }
  })
})

describe('on the socket', () => {
  const bad: unknown[] = [
    ...[5, null, {}, [], true].flatMap((value) => [
      { url: value },
      { url: '', body: value },
      { url: '', method: value },
    ]),
    ...[5, null, [], 'x', { a: 1 }, { a: null }, { a: { toString: 1 } }].map((headers) => ({ url: '', headers })),
    ...[0, -1, 1.5, 'x', null].map((among) => ({ url: '', among })),
    ...[5, null, {}, [], 'true', 1].map((base64) => ({ url: '', base64 })),
    ...['a', 'YWI', 'YW=I', 'Y WI=', 'YWI=\n', 'YWI=YWI=', '中中中中'].map((body) => ({
      url: '',
      base64: true,
      body,
    })),
    ...['', 'get', 'CONNECT', 'TRACE', 'GET / HTTP/1.1\r\n', '中'].map((method) => ({ url: '', method })),
  ].map((one) => [{ id: 1, ...one }])

  test.each([...bad, [{ id: 1.5 }], [{ id: '1' }], [null], [[]], 5, {}])('%j ends the line', async (message) => {
    const line = new WebSocket(`ws://localhost:${portOf(server)}/gateway`)
    line.on('open', () => line.send(JSON.stringify(message)))
    expect(await new Promise((resolve) => line.on('close', resolve))).toBe(1007)
  })

  test.each(['a\u0001', 'a\nb', 'a\r\nHost: x', '中'])(
    'a header %j is refused, and the line goes on',
    async (value) => {
      const send = onLine()
      const { failure } = await send({ ...asked, url: url(), headers: { authorization: value } })
      expect(failure?.code).toBe('BadGatewayRequest')
      expect((await send({ ...asked, url: url() })).status).toBe(200)
    },
  )

  test('names count whatever their capitals: the body has one length, the request one host', async () => {
    let head = ''
    behave = (socket, text) => {
      head += text
      if (head.endsWith('body')) socket.end(`${OK}Content-Length: 2\r\n\r\nok`)
    }
    const headers = {
      ...{ 'Transfer-Encoding': 'chunked', 'TRANSFER-ENCODING': 'x', 'Content-Length': '0', 'CONTENT-LENGTH': '99' },
      ...{ Host: 'evil', HOST: 'evil', Connection: 'x', Upgrade: 'x', TE: 'x', Expect: '100-continue', 'X-Kept': '1' },
    }
    await onLine()({ ...asked, method: 'PUT', url: url(), headers, body: 'body' })
    const names = head
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(':')[0]?.toLowerCase() ?? '')
    expect(names.filter(Boolean).toSorted()).toEqual(
      ['accept-encoding', 'connection', 'content-length', 'host', 'x-kept', 'body'].toSorted(),
    )
    expect(head).toContain(`host: b.localhost:${portOf(store)}\r\n`)
    expect(head).toContain('content-length: 4\r\n')
  })

  test('an answer that is too large is refused in words', async () => {
    behave = (socket) => {
      socket.write(`${OK}Content-Length: ${limits.answer + 1}\r\n\r\n`)
      socket.end(Buffer.alloc(limits.answer + 1))
    }
    const { failure } = await onLine()({ ...asked, url: url() })
    expect(failure).toMatchObject({ kind: 'gateway', code: 'AnswerTooLarge' })
  })

  test('more than may wait are refused in words', async () => {
    behave = () => {}
    const line = new WebSocket(`ws://localhost:${portOf(server)}/gateway`)
    const many = limits.flying + limits.waiting + 5
    line.on('open', () => line.send(JSON.stringify(Array.from({ length: many }, (_, id) => ({ id, url: url() })))))
    const text = await new Promise<string>((resolve) => line.on('message', (data) => resolve(String(data))))
    expect(text).toContain('TooManyRequests')
    line.terminate()
  })
})

test('a page whose upgrade is refused may reset its connection at any moment', async () => {
  const asks = ['GET /gateway', 'GET /other'].flatMap((line) =>
    ['Host: evil', 'Host: localhost', 'Host: localhost\r\nSec-WebSocket-Version: 99'].map(
      (host) => `${line} HTTP/1.1\r\n${host}`,
    ),
  )
  for (const ask of asks)
    for (const extra of ['', 'x'.repeat(70_000)]) {
      const socket = connect(portOf(server), '127.0.0.1')
      socket.on('error', () => {})
      const gone = new Promise((resolve) => socket.on('close', resolve))
      socket.write(`${ask}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n${extra}`, () =>
        socket.resetAndDestroy(),
      )
      await gone
    }
  expect(await byHttp()).toBe(200)
})

test('a body of unknown length is no second request, whatever the method', async () => {
  for (const method of ['GET', 'DELETE', 'PUT', 'POST', 'OPTIONS']) {
    let text = ''
    behave = (socket, piece) => {
      text += piece
      if (text.endsWith('0\r\n\r\n')) socket.end(`${OK}Content-Length: 2\r\n\r\nok`)
    }
    const target = Buffer.from(url()).toString('base64url')
    const head = `${method} /gateway HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nx-ferry-target: ${target}\r\nx-ferry-headers: \r\n`
    const socket = connect(portOf(server), '127.0.0.1')
    const body = 'GET /evil HTTP/1.1\r\n\r\n'
    socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`)
    const answer = await new Promise<string>((resolve) => socket.on('data', (data) => resolve(String(data))))
    socket.destroy()
    expect(answer).toContain('HTTP/1.1 200')
    expect(text).toContain('transfer-encoding: chunked')
  }
})

test('a public name that leads to a private address is refused, by HTTP and on the line', async () => {
  const headers = {
    'x-ferry-target': Buffer.from('https://b.oss-cn-hangzhou.aliyuncs.com/k').toString('base64url'),
    'x-ferry-headers': '',
  }
  const answer = await fetch(`http://localhost:${portOf(server)}/gateway`, { headers })
  expect([answer.status, await answer.json()]).toEqual([
    403,
    { code: 'TargetNotAllowed', cause: 'b.oss-cn-hangzhou.aliyuncs.com leads to 127.0.0.1' },
  ])
  const { failure } = await onLine()({ ...asked, url: 'https://b.oss-cn-hangzhou.aliyuncs.com/k' })
  expect(failure).toMatchObject({ kind: 'gateway', code: 'TargetNotAllowed' })
})
