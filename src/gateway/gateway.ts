import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http'
import { type Duplex, pipeline } from 'node:stream'
import { dispositionFirst } from '../local-oss/dispositionFirst.ts'
import { createGatewaySocket } from './gatewaySocket.ts'
import { isOwnHost, isSameOrigin } from './ownHosts.ts'
import { goesOn, refuseOn } from './securityHeaders.ts'
import { hopByHop, type Refused, sendOn } from './upstream.ts'

export type GatewayOptions = {
  /** Hosts (with port, if any) that may be reached beside `*.aliyuncs.com`; `*.name` allows every host below. */
  allowHosts: string[]
}

export type Gateway = {
  handle(request: IncomingMessage, response: ServerResponse): void
  /** Opens the line of `gatewaySocket.ts`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  close(): void
}

/**
 * Forwards requests that the page has signed to OSS, which it can't reach itself: ListBuckets has no CORS, and a browser resolves `..`
 * in a path. It holds no key, keeps no state, repeats nothing, and logs nothing. By `handle`, which streams, the page sends the real URL in
 * `x-ferry-target` (base64url) and in `x-ferry-headers` the names of the headers that it means; only those go on, so that what a browser
 * adds by itself (Cache-Control, Origin, Cookie) is never stored as metadata and never leaves (docs/decisions/gateway.md). A request
 * that can't be forwarded is answered with `x-ferry-error` and JSON, so that it can't be taken for an answer of OSS.
 */
export function createGateway({ allowHosts }: GatewayOptions): Gateway {
  const line = createGatewaySocket(allowHosts)
  return {
    handle(request, response) {
      if (!isOwnPage(request)) return refuse(response, 400, 'BadGatewayRequest', 'Not a request of this page')
      const upstream = sendOn(askedBy(request), allowHosts)
      if ('code' in upstream) return refuse(response, statusOf(upstream), upstream.code, upstream.cause)
      forward(request, response, upstream)
    },
    upgrade(request, socket, head) {
      if (isOwnPage(request)) line.open(request, socket, head)
      else refuseOn(socket, '403 Forbidden')
    },
    close: line.close,
  }
}

/** A page of another origin can't send `x-ferry-target` without a preflight, which it is never granted, and its socket names its origin. */
function isOwnPage(request: IncomingMessage): boolean {
  return isOwnHost(request) && isSameOrigin(request)
}

/** Only what the page named, in the bytes in which it came. */
function askedBy({ headers, method = 'GET' }: IncomingMessage) {
  const packed = headers['x-ferry-headers'] === undefined ? '' : String(headers['x-ferry-target'] ?? '')
  const named = String(headers['x-ferry-headers'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
  const sent = named.filter((name) => Object.hasOwn(headers, name)).map((name) => [name, String(headers[name])])
  const length = headers['content-length'] ?? (headers['transfer-encoding'] ? undefined : '0')
  const own: Record<string, string> = {
    ...Object.fromEntries(sent),
    ...(length === undefined ? {} : { 'content-length': length }),
  }
  return { url: Buffer.from(packed, 'base64url').toString(), method, headers: own }
}

function forward(request: IncomingMessage, response: ServerResponse, upstream: ClientRequest) {
  upstream.on('response', (answer) => relay(answer, response))
  upstream.on('error', (error: NodeJS.ErrnoException) => unreachable(response, error))
  response.on('close', () => upstream.destroy())
  pipeline(request, upstream, () => {})
}

/** A cut answer must look cut: the client's connection is destroyed, not ended. */
function relay(answer: IncomingMessage, response: ServerResponse) {
  response.writeHead(answer.statusCode ?? 502, dispositionFirst(headersOf(answer)).flat())
  pipeline(answer, response, (error) => {
    if (error) response.destroy()
  })
}

/** All that go further than this hop, with those that came twice; none that would speak for the page's own origin. */
function headersOf({ rawHeaders }: IncomingMessage): [string, string][] {
  const pairs = rawHeaders.flatMap((name, at): [string, string][] => (at % 2 ? [] : [[name, rawHeaders[at + 1] ?? '']]))
  return pairs.filter(([name]) => !hopByHop.has(name.toLowerCase()) && goesOn(name))
}

/** A connection that was refused is told; one that broke on the way is broken on this side too, as without a gateway. */
function unreachable(response: ServerResponse, error: NodeJS.ErrnoException) {
  const code = error.code ?? error.message
  if (response.headersSent || code === 'ECONNRESET' || code === 'EPIPE') response.destroy()
  else refuse(response, 502, 'UpstreamUnreachable', code)
}

function statusOf({ code }: Refused): number {
  return code === 'TargetNotAllowed' ? 403 : 400
}

function refuse(response: ServerResponse, status: number, code: string, cause: string) {
  response.writeHead(status, { 'content-type': 'application/json', 'x-ferry-error': '1', 'cache-control': 'no-store' })
  response.end(JSON.stringify({ code, cause }))
}
