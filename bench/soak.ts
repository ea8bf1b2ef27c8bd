import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv, exit, stdout } from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'

/**
 * `npm run bench -- soak [REQUESTS]` (300 000 unless it is said): an hour of use in some minutes. Requests of every kind to page, gateway, socket and local OSS, and a
 * socket that is opened and cut for every 150 of them; says what the server has kept of it. Ends with 1 when a limit is broken.
 */
const REQUESTS = Number(argv[3] ?? 300_000)
const SOCKETS = Math.ceil(REQUESTS / 150)
const AT_ONCE = 32
/** The first of it fills what is filled once: code that is compiled, tables, connections that are kept. */
const WARM_UP = Math.ceil(REQUESTS / 10)
const MOST_GROWTH = 1.15
/** Milliseconds for which the local OSS keeps a connection, and a little. */
const KEPT = 62_000

type Told = { numberUrl: string; cookie: { name: string; value: string }; ossPort: number; pid: number }
type Reading = { memory: number; heap: number; descriptors: number }

const directory = mkdtempSync(join(tmpdir(), 'bench-soak-'))
mkdirSync(join(directory, 'page'))
writeFileSync(join(directory, 'page', 'index.html'), 'the page')
const { child, told } = await start()
const { host, port } = new URL(told.numberUrl)
const cookie = `${told.cookie.name}=${told.cookie.value}`
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
const target = (path: string) => `http://ferry-photos.oss-cn-hangzhou.localhost:${told.ossPort}${path}`

await work(WARM_UP)
await quiet()
const before = await ask<Reading>('reading')
const began = performance.now()
await Promise.all([work(REQUESTS - WARM_UP), cutSockets(SOCKETS)])
const seconds = (performance.now() - began) / 1000
await quiet()
const after = await ask<Reading>('reading')
await stop()
agent.destroy()
rmSync(directory, { recursive: true })
const isHeld = report()
exit(isHeld ? 0 : 1)

/** One of each kind in turn. */
async function work(count: number): Promise<void> {
  const line = await openLine()
  const kinds: ((n: number) => Promise<unknown>)[] = [
    (n) => line.ask({ url: target(`/?list-type=2&max-keys=100&prefix=${n % 9}`) }),
    (n) => line.ask({ url: target(`/none-${n}`), method: 'HEAD' }),
    (n) => line.ask({ url: n % 2 ? 'http://evil.example/' : `http://x.localhost:${told.ossPort}/` }),
    () => send({ path: '/' }),
    (n) => send({ path: `/none-${n}` }),
    (n) => send({ path: '/gateway', headers: through(target(`/none-${n}`)) }),
    (n) => send({ path: '/gateway', method: 'PUT', headers: through(target(`/none-${n}`)), body: 'x'.repeat(5000) }),
    () => send({ path: '/gateway', headers: through('http://evil.example/') }),
    () => send({ path: '/local-oss.json' }),
  ]
  let next = 0
  const one = async () => {
    for (let n = next++; n < count; n = next++) await kinds[n % kinds.length]?.(n)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, one))
  line.close()
}

function through(url: string) {
  return { 'x-ferry-target': Buffer.from(url).toString('base64url'), 'x-ferry-headers': '' }
}

type Sent = { path: string; method?: string; headers?: Record<string, string>; body?: string }

function send({ path, method = 'GET', headers = {}, body }: Sent): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path, method, agent, headers: { host, cookie, ...headers } },
      (answer) => answer.resume().on('end', resolve).on('error', reject),
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

function open(): WebSocket {
  return new WebSocket(`ws://${host}/gateway`, { headers: { cookie } })
}

async function openLine() {
  const socket = open()
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject))
  const waiting = new Map<number, () => void>()
  let last = 0
  socket.on('message', (data: Buffer) => {
    const heads: { id: number }[] = JSON.parse(String(data.subarray(4, 4 + data.readUInt32BE(0))))
    for (const { id } of heads) waiting.get(id)?.()
    for (const { id } of heads) waiting.delete(id)
  })
  return {
    ask: (message: object) =>
      new Promise<void>((resolve) => {
        last += 1
        waiting.set(last, resolve)
        socket.send(JSON.stringify([{ id: last, ...message }]))
      }),
    close: () => socket.close(),
  }
}

/** Half of them in the middle of a request, half before they are sockets. */
async function cutSockets(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await (n % 2 ? cutLine() : cutHead(n))
}

async function cutLine(): Promise<void> {
  const socket = open()
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject))
  socket.send(JSON.stringify([{ id: 1, url: target('/') }]))
  const gone = new Promise((resolve) => socket.on('close', resolve))
  socket.terminate()
  await gone
}

async function cutHead(n: number): Promise<void> {
  const socket = connect(Number(port), '127.0.0.1')
  const gone = new Promise((resolve) => socket.on('close', resolve))
  socket.on('error', () => {})
  const head = `GET /gateway HTTP/1.1\r\nHost: ${host}\r\nCookie: ${n % 4 ? cookie : ''}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n`
  socket.write(n % 3 ? `${head}\r\n` : head, () => socket.resetAndDestroy())
  await gone
}

/** What was cut is gone on the other side too, and the connections that are kept for a next request have ended. */
async function quiet(): Promise<void> {
  agent.destroy()
  await sleep(KEPT)
}

async function start(): Promise<{ child: ChildProcess; told: Told }> {
  const args = [join(directory, 'page'), join(directory, 'data')]
  const execArgv = ['--import', 'tsx', '--expose-gc']
  const child = fork(new URL('./soakProcess.ts', import.meta.url), args, { execArgv })
  return { child, told: await new Promise((ready) => child.once('message', (message) => ready(message as Told))) }
}

async function stop(): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.send('stop')
  await ended
}

function ask<T>(name: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('The server has ended'))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      resolve(message as T)
    })
    child.send(name)
  })
}

function report(): boolean {
  const growth = after.memory / before.memory
  const heap = after.heap / before.heap
  const held = [growth <= MOST_GROWTH, heap <= MOST_GROWTH, after.descriptors <= before.descriptors]
  const mib = (bytes: number) => (bytes / 1024 ** 2).toFixed(0)
  const lines = [
    `  ${REQUESTS} requests, ${SOCKETS} sockets opened and cut, ${(REQUESTS / seconds).toFixed(0)}/s, one process (${told.pid})`,
    `${held[0] ? ' ' : '!'} memory ${mib(before.memory)} → ${mib(after.memory)} MiB: x${growth.toFixed(2)}  (at most x${MOST_GROWTH})`,
    `${held[1] ? ' ' : '!'} heap ${mib(before.heap)} → ${mib(after.heap)} MiB: x${heap.toFixed(2)}  (at most x${MOST_GROWTH})`,
    `${held[2] ? ' ' : '!'} descriptors ${before.descriptors} → ${after.descriptors}  (not more)`,
  ]
  stdout.write(`${lines.join('\n')}\n`)
  return held.every(Boolean)
}
