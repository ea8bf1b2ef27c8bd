import {
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { pipeline } from 'node:stream'

export type GatewayOptions = {
  /** Hosts (with port, if any) that may be reached beside `*.aliyuncs.com`; `*.name` allows every host below. */
  allowHosts: string[]
}

/** The real URL of a request, split by hand: a URL parser would turn `a/../b` into `b`. */
type Target = { secure: boolean; host: string; path: string }

/** Headers of one hop only. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'trailer',
  'te',
  'proxy-authenticate',
])
const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) }

/**
 * Forwards requests that the page has signed to OSS, which it can't reach itself: ListBuckets has no CORS, and a browser resolves `..`
 * in a path. It holds no key, keeps no state, repeats nothing, and logs nothing. The page sends the real URL in `x-ferry-target` (base64url)
 * and in `x-ferry-headers` the names of the headers that it means; only those go on, so that what a browser adds by itself (Cache-Control,
 * Origin, Cookie) is never stored as metadata and never leaves (facts/ali-oss.md section 4, way C). A request that can't be forwarded is
 * answered with `x-ferry-error` and JSON, so that it can't be taken for an answer of OSS.
 */
export function createGateway({
  allowHosts,
}: GatewayOptions): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const target = targetOf(request)
    if (!isOwnPage(request)) return refuse(response, 400, 'BadGatewayRequest', 'Not a request of this page')
    openTo(request.headers.origin, response)
    if (request.method === 'OPTIONS') response.writeHead(204).end()
    else if (!target) refuse(response, 400, 'BadGatewayRequest', 'No target')
    else if (!isAllowed(target.host, allowHosts)) refuse(response, 403, 'TargetNotAllowed', target.host)
    else forward(request, response, target)
  }
}

/**
 * The page is at `localhost` and may call the gateway by other names below it: a browser opens six connections to each name
 * (facts/ui-stack.md section 4). A page of any other origin can't send `x-ferry-target` without a preflight, which it is never granted;
 * a name that was rebound to this address shows in the Host header.
 */
function isOwnPage({ headers }: IncomingMessage): boolean {
  const [, name = '', port = ''] = /^(.*?)(:\d+)?$/.exec(headers.host ?? '') ?? []
  const own = ['localhost', '127.0.0.1', '[::1]'].map((host) => `http://${host}${port}`)
  const loopback = /^(([a-z0-9-]+\.)?localhost|127\.0\.0\.1|\[::1\])$/.test(name)
  return loopback && (headers.origin === undefined || own.includes(headers.origin))
}

/** Lets the own page read everything. The wildcards hold for requests without cookies; they never cover `authorization`. */
function openTo(origin: string | undefined, response: ServerResponse) {
  if (origin === undefined) return
  response.setHeader('access-control-allow-origin', origin)
  response.setHeader('access-control-allow-methods', 'GET, HEAD, PUT, POST, DELETE')
  response.setHeader('access-control-allow-headers', '*, authorization')
  response.setHeader('access-control-expose-headers', '*')
  response.setHeader('access-control-max-age', '7200')
}

function targetOf({ headers }: IncomingMessage): Target | undefined {
  const packed = headers['x-ferry-target']
  if (typeof packed !== 'string' || headers['x-ferry-headers'] === undefined) return undefined
  const [, scheme, host, path] =
    /^(https?):\/\/([a-z0-9.:[\]-]+)(\/[\x21-\x7e]*)$/i.exec(Buffer.from(packed, 'base64url').toString()) ?? []
  return host && path ? { secure: scheme === 'https', host: host.toLowerCase(), path } : undefined
}

function isAllowed(host: string, allowHosts: string[]): boolean {
  return ['*.aliyuncs.com', '*.aliyuncs.com:443', ...allowHosts].some((allowed) =>
    allowed.startsWith('*.') ? host.endsWith(allowed.slice(1)) : host === allowed,
  )
}

function forward(request: IncomingMessage, response: ServerResponse, target: Target) {
  const send = target.secure ? httpsRequest : httpRequest
  const [, name = target.host, port] = /^(.*?)(?::(\d+))?$/.exec(target.host) ?? []
  const upstream = send({
    agent: target.secure ? agents.https : agents.http,
    // Node does not resolve `*.localhost`, which RFC 6761 gives to the loopback.
    host: /(^|\.)localhost$/.test(name) ? '127.0.0.1' : name,
    servername: name,
    port: port ?? (target.secure ? 443 : 80),
    path: target.path,
    method: request.method,
    headers: forwarded(request, target),
  })
  upstream.on('response', (answer) => relay(answer, response))
  upstream.on('error', (error: NodeJS.ErrnoException) => unreachable(response, error))
  response.on('close', () => upstream.destroy())
  pipeline(request, upstream, () => {})
}

/** Only what the page named, in the bytes in which it came. */
function forwarded({ headers }: IncomingMessage, { host }: Target): OutgoingHttpHeaders {
  const named = String(headers['x-ferry-headers'])
    .split(',')
    .map((name) => name.trim().toLowerCase())
  const sent = named.filter((name) => !hopByHop.has(name)).map((name) => [name, headers[name]] as const)
  const length = headers['content-length'] ?? (headers['transfer-encoding'] ? undefined : '0')
  return {
    ...Object.fromEntries(sent.filter(([, value]) => value !== undefined)),
    host,
    'accept-encoding': 'identity',
    ...(length === undefined ? {} : { 'content-length': length }),
  }
}

/** A cut answer must look cut: the client's connection is destroyed, not ended. */
function relay(answer: IncomingMessage, response: ServerResponse) {
  const pairs: string[] = []
  for (const [name, value] of Object.entries(response.getHeaders())) pairs.push(name, String(value))
  for (let at = 0; at < answer.rawHeaders.length; at += 2) {
    const [name = '', value = ''] = answer.rawHeaders.slice(at, at + 2)
    if (!hopByHop.has(name.toLowerCase()) && !response.hasHeader(name)) pairs.push(name, value)
  }
  response.writeHead(answer.statusCode ?? 502, pairs)
  pipeline(answer, response, (error) => {
    if (error) response.destroy()
  })
}

/** A connection that was refused is told; one that broke on the way is broken on this side too, as without a gateway. */
function unreachable(response: ServerResponse, error: NodeJS.ErrnoException) {
  const code = error.code ?? error.message
  if (response.headersSent || code === 'ECONNRESET' || code === 'EPIPE') response.destroy()
  else refuse(response, 502, 'UpstreamUnreachable', code)
}

function refuse(response: ServerResponse, status: number, code: string, cause: string) {
  response.writeHead(status, { 'content-type': 'application/json', 'x-ferry-error': '1', 'cache-control': 'no-store' })
  response.end(JSON.stringify({ code, cause }))
}
