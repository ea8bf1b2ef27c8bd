import type { OssErrorFacts } from './errors.ts'

/** A signed request on its way out. `url` is sent byte for byte; header values are byte strings (UTF-8 seen as Latin-1). */
type WireRequest = {
  url: string
  method: string
  headers: Record<string, string>
  body?: Blob | string
  /** ms until the answer must be whole. */
  timeout: number
  signal: AbortSignal
}

/**
 * What came back. A failure is returned, not thrown: the SDK between here and the caller would replace an error by one of its
 * own and lose the cause.
 */
export type WireAnswer = {
  status: number
  headers: Record<string, string>
  data: Uint8Array<ArrayBuffer>
  failure?: Pick<OssErrorFacts, 'kind' | 'code' | 'message' | 'cause'>
}

export type Transport = (request: WireRequest) => Promise<WireAnswer>

/** These are the browser's own; a page may not set them and OSS signs none of them. */
const unsettable = new Set(['host', 'date', 'content-length', 'user-agent', 'connection', 'accept-encoding'])

/**
 * Sends signed requests through the gateway that serves the page: same origin, so no CORS rule is needed, every response header
 * is readable, and keys such as `a/../b` survive because the real URL travels in a header (facts/ali-oss.md section 4, way C).
 * Several names of the gateway take turns: a browser opens six connections to each.
 */
export function gatewayTransport(gateways: string[] = ['/gateway']): Transport {
  let turn = 0
  return async (request) => {
    const gateway = gateways[turn++ % gateways.length] ?? '/gateway'
    const set = settable(request.headers)
    // Made here, so that an illegal value is not taken for a network failure.
    const headers = new Headers({
      ...set,
      'x-ferry-target': base64url(request.url),
      'x-ferry-headers': Object.keys(set).join(','),
    })
    const timeout = AbortSignal.timeout(request.timeout)
    try {
      const response = await fetch(gateway, {
        method: request.method,
        headers,
        body: request.body ?? null,
        signal: AbortSignal.any([request.signal, timeout]),
        credentials: 'omit',
        redirect: 'error',
        ...caching(request.method),
      })
      return await answerOf(response)
    } catch (cause) {
      request.signal.throwIfAborted()
      return timeout.aborted ? lost('timeout', 'RequestTimeout', cause) : lost('network', 'NetworkError', cause)
    }
  }
}

/** Six names are 36 connections: as many requests as a job may have in flight, and a few more. */
const names = 6

/**
 * The gateway of the page at `location`, by names of its own for bulk work, which so never holds up what a person clicks. Only a page on
 * this computer has such names.
 */
export function bulkGateways({ protocol, hostname, port }: Pick<Location, 'protocol' | 'hostname' | 'port'>): string[] {
  if (hostname !== 'localhost' && hostname !== '127.0.0.1') return ['/gateway']
  return Array.from({ length: names }, (_, n) => `${protocol}//ferry-${n + 1}.localhost:${port}/gateway`)
}

/**
 * Chromium runs GETs of one URL one after the other unless the cache is left out; on PUT and POST `no-store` would add a
 * `Cache-Control` header, which OSS stores as metadata (facts/ui-stack.md section 0, facts/oss-protocol.md 4.3).
 */
function caching(method: string): RequestInit {
  return method === 'GET' || method === 'HEAD' ? { cache: 'no-store' } : {}
}

function settable(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !unsettable.has(name)))
}

async function answerOf(response: Response): Promise<WireAnswer> {
  const answer = {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    data: new Uint8Array(await response.arrayBuffer()),
  }
  return response.headers.has('x-ferry-error') ? { ...answer, failure: gatewayFailure(answer.data) } : answer
}

function gatewayFailure(data: Uint8Array): NonNullable<WireAnswer['failure']> {
  const { code, cause } = JSON.parse(new TextDecoder().decode(data)) as { code: string; cause?: string }
  return { kind: 'gateway', code, message: cause ?? code }
}

function lost(kind: 'network' | 'timeout', code: string, cause: unknown): WireAnswer {
  const message = cause instanceof Error ? cause.message : String(cause)
  return { status: 0, headers: {}, data: new Uint8Array(), failure: { kind, code, message, cause } }
}

function base64url(text: string): string {
  const bytes = String.fromCharCode(...new TextEncoder().encode(text))
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
