import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { type Asked, sendOn } from './upstream.ts'

/** A request that the page has signed, or, with nothing but its id, that nobody waits for any more. */
type Message = { id: number } & Partial<Asked & { body: string }>

/** What goes back; after it come the bytes of the body. */
type AnswerHead = {
  id: number
  status: number
  headers: Record<string, string>
  failure?: { kind: 'network' | 'gateway'; code: string; message: string }
}

/** Bytes of one message: a DeleteMultipleObjects of the longest keys has 2 MB. */
const MOST = 16 * 1024 ** 2

/**
 * The gateway's line: one socket on which a page sends any number of signed requests at the same time, each a JSON text, and gets each
 * answer as it ends, as a binary message (length of the head, head as JSON, body). For all but the bytes of objects, which are streamed
 * by requests of their own (`gateway.ts`). A page that goes away takes its requests along.
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
  line.on('message', (data) => {
    const message = messageOf(data)
    if (!message) return line.close(1007)
    if (message.url === undefined) flying.get(message.id)?.destroy()
    else begin(line, message, { flying, allowHosts })
  })
  line.on('close', () => {
    for (const request of flying.values()) request.destroy()
  })
  // A broken line is closed by `ws` itself.
  line.on('error', () => {})
}

function messageOf(data: RawData): Message | undefined {
  try {
    const message = JSON.parse(String(data))
    return Number.isInteger(message?.id) ? message : undefined
  } catch {
    return undefined
  }
}

type World = { flying: Map<number, ClientRequest>; allowHosts: string[] }

function begin(line: WebSocket, message: Message, { flying, allowHosts }: World): void {
  const { id, url = '', method = 'GET', headers = {}, body = '' } = message
  const bytes = Buffer.from(body)
  const upstream = sendOn({ url, method, headers: { ...headers, 'content-length': String(bytes.length) } }, allowHosts)
  if ('code' in upstream) {
    answer(line, failed(id, 'gateway', upstream))
    return
  }
  flying.set(id, upstream)
  upstream.on('close', () => flying.delete(id))
  upstream.on('error', (error) => answer(line, failedOn(id, error)))
  upstream.on('response', (response) => collect(line, id, response))
  upstream.end(bytes)
}

/** A cut answer is none. */
function collect(line: WebSocket, id: number, response: IncomingMessage): void {
  const chunks: Buffer[] = []
  response.on('data', (chunk: Buffer) => chunks.push(chunk))
  response.on('error', (error) => answer(line, failedOn(id, error)))
  response.on('end', () => answer(line, { id, status: response.statusCode ?? 0, headers: headersOf(response) }, chunks))
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

function answer(line: WebSocket, head: AnswerHead, body: Buffer[] = []): void {
  const json = Buffer.from(JSON.stringify(head))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(json.length)
  line.send(Buffer.concat([length, json, ...body]))
}
