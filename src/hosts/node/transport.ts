import Pool from '#undici/pool'
import { onAbort } from '../../oss/onAbort.ts'
import { lostAnswer, type Transport, type WireAnswer, type WireRequest } from '../../oss/wire.ts'
import type { Proxies } from '../../proxy/proxies.ts'

/** The SDK gives these; the connection knows them better. */
const own = new Set(['host', 'date', 'content-length', 'connection'])

export type NodeTransport = { send: Transport; close: () => Promise<void> }

/**
 * Sends signed requests to OSS itself, or through the proxy that `proxies` names for its host. The path goes out byte for byte: a URL parser
 * would turn `a/../b` into `b`. `most`: connections to one host.
 */
export function nodeTransport(most: number, proxies?: Proxies): NodeTransport {
  const pools = new Map<string, Pool>()
  const closed = new AbortController()
  const poolOf = (origin: string) => {
    const pool = pools.get(origin) ?? newPool(origin, most, connectorTo(origin, proxies, closed.signal))
    pools.set(origin, pool)
    return pool
  }
  return {
    async send(request) {
      const body = await bytesOf(request.body)
      request.signal.throwIfAborted()
      const [, origin = '', path = '/'] = /^(https?:\/\/[^/]+)(\/.*)$/s.exec(request.url) ?? []
      return exchange(poolOf(origin), { path, host: origin.slice(origin.indexOf('://') + 3), body }, request)
    },
    async close() {
      closed.abort()
      await Promise.all([...pools.values()].map((pool) => pool.destroy()))
    },
  }
}

type Connector = Extract<Pool.Options['connect'], (...given: never[]) => unknown>

/** Times are the request's own. 8 KiB of metadata may be some thousand headers, each with its prefix. */
function newPool(origin: string, connections: number, connect: Connector | undefined): Pool {
  const limits = { connections, pipelining: 1, headersTimeout: 0, bodyTimeout: 0, maxHeaderSize: 256 * 1024 }
  return new Pool(origin.replace(local, '$1127.0.0.1$2'), { ...limits, ...(connect && { connect }) })
}

/** The way through a proxy is loaded where there is one: a command that needs none begins without. */
function connectorTo(origin: string, proxies: Proxies | undefined, signal: AbortSignal): Connector | undefined {
  const { protocol, hostname, port } = new URL(origin)
  const isSecure = protocol === 'https:'
  const host = hostname.replace(/^\[|\]$/g, '')
  const to = { isSecure, host, port: Number(port || (isSecure ? 443 : 80)) }
  const proxy = proxies?.(to)
  if (!proxy) return undefined
  return (_, done) => {
    import('../../proxy/tunnel.ts')
      .then(({ connectThrough }) => connectThrough(proxy, to, signal))
      .then(
        (socket) => done(null, socket),
        (error) => done(error, null),
      )
  }
}

/** Node does not resolve `*.localhost`, which RFC 6761 gives to the loopback. */
const local = /^(https?:\/\/)(?:[^/:]+\.)?localhost(:\d+)?$/

async function bytesOf(body: WireRequest['body']): Promise<Uint8Array | string | null> {
  return body instanceof Blob ? new Uint8Array(await body.arrayBuffer()) : (body ?? null)
}

type Sent = { path: string; host: string; body: Uint8Array | string | null }

/** One timer and one listener a request. Rejects with the signal's reason; every other failure is an answer. */
function exchange(pool: Pool, { path, host, body }: Sent, request: WireRequest): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    let abort: ((reason?: Error) => void) | undefined
    let isSettled = false
    const settle = (end: () => void) => {
      if (isSettled) return
      isSettled = true
      clearTimeout(timer)
      stay()
      end()
    }
    const drop = (end: () => void) => {
      settle(end)
      abort?.(new Error('dropped'))
    }
    const late = () => drop(() => resolve(lostAnswer('timeout', new Error(`No answer within ${request.timeout} ms`))))
    const timer = setTimeout(late, request.timeout)
    const stay = onAbort(request.signal, () => drop(() => reject(request.signal.reason)))
    const answer = createAnswer()
    const headers = headersOf(request, host)
    const method = request.method as 'GET'
    // undici would end the connection after each HEAD, for servers that send a body all the same; OSS is none of them.
    pool.dispatch(
      { path, method, headers, body, reset: false },
      {
        onConnect(stop) {
          abort = stop
          if (isSettled) stop(new Error('dropped'))
        },
        onHeaders: answer.head,
        onData: answer.data,
        onComplete: () => settle(() => resolve(answer.whole())),
        onError: (cause) => settle(() => resolve(lostAnswer('network', cause))),
      },
    )
  })
}

/** Names and values in turn, as undici sends them: each character of a value is a byte. */
function headersOf({ headers }: WireRequest, host: string): string[] {
  const flat = ['host', host, 'accept-encoding', 'identity']
  for (const name in headers) if (!own.has(name)) flat.push(name, headers[name] ?? '')
  return flat
}

/** Gathers an answer as it comes. */
function createAnswer() {
  const answer = { status: 0, headers: {} as Record<string, string> }
  const parts: Buffer[] = []
  return {
    head(status: number, raw: Buffer[]) {
      answer.status = status
      for (let i = 0; i + 1 < raw.length; i += 2) add(answer.headers, latin1(raw[i]).toLowerCase(), latin1(raw[i + 1]))
      return true
    },
    data(part: Buffer) {
      parts.push(part)
      return true
    },
    whole: (): WireAnswer => ({ ...answer, data: new Uint8Array(Buffer.concat(parts)) }),
  }
}

const latin1 = (bytes: Buffer | undefined) => bytes?.toString('latin1') ?? ''

function add(headers: Record<string, string>, name: string, value: string): void {
  headers[name] = Object.hasOwn(headers, name) ? `${headers[name]}, ${value}` : value
}
