/** What anybody may send to the server of the page, mixed from a seed: requests that are right, wrong, half or nothing, and sockets that are cut. */
import { Agent, request } from 'node:http'
import { WebSocket } from 'ws'
import { type Chance, chanceOf, inLanes, talk } from './fuzz.ts'

/** The server's port, what lets a browser in, and the endpoint of a store that its gateway may reach. */
export type Victim = { port: number; cookie: string; endpoint: string }
/** How it ended: with an answer, with a closed connection, or with neither in time. */
type End = 'answered' | 'closed' | 'hung'
type Ends = Record<End, number>

/** ms; longer than any bound of the server is but that of a head (30 s), which no message here waits for. */
const within = 20_000
const atOnce = 48

/** Sends so many requests, and opens and cuts so many sockets, in between. */
export async function flood(
  victim: Victim,
  { requests, sockets, seed }: { requests: number; sockets: number; seed: number },
) {
  const chance = chanceOf(seed)
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const ends: Ends = { answered: 0, closed: 0, hung: 0 }
  const every = sockets > 0 ? Math.max(1, Math.floor(requests / sockets)) : Infinity
  await inLanes(requests, atOnce, async (n) => {
    if (n % every === 0) ends[await cutSocket(victim, chance)] += 1
    ends[await (chance.below(4) === 0 ? sendRaw(victim, chance) : ask(victim, agent, chance))] += 1
  })
  agent.destroy()
  return ends
}

const paths = [
  '/',
  '/favicon.svg',
  '/none',
  '/healthz',
  '/local-oss.json',
  '/gateway',
  '/session-half/AAAAAAAAAAAAAAAAAAAAAA',
]
const targets = [
  '/',
  '/ferry-photos/README.md',
  '/a/../b',
  '/%00',
  '/?list-type=2',
  '/?uploads',
  `/${'x'.repeat(2000)}`,
]
const hosts = [
  '',
  'http://10.0.0.1',
  'http://127.0.0.1:1',
  'https://evil.example',
  'ftp://x',
  'javascript:',
  'http://[::1]:9',
  '\u0001',
]
const methods = ['GET', 'GET', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE']
const values = ['x', 'STS.\u00e9', '0', '-1', 'a'.repeat(4000), 'gzip, chunked', '*/*', '"', '%', '__proto__']

/** Whole requests, of which most make sense. */
function ask({ port, cookie, endpoint }: Victim, agent: Agent, { below, pick: of }: Chance): Promise<End> {
  const target = (below(3) === 0 ? of(hosts) : endpoint) + of(targets)
  const headers: Record<string, string> = {
    ...(below(5) > 0 && { cookie }),
    host: of([`127.0.0.1:${port}`, `127.0.0.1:${port}`, `ferry.localhost:${port}`, 'evil.example']),
    'x-ferry-target': Buffer.from(target).toString('base64url'),
    'x-ferry-headers': of(['', 'authorization', 'x-a,x-b', ',,,', 'constructor']),
    'sec-fetch-site': of(['same-origin', 'same-origin', 'none', 'cross-site']),
    'x-a': of(values),
    authorization: of(values),
  }
  const method = of(methods)
  return new Promise((resolve) => {
    const sent = request({ host: '127.0.0.1', port, agent, method, path: of(paths), headers, timeout: within })
    sent.on('response', (answer) => {
      answer.on('error', () => resolve('closed'))
      answer.on('close', () => resolve('answered'))
      answer.resume()
    })
    sent.on('timeout', () => sent.destroy(new Error('hung')))
    sent.on('error', ({ message }) => resolve(message === 'hung' ? 'hung' : 'closed'))
    sent.end(method === 'GET' || method === 'HEAD' ? undefined : 'x'.repeat(below(3000)))
  })
}

const broken = [
  'GET / HTTP/1.1\r\n\r\n',
  'GET / HTTP/9.9\r\nHost: x\r\n\r\n',
  'G\u0000T / HTTP/1.1\r\nHost: x\r\n\r\n',
  'POST /gateway HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'POST /gateway HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  'GET /gateway HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
  'GET /gateway HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\n\r\n',
  'CONNECT oss-cn-hangzhou.aliyuncs.com:443 HTTP/1.1\r\nHost: x\r\n\r\n',
  `GET / HTTP/1.1\r\nHost: x\r\n${'X-A: b\r\n'.repeat(3000)}\r\n`,
  `GET /${'a'.repeat(300_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
  '\u0016\u0003\u0001\u0002\u0000',
  '\r\n\r\n\r\n',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
]

/** Bytes that are no request, or not a whole one; some connections are reset, some are closed. */
async function sendRaw({ port }: Victim, { below, pick }: Chance): Promise<End> {
  const text = pick(broken)
  const resets = below(3) === 0
  const heard = await talk({ port, bytes: resets ? text.slice(0, below(text.length + 1)) : text, resets, within })
  if (heard === undefined) return 'hung'
  return heard === '' ? 'closed' : 'answered'
}

const messages: (string | Buffer)[] = [
  '',
  'x',
  '{}',
  '[]',
  '[null]',
  '[{"id":1}]',
  '[{"id":1,"url":"http://10.0.0.1/","method":"GET","headers":{},"body":"","among":1}]',
  '[{"id":"__proto__","url":7,"method":"G T","headers":[],"body":{}}]',
  '[{"leave":1}]',
  '['.repeat(5000),
  Buffer.from([0xff, 0xfe, 0, 1]),
  'x'.repeat(100_000),
]

/** A line that is opened by a page, or by nobody, says something and is cut. */
function cutSocket({ port, cookie }: Victim, { below, pick }: Chance): Promise<End> {
  return new Promise((resolve) => {
    const line = new WebSocket(`ws://127.0.0.1:${port}/gateway`, { headers: below(4) > 0 ? { cookie } : {} })
    const late = setTimeout(() => {
      line.terminate()
      resolve('hung')
    }, within)
    const give = (end: End) => {
      clearTimeout(late)
      line.terminate()
      resolve(end)
    }
    line.on('error', () => give('closed'))
    line.on('close', () => give('answered'))
    line.on('open', () => {
      for (let n = below(4); n >= 0; n -= 1) line.send(pick(messages))
      if (below(2) === 0) give('answered')
      else line.close()
    })
  })
}
