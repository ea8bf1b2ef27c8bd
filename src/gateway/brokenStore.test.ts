import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type FerryProcess, startFerryProcess } from '../../test/ferryProcess.ts'

/** What comes from behind: a store that means no good, against the server in a process of its own. The same messages in every run. */
const FROM_STORE = 2000
const AT_ONCE = 24
const MEMORY_WITH_ANSWERS = 300 * 1024 ** 2

const page = mkdtempSync(join(tmpdir(), 'store-gone-mad-'))
let ferry: FerryProcess
let store: Server
/** What the store sends to whoever asks it. */
let nonsense = ''

beforeAll(async () => {
  writeFileSync(join(page, 'index.html'), '<!doctype html>')
  store = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', () => socket.end(nonsense, 'latin1'))
  })
  await new Promise<void>((done) => store.listen(0, '127.0.0.1', done))
  ferry = await startFerryProcess(page, [storeAt()])
})

afterAll(async () => {
  await ferry.stop()
  await new Promise((done) => store.close(done))
  rmSync(page, { recursive: true })
})

const storeAt = () => `store.localhost:${(store.address() as AddressInfo).port}`
const openLine = () => new WebSocket(`ws://127.0.0.1:${ferry.port}/gateway`, { headers: { cookie: ferry.cookie } })

function randomOf(seed: number) {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)] as T
  return { next, pick }
}

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

/** Asks the store through the gateway by HTTP, and waits for whatever comes, or for the end of the connection. */
function askByHttp(): Promise<void> {
  return new Promise((resolve) => {
    const target = Buffer.from(`http://${storeAt()}/k`).toString('base64url')
    const head = [
      'GET /gateway HTTP/1.1',
      `Host: 127.0.0.1:${ferry.port}`,
      `Cookie: ${ferry.cookie}`,
      'Connection: close',
    ]
    const socket = connect(ferry.port, '127.0.0.1')
    socket.on('error', () => resolve()).on('close', () => resolve())
    socket.resume()
    socket.end(`${[...head, `x-ferry-target: ${target}`, 'x-ferry-headers:'].join('\r\n')}\r\n\r\n`)
  })
}

/** As the page does: it waits for its answer, whatever that is. */
function sayAndHear(message: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const line = openLine()
    line.on('open', () => line.send(message))
    line.on('message', () => {
      line.terminate()
      resolve()
    })
    line.on('error', reject)
    line.on('close', () => reject(new Error('The line was closed, and the request not answered')))
  })
}

test(`${FROM_STORE} answers of a store gone mad reach the page as an answer, a failure or a cut, and the process goes on`, async () => {
  const { next, pick } = randomOf(5)
  // One kind of answer at a time: all that are under way together get it.
  for (let done = 0; done < FROM_STORE; done += AT_ONCE) {
    const fields = Array.from({ length: Math.floor(next() * 5) }, () => pick(FIELDS))
    const whole = `${[pick(STARTS), ...fields].join('\r\n')}\r\n\r\n${pick(ENDS)}`
    const times = next() < 0.1 ? 200 : 1
    nonsense =
      next() < 0.3 ? whole.slice(0, Math.floor(next() * whole.length)) : whole.repeat(times).slice(0, 2_000_000)
    const count = Math.min(AT_ONCE, FROM_STORE - done)
    await Promise.all(
      Array.from({ length: count }, (_, n) =>
        n % 2 ? askByHttp() : sayAndHear(JSON.stringify([{ id: 1, url: `http://${storeAt()}/k` }])),
      ),
    )
  }
  expect([ferry.isAlive(), ferry.said()]).toEqual([true, ''])
})

test('Three quarters of a GiB of answers for a page that does not take them wait at the store', async () => {
  const size = 8 * 1024 ** 2
  const body = Buffer.alloc(size, 'x').toString('latin1')
  nonsense = `HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n${body}`
  const count = 96
  const line = openLine()
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
  expect(ferry.takes().memory).toBeLessThan(MEMORY_WITH_ANSWERS)
})
