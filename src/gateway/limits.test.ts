import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { limits } from './limits.ts'
import { type RunningFerry, startFerry } from './startFerry.ts'

const folder = mkdtempSync(join(tmpdir(), 'limits-'))
const usual = { ...limits }
let store: Server
let ferry: RunningFerry

beforeAll(async () => {
  // The same rules, at a tenth or a hundredth of their size.
  Object.assign(limits, { head: 300, idleBody: 500, sockets: 5, ping: 200 })
  mkdirSync(join(folder, 'page'))
  writeFileSync(join(folder, 'page', 'index.html'), 'the page')
  store = createServer((request, response) => {
    let length = 0
    request.on('data', (piece) => {
      length += piece.length
    })
    request.on('end', () => response.end(String(length)))
    request.on('error', () => {})
  })
  await new Promise<void>((done) => store.listen(0, '127.0.0.1', done))
  ferry = await startFerry({
    page: join(folder, 'page'),
    dataDir: join(folder, 'data'),
    noLocal: true,
    port: 0,
    allowHosts: [storeAt()],
  })
})
afterAll(async () => {
  Object.assign(limits, usual)
  await ferry.close()
  store.closeAllConnections()
  await new Promise((done) => store.close(done))
  rmSync(folder, { recursive: true })
})

const storeAt = () => `store.localhost:${(store.address() as AddressInfo).port}`
const cookie = () => `${ferry.cookie.name}=${ferry.cookie.value}`
const port = () => Number(new URL(ferry.numberUrl).port)

/** All that comes back until the connection ends. */
function begin(bytes: string) {
  const socket = connect(port(), '127.0.0.1')
  let text = ''
  socket.on('data', (piece) => {
    text += piece
  })
  socket.on('error', () => {})
  socket.write(bytes)
  return { socket, ended: new Promise<string>((done) => socket.on('close', () => done(text))) }
}

const upload = (length: number) =>
  [
    'PUT /gateway HTTP/1.1',
    `Host: 127.0.0.1:${port()}`,
    `Cookie: ${cookie()}`,
    `x-ferry-target: ${Buffer.from(`http://${storeAt()}/k`).toString('base64url')}`,
    'x-ferry-headers:',
    'Connection: close',
    `Content-Length: ${length}`,
  ].join('\r\n')

test('500 half-sent heads are told that it is too late, and are gone', async () => {
  const halves = ['', 'G', 'GET / HTTP/1.1\r\n', 'GET /gateway HTTP/1.1\r\nHost: x\r\nUpgrade: w']
  const all = Array.from({ length: 500 }, (_, n) => begin(halves[n % halves.length] ?? ''))
  const told = await Promise.all(all.map(({ ended }) => ended))
  expect(told.filter((text) => text.startsWith('HTTP/1.1 408')).length).toBeGreaterThanOrEqual(375)
})

test('a body that stands still is given up; one that comes slowly arrives, longer than that takes', async () => {
  const still = begin(`${upload(100)}\r\n\r\nhalf`)
  const slow = begin(`${upload(10)}\r\n\r\n`)
  let sent = 0
  const timer = setInterval(() => {
    slow.socket.write('x')
    sent += 1
    if (sent === 10) clearInterval(timer)
  }, 100)
  expect(await still.ended).toBe('')
  expect(await slow.ended).toMatch(/^HTTP\/1.1 200 OK[\s\S]*\b10\b[\s\S]*$/)
})

test('a socket more than there may be is refused, and one that answers no ping is cut', async () => {
  const open = (more = {}) =>
    new WebSocket(`${ferry.numberUrl.replace('http', 'ws')}gateway`, { headers: { cookie: cookie() }, ...more })
  const silent = Array.from({ length: 5 }, () => open({ autoPong: false }))
  const cut = Promise.all(silent.map((line) => new Promise((done) => line.on('close', done))))
  await Promise.all(silent.map((line) => new Promise((done) => line.on('open', done))))
  const sixth = open()
  expect(String(await new Promise((done) => sixth.on('error', done)))).toContain('503')
  expect(await cut).toEqual([1006, 1006, 1006, 1006, 1006])
})
