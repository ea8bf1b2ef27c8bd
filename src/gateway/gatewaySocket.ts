import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { type Asked, sendOn } from './upstream.ts'

/**
 * A request that the page has signed, or, with nothing but its id, that nobody waits for any more. It waits here while `among` requests of
 * its line are under way: a page that sends some more than may be at OSS at the same time loses no time on the way between here and there.
 */
type Message = { id: number } & Partial<Asked & { body: string; among: number }>

/** What goes back of one request, beside the `length` bytes of its body. */
type AnswerHead = {
  id: number
  status: number
  headers: Record<string, string>
  failure?: { kind: 'network' | 'gateway'; code: string; message: string }
}

/** Bytes of one message: a DeleteMultipleObjects of the longest keys has 2 MB. */
const MOST = 16 * 1024 ** 2

/**
 * The gateway's line: one socket on which a page sends any number of signed requests at the same time, some in each message (a JSON
 * array), and gets the answers as they end, again some in a message (length of the heads, heads as a JSON array, bodies). For all but the
 * bytes of objects, which are streamed by requests of their own (`gateway.ts`). A page that goes away takes its requests along.
 */
export function createGatewaySocket(allowHosts: string[]) {
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MOST })
  return {
    open(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      server.handleUpgrade(request, socket, head, (line) => serve(line, allowHosts))
    },
    close(): void {
      for (const line of server.clients) line.terminate()
    },
  }
}

function serve(line: WebSocket, allowHosts: string[]): void {
  const flying = new Map<number, ClientRequest>()
  let waiting: Message[] = []
  const admit = () => {
    while (waiting[0] && flying.size < (waiting[0].among ?? Number.POSITIVE_INFINITY)) begin(waiting.shift(), world)
  }
  const world = { flying, allowHosts, answer: createAnswering(line), admit }
  line.on('message', (data) => {
    const messages = messagesOf(data)
    if (!messages) return line.close(1007)
    const left = new Set(messages.filter(({ url }) => url === undefined).map(({ id }) => id))
    for (const id of left) flying.get(id)?.destroy()
    waiting = [...waiting, ...messages].filter(({ id }) => !left.has(id))
    admit()
  })
  line.on('close', () => {
    waiting = []
    for (const request of flying.values()) request.destroy()
  })
  // A broken line is closed by `ws` itself.
  line.on('error', () => {})
}

function messagesOf(data: RawData): Message[] | undefined {
  try {
    const messages = JSON.parse(String(data))
    return Array.isArray(messages) && messages.every((one) => Number.isInteger(one?.id)) ? messages : undefined
  } catch {
    return undefined
  }
}

type Answering = (head: AnswerHead, body?: Buffer[]) => void
type World = { flying: Map<number, ClientRequest>; allowHosts: string[]; answer: Answering; admit: () => void }

function begin(message: Message | undefined, { flying, allowHosts, answer, admit }: World): void {
  if (!message) return
  const { id, url = '', method = 'GET', headers = {}, body = '' } = message
  const bytes = Buffer.from(body)
  const upstream = sendOn({ url, method, headers: { ...headers, 'content-length': String(bytes.length) } }, allowHosts)
  if ('code' in upstream) {
    answer(failed(id, 'gateway', upstream))
    return
  }
  flying.set(id, upstream)
  upstream.on('close', () => {
    flying.delete(id)
    admit()
  })
  upstream.on('error', (error) => answer(failedOn(id, error)))
  upstream.on('response', (response) => collect(response, id, answer))
  upstream.end(bytes)
}

/** A cut answer is none. */
function collect(response: IncomingMessage, id: number, answer: Answering): void {
  const chunks: Buffer[] = []
  response.on('data', (chunk: Buffer) => chunks.push(chunk))
  response.on('error', (error) => answer(failedOn(id, error)))
  response.on('end', () => answer({ id, status: response.statusCode ?? 0, headers: headersOf(response) }, chunks))
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}

/** A connection that was refused is told as that; one that broke on the way is a lost answer, as without a gateway. */
function failedOn(id: number, error: NodeJS.ErrnoException): AnswerHead {
  const cause = error.code ?? error.message
  if (cause === 'ECONNRESET' || cause === 'EPIPE') return failed(id, 'network', { code: 'NetworkError', cause })
  return failed(id, 'gateway', { code: 'UpstreamUnreachable', cause })
}

function failed(id: number, kind: 'network' | 'gateway', { code, cause }: { code: string; cause: string }): AnswerHead {
  return { id, status: 0, headers: {}, failure: { kind, code, message: cause } }
}

/** Answers that end in the same turn leave in one message. */
function createAnswering(line: WebSocket): Answering {
  let heads: (AnswerHead & { length: number })[] = []
  let bodies: Buffer[] = []
  const flush = () => {
    const json = Buffer.from(JSON.stringify(heads))
    const length = Buffer.alloc(4)
    length.writeUInt32BE(json.length)
    line.send(Buffer.concat([length, json, ...bodies]))
    heads = []
    bodies = []
  }
  return (head, body = []) => {
    bodies.push(...body)
    if (heads.push({ ...head, length: body.reduce((sum, { length }) => sum + length, 0) }) === 1) setImmediate(flush)
  }
}
