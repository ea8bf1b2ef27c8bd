import { type ClientRequest, Agent as HttpAgent, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { dispositionFirst } from '../local-oss/dispositionFirst.ts'

/** A request as the page has signed it. */
export type Asked = { url: string; method: string; headers: Record<string, string> }

/** The real URL of a request, split by hand: a URL parser would turn `a/../b` into `b`. */
type Target = { secure: boolean; host: string; path: string }

/** Why a request goes nowhere. */
export type Refused = { code: 'BadGatewayRequest' | 'TargetNotAllowed'; cause: string }

/**
 * OSS takes 8 KiB of names and values as metadata. Of one letter each these are 4 096 headers, each with its prefix; a page names them once
 * more beside. Node's own limit is 16 KiB, and it drops what comes behind the 2 000th.
 */
export const mostHeaderBytes = 256 * 1024

/** Headers of one hop only. */
export const hopByHop = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'trailer',
  'te',
  'proxy-authenticate',
])
const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) }

/** Begins a request to an allowed host, byte for byte as it was signed; its body is the caller's to write. What is no request goes nowhere. */
export function sendOn({ url, method, headers }: Asked, allowHosts: string[]): ClientRequest | Refused {
  const target = targetOf(url)
  if (!target) return { code: 'BadGatewayRequest', cause: 'No target' }
  if (!isAllowed(target.host, allowHosts)) return { code: 'TargetNotAllowed', cause: target.host }
  const [, name = target.host, port] = /^(.*?)(?::(\d+))?$/.exec(target.host) ?? []
  const send = target.secure ? httpsRequest : httpRequest
  const options = {
    maxHeaderSize: mostHeaderBytes,
    agent: target.secure ? agents.https : agents.http,
    // Node does not resolve `*.localhost`, which RFC 6761 gives to the loopback.
    host: /(^|\.)localhost$/.test(name) ? '127.0.0.1' : name,
    servername: name,
    port: port ?? (target.secure ? 443 : 80),
    path: target.path,
    method,
    headers: rawHeaders({ ...headers, host: target.host, 'accept-encoding': 'identity' }),
  }
  try {
    const request = send(options)
    request.maxHeadersCount = 0
    return request
  } catch (error) {
    return { code: 'BadGatewayRequest', cause: error instanceof Error ? error.message : String(error) }
  }
}

function targetOf(url: string): Target | undefined {
  const [, scheme, host, path] = /^(https?):\/\/([a-z0-9.:[\]-]+)(\/[\x21-\x7e]*)$/i.exec(url) ?? []
  return host && path ? { secure: scheme === 'https', host: host.toLowerCase(), path } : undefined
}

function isAllowed(host: string, allowHosts: string[]): boolean {
  return ['*.aliyuncs.com', '*.aliyuncs.com:443', ...allowHosts].some((allowed) =>
    allowed.startsWith('*.') ? host.endsWith(allowed.slice(1)) : host === allowed,
  )
}

/** Names and values in one list, which Node writes in this order. The fields of an object it writes when it knows the body's length. */
function rawHeaders(headers: Record<string, string>): string[] {
  return dispositionFirst(Object.entries(headers).filter(([name]) => !hopByHop.has(name.toLowerCase()))).flat()
}
