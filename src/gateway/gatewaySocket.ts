import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { type AccessLog, logAccess } from './accessLog.ts'
import { type AnswerHead, type Answering, createAnswering, failed, failedOn } from './answering.ts'
import { type AnswerBudget, createAnswerMemory } from './answerMemory.ts'
import { nameAndPort, targetOf } from './hosts.ts'
import { limits } from './limits.ts'
import { type Message, readMessages } from './lineMessages.ts'
import { refuseOn } from './securityHeaders.ts'
import type { Upstream } from './upstream.ts'

type Flying = Map<number, ClientRequest>
type World = {
  upstream: Upstream
  log: AccessLog | undefined
  flying: Flying
  /** Whatever was begun and not told of yet. */
  unanswered: Set<number>
  share: AnswerBudget
  answer: Answering
  admit: () => void
}

/**
 * The gateway's line: one socket on which a page sends any number of signed requests at the same time, some in each message (a JSON
 * array), and gets the answers as they end, again some in a message (length of the heads, heads as a JSON array, bodies). For all but the
 * bytes of objects, which are streamed by requests of their own (`gateway.ts`). A page that goes away takes its requests along.
 */
export function createGatewaySocket(upstream: Upstream, log: AccessLog | undefined) {
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: limits.message })
  const shareOf = createAnswerMemory()
  const drains = new Map<WebSocket, () => Promise<void>>()
  const beat = setInterval(() => cutTheDead(server.clients), limits.ping).unref()
  return {
    open(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      if (server.clients.size >= limits.sockets) {
        refuseOn(socket, '503 Service Unavailable')
        return
      }
      // Until there is a line nobody else hears what goes wrong on its socket.
      socket.on('error', () => socket.destroy())
      server.handleUpgrade(request, socket, head, (line) => {
        drains.set(line, serve(line, { upstream, log, share: shareOf() }))
        line.on('close', () => drains.delete(line))
      })
    },
    async drain(): Promise<void> {
      await Promise.all([...drains.values()].map((drain) => drain()))
    },
    close(): void {
      clearInterval(beat)
      for (const line of server.clients) line.terminate()
    },
  }
}

const silent = new WeakSet<WebSocket>()

/** A page that has gone without a word answers no ping. */
function cutTheDead(lines: Set<WebSocket>): void {
  for (const line of lines) {
    if (silent.has(line)) line.terminate()
    else line.ping()
    silent.add(line)
  }
}

/** Serves one line. What it returns takes nothing more from it, and closes it when all that is under way has ended. */
function serve(line: WebSocket, means: Pick<World, 'upstream' | 'log' | 'share'>): () => Promise<void> {
  const flying: Flying = new Map()
  const answer = createAnswering(line, means.share)
  let waiting: Message[] = []
  let drained: (() => void) | undefined
  const admit = () => {
    while (waiting[0] && flying.size < Math.min(waiting[0].among, limits.flying)) begin(waiting.shift(), world)
    if (world.unanswered.size === 0 && waiting.length === 0) drained?.()
  }
  const world: World = { ...means, flying, unanswered: new Set(), answer, admit }
  line.on('pong', () => silent.delete(line))
  line.on('message', (data) => {
    silent.delete(line)
    const read = readMessages(data)
    if (!read) return line.close(1007)
    if (drained) return line.close(1001)
    for (const id of read.left) flying.get(id)?.destroy()
    const all = [...waiting, ...read.asked].filter(({ id }) => !read.left.has(id))
    waiting = keepWithin(giveBack(all, read.back, answer), answer)
    admit()
  })
  line.on('close', () => {
    waiting = []
    for (const request of flying.values()) request.destroy()
  })
  // A broken line is closed by `ws` itself.
  line.on('error', () => {})
  return () =>
    new Promise<void>((resolve) => {
      drained = resolve
      admit()
    })
      .then(() => answer.sent())
      .then(() => line.close(1001))
}

/** What has not left and must not any more goes back to the page; what is at OSS is answered as ever. */
function giveBack(all: Message[], back: Set<number>, answer: Answering): Message[] {
  if (back.size === 0) return all
  return all.filter(({ id }) => {
    if (back.has(id))
      answer.tell(failed(id, 'gateway', { code: 'TakenBack', cause: 'It was taken back before it left' }))
    return !back.has(id)
  })
}

/** Those that may wait; the others are told that it is too much. */
function keepWithin(all: Message[], answer: Answering): Message[] {
  let bytes = 0
  return all.filter(({ id, url, body }, place) => {
    bytes += url.length + body.length
    const fits = place < limits.waiting && bytes <= limits.waitingBytes
    if (!fits) answer.tell(failed(id, 'gateway', { code: 'TooManyRequests', cause: 'Too many requests wait' }))
    return fits
  })
}

function begin(message: Message | undefined, world: World): void {
  if (!message) return
  const { id, url, method, headers, body, base64 } = message
  const { upstream, flying, unanswered, share, answer, admit } = world
  const tell = (head: AnswerHead, body?: Buffer[]) => {
    answer.tell(head, body)
    unanswered.delete(id)
    admit()
  }
  if (unanswered.has(id)) {
    answer.tell(failed(id, 'gateway', { code: 'BadGatewayRequest', cause: 'This id is in use' }))
    return
  }
  unanswered.add(id)
  const bytes = Buffer.from(body, base64 ? 'base64' : 'utf8')
  const note = noter(world.log, message)
  const sent = upstream.send(
    { url, method, headers: { ...lowered(headers), 'content-length': String(bytes.length) } },
    {
      answered: (response) => {
        note(response)
        share.read(response).then(
          (chunks) => tell({ id, status: response.statusCode ?? 0, headers: headersOf(response) }, chunks),
          (error) => tell(failedOn(id, error)),
        )
      },
      failed: (error) => {
        note()
        tell(failedOn(id, error))
      },
    },
  )
  if ('code' in sent) {
    // Whoever admits goes on to the next by itself: thousands of these would be as many calls in one another.
    unanswered.delete(id)
    answer.tell(failed(id, 'gateway', sent))
    return
  }
  flying.set(id, sent)
  sent.on('close', () => {
    flying.delete(id)
    admit()
  })
  sent.end(bytes)
}

function noter(log: AccessLog | undefined, { method, url }: Message): (response?: IncomingMessage) => void {
  if (!log) return () => {}
  const began = performance.now()
  const target = targetOf(url)
  const host = target ? nameAndPort(target).name : ''
  return (response) => {
    if (!response) return logAccess(log, { method, host, status: 0, bytes: 0, began })
    const { statusCode: status = 0 } = response
    let bytes = 0
    response.on('data', (piece: Buffer) => {
      bytes += piece.length
    })
    response.on('close', () => logAccess(log, { method, host, status, bytes, began }))
  }
}

function lowered(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}
