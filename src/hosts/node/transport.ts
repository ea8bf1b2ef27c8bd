import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { buffer } from 'node:stream/consumers'
import { lost, type Transport, type WireAnswer, type WireRequest } from '../../oss/wire.ts'

/** 8 KiB of metadata may be some thousand headers, each with its prefix. */
const mostHeaderBytes = 256 * 1024

/** The SDK gives these; Node knows them better. */
const own = new Set(['host', 'date', 'content-length', 'connection'])

/** Sends signed requests to OSS itself. The path goes out byte for byte: a URL parser would turn `a/../b` into `b`. */
export function nodeTransport(): Transport {
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) }
  return async (request) => {
    const timeout = AbortSignal.timeout(request.timeout)
    try {
      const body = await bytesOf(request.body)
      return await answerOf(await send(request, body, AbortSignal.any([request.signal, timeout]), agents))
    } catch (cause) {
      request.signal.throwIfAborted()
      return timeout.aborted ? lost('timeout', cause) : lost('network', cause)
    }
  }
}

async function bytesOf(body: WireRequest['body']): Promise<Buffer> {
  return typeof body === 'string' ? Buffer.from(body) : Buffer.from((await body?.arrayBuffer()) ?? new ArrayBuffer(0))
}

type Agents = { http: HttpAgent; https: HttpsAgent }

function send(request: WireRequest, body: Buffer, signal: AbortSignal, agents: Agents): Promise<IncomingMessage> {
  const [, scheme, host = '', path = '/'] = /^(https?):\/\/([^/]+)(\/.*)$/s.exec(request.url) ?? []
  const [, name = host, port] = /^(.*?)(?::(\d+))?$/.exec(host) ?? []
  const secure = scheme === 'https'
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([header]) => !own.has(header)))
  return new Promise((resolve, reject) => {
    const sending = (secure ? httpsRequest : httpRequest)({
      agent: secure ? agents.https : agents.http,
      // Node does not resolve `*.localhost`, which RFC 6761 gives to the loopback.
      host: /(^|\.)localhost$/.test(name) ? '127.0.0.1' : name,
      servername: name,
      port: port ?? (secure ? 443 : 80),
      method: request.method,
      path,
      headers: { ...headers, host, 'accept-encoding': 'identity', 'content-length': body.length },
      signal,
      maxHeaderSize: mostHeaderBytes,
    })
    sending.maxHeadersCount = 0
    sending.on('response', resolve)
    sending.on('error', reject)
    sending.end(body)
  })
}

async function answerOf(message: IncomingMessage): Promise<WireAnswer> {
  const headers = Object.entries(message.headers).map(([name, value]) => [name, String(value)])
  const data = new Uint8Array(await buffer(message))
  return { status: message.statusCode ?? 0, headers: Object.fromEntries(headers), data }
}
