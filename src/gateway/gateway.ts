import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http'
import { type Duplex, pipeline } from 'node:stream'
import { cutIdleBody } from '../local-oss/http/idleBody.ts'
import { type AccessLog, logAnswer } from './accessLog.ts'
import { causeOf } from './answering.ts'
import { createGatewaySocket } from './gatewaySocket.ts'
import { type HostPolicy, nameAndPort, targetOf } from './hosts.ts'
import { limits } from './limits.ts'
import { isOwnPage, type PublicUrl } from './ownHosts.ts'
import { AddressNotAllowed } from './publicLookup.ts'
import { refuseOn } from './securityHeaders.ts'
import { answerHeaders, createUpstream, type Refusal } from './upstream.ts'

export type GatewayOptions = HostPolicy & { publicUrl?: PublicUrl; log?: AccessLog | undefined }

export type Gateway = {
  handle(request: IncomingMessage, response: ServerResponse): void
  /** Opens the line of `gatewaySocket.ts`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Lets the requests of the lines end, and takes no further ones. Resolves when none is under way. */
  drain(): Promise<void>
  /** Cuts what is under way. */
  close(): void
}

/**
 * Forwards requests that the page has signed to OSS, which it can't reach itself: ListBuckets has no CORS, and a browser resolves `..`
 * in a path. It holds no key, keeps no state, repeats nothing. By `handle`, which streams, the page sends the real URL in
 * `x-ferry-target` (base64url) and in `x-ferry-headers` the names of the headers that it means; only those go on, so that what a browser
 * adds by itself (Cache-Control, Origin, Cookie) is never stored as metadata and never leaves (docs/decisions/gateway.md). A request
 * that can't be forwarded is answered with `x-ferry-error` and JSON, so that it can't be taken for an answer of OSS.
 */
export function createGateway({ publicUrl, log, ...policy }: GatewayOptions): Gateway {
  const upstream = createUpstream(policy)
  const line = createGatewaySocket(upstream, log)
  return {
    handle(request, response) {
      const asked = askedBy(request)
      logAnswer(log, response, () => hostOf(asked.url))
      if (!isOwnPage(request, publicUrl))
        return refuse(response, 400, 'BadGatewayRequest', 'Not a request of this page')
      cutIdleBody(request, response, limits.idleBody)
      const sent = upstream.send(asked, {
        answered: (answer) => relay(answer, response),
        failed: (error) => unreachable(response, error),
      })
      if ('code' in sent) refuse(response, statusOf(sent), sent.code, sent.cause)
      else join(request, response, sent)
    },
    upgrade(request, socket, head) {
      if (isOwnPage(request, publicUrl)) line.open(request, socket, head)
      else refuseOn(socket, '403 Forbidden')
    },
    drain: line.drain,
    close() {
      line.close()
      upstream.close()
    },
  }
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

function hostOf(url: string): string {
  const target = targetOf(url)
  return target ? nameAndPort(target).name : ''
}

function join(request: IncomingMessage, response: ServerResponse, upstream: ClientRequest): void {
  response.on('close', () => upstream.destroy())
  // What breaks here shows on the answer, which `upstream` tells of.
  pipeline(request, upstream, () => {})
}

/** A cut answer must look cut: the client's connection is destroyed, not ended. */
function relay(answer: IncomingMessage, response: ServerResponse): void {
  try {
    response.writeHead(answer.statusCode ?? 502, answerHeaders(answer).flat())
  } catch (error) {
    // Headers that Node reads and does not write.
    answer.destroy()
    unreachable(response, error as NodeJS.ErrnoException)
    return
  }
  pipeline(answer, response, (error) => {
    if (error) response.destroy()
  })
}

/** A connection that was refused is told; one that broke on the way is broken on this side too, as without a gateway. */
function unreachable(response: ServerResponse, error: NodeJS.ErrnoException): void {
  const code = error.code ?? error.message
  if (response.headersSent || code === 'ECONNRESET' || code === 'EPIPE') response.destroy()
  else if (error instanceof AddressNotAllowed) refuse(response, 403, 'TargetNotAllowed', error.message)
  else refuse(response, 502, 'UpstreamUnreachable', causeOf(error))
}

function statusOf({ code }: Refusal): number {
  return code === 'TargetNotAllowed' ? 403 : 400
}

function refuse(response: ServerResponse, status: number, code: string, cause: string): void {
  if (response.destroyed) return
  response.writeHead(status, { 'content-type': 'application/json', 'x-ferry-error': '1', 'cache-control': 'no-store' })
  response.end(JSON.stringify({ code, cause }))
}
