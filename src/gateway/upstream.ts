import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { dispositionFirst } from '../local-oss/http/dispositionFirst.ts'
import { type HostPolicy, mustBePublic, nameAndPort, refusalOf, type Target, targetOf } from './hosts.ts'
import { limits } from './limits.ts'
import { createProxiedAgents } from './proxiedAgents.ts'
import { publicLookup } from './publicLookup.ts'
import { isForwarded } from './securityHeaders.ts'

/** A request as the page has signed it. */
export type SignedRequest = { url: string; method: string; headers: Record<string, string> }

/** Why a request goes nowhere. */
export type Refusal = { code: 'BadGatewayRequest' | 'TargetNotAllowed'; cause: string }

/**
 * What becomes of a request: one of the two, once. `failed` is told of whatever is no answer, also of a connection that ended without
 * an error. What breaks an answer after its head shows on the answer itself.
 */
type Outcome = { answered(answer: IncomingMessage): void; failed(error: NodeJS.ErrnoException): void }

export type Upstream = {
  /** Begins a request to an allowed host, byte for byte as it was signed; its body is the caller's to write. What is no request goes nowhere. */
  send(asked: SignedRequest, outcome: Outcome): ClientRequest | Refusal
  /** Ends idle connections to the store. */
  close(): void
}

/**
 * OSS takes 8 KiB of names and values as metadata. Of one letter each these are 4 096 headers, each with its prefix; a page names them once
 * more beside. Node's own limit is 16 KiB, and it drops what comes behind the 2 000th.
 */
export const mostHeaderBytes = 256 * 1024

/** Headers of one hop only. */
const hopByHop = new Set([
  'connection',
  'expect',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** The way to the stores that a policy allows. */
export function createUpstream(policy: HostPolicy): Upstream {
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) }
  const proxied = createProxiedAgents(policy.proxies)
  const lookup = publicLookup(policy.lookup)
  return {
    send({ url, method, headers }, outcome) {
      const target = targetOf(url)
      if (!target) return { code: 'BadGatewayRequest', cause: 'No target' }
      const refusal = refusalOf(target, policy)
      if (refusal !== undefined) return { code: 'TargetNotAllowed', cause: refusal }
      const open = target.secure ? httpsRequest : httpRequest
      const agent = proxied.of(target) ?? (target.secure ? agents.https : agents.http)
      const guarded = mustBePublic(target, policy) ? { lookup } : policy.lookup && { lookup: policy.lookup }
      try {
        const request = open({
          ...connectionOf(target),
          ...guarded,
          agent,
          method,
          headers: rawHeaders(headers, target),
        })
        return watch(request, outcome)
      } catch (error) {
        return { code: 'BadGatewayRequest', cause: error instanceof Error ? error.message : String(error) }
      }
    },
    close() {
      agents.http.destroy()
      agents.https.destroy()
      proxied.close()
    },
  }
}

/** Names and values of an answer that go further than this hop and don't speak for the page's own origin, with those that came twice, in an order in which Node writes them as they are. */
export function answerHeaders({ rawHeaders }: IncomingMessage): [string, string][] {
  const pairs = rawHeaders.flatMap((name, at): [string, string][] => (at % 2 ? [] : [[name, rawHeaders[at + 1] ?? '']]))
  return dispositionFirst(pairs.filter(([name]) => !hopByHop.has(name.toLowerCase()) && isForwarded(name)))
}

function connectionOf(target: Target) {
  const { name, port } = nameAndPort(target)
  const bare = name.replace(/^\[|\]$/g, '')
  // Node does not resolve `*.localhost`, which RFC 6761 gives to the loopback.
  const host = /(^|\.)localhost$/.test(name) ? '127.0.0.1' : bare
  // Only names are told to a server: its certificate is held to an address that is connected to.
  const servername = isIP(bare) ? {} : { servername: bare }
  return { maxHeaderSize: mostHeaderBytes, host, ...servername, port, path: target.path }
}

/** Every way in which a request can end leads to exactly one of the outcomes. */
function watch(request: ClientRequest, { answered, failed }: Outcome): ClientRequest {
  let isOpen = true
  const fail = (error: NodeJS.ErrnoException) => {
    if (isOpen) failed(error)
    isOpen = false
  }
  let interim = 0
  request.maxHeadersCount = 0
  request.on('information', () => {
    interim += 1
    if (interim > limits.interim) request.destroy(brokenAnswer('too many interim answers'))
  })
  request.on('response', (answer) => {
    // Every reader has its own ear; that of last resort is here.
    answer.on('error', () => {})
    if (!isStatus(answer.statusCode)) return void request.destroy(brokenAnswer(`status ${answer.statusCode}`))
    isOpen = false
    answered(answer)
  })
  request.on('error', fail)
  // A switch of protocols that nobody asked for ends without an error.
  request.on('close', () => {
    if (isOpen) fail(Object.assign(new Error('The connection was closed'), { code: 'ECONNRESET' }))
  })
  return request
}

function isStatus(status = 0): boolean {
  return status >= 200 && status <= 999
}

function brokenAnswer(what: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`No HTTP: ${what}`), { code: 'BrokenAnswer' })
}

/**
 * Names and values in one list, which Node writes in this order; the fields of an object it writes when it knows the body's length. Each
 * name stands there once, whatever its capitals: two lengths would be two readings of one body. A body of unknown length says so, or it
 * would be taken for the next request.
 */
function rawHeaders(headers: Record<string, string>, { host }: Target): string[] {
  const named = Object.entries(headers).map(([name, value]): [string, string] => [name.toLowerCase(), value])
  const own = new Map(named.filter(([name]) => !hopByHop.has(name)))
  own.set('host', host).set('accept-encoding', 'identity')
  if (!own.has('content-length')) own.set('transfer-encoding', 'chunked')
  return dispositionFirst([...own]).flat()
}
