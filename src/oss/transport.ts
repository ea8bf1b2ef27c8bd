import { caching, endsOf, isDecoded, isRecalled, settable, turns, undecoded } from './fetching.ts'
import { gatewayLine, type OpenSocket } from './gatewayLine.ts'
import { accessAt, failureIn, reasonProtocol } from './noAccess.ts'
import { lostAnswer, recalledAnswer, shortBody, type Transport, type WireAnswer, type WireRequest } from './wire.ts'

/** `fetches`: how many of the browser's connections bytes may take at once, so that others are left for what a person looks at. */
export type GatewayOptions = { gateway?: string; open?: OpenSocket; among?: () => number; fetches?: number }

/**
 * Sends signed requests through the gateway that serves the page: same origin, so no CORS rule is needed, every response header
 * is readable, and keys such as `a/../b` survive because the real URL travels as a text (docs/decisions/gateway.md).
 * Many bytes of an object go by fetch, which streams them; everything else by one socket, on which a request costs a tenth of a fetch and
 * waits for no other: a browser opens six connections to a host (docs/oss/access.md#what-a-browser-adds). With `among`, the gateway keeps a request
 * back while that many of this line are at OSS.
 */
export function gatewayTransport({
  gateway = '/gateway',
  open = openLine,
  among,
  fetches = Number.POSITIVE_INFINITY,
}: GatewayOptions = {}): Transport {
  const line = gatewayLine(() => open(socketUrl(gateway)), among)
  const inTurn = turns(fetches)
  return async (request) => {
    const own = { ...request, headers: settable(request.headers) }
    if (isRecalled(own)) return recalledAnswer()
    if (request.reads || isLarge(request.body)) return inTurn(own, () => fetchThrough(gateway, own))
    if (!(own.body instanceof Blob)) return line({ ...own, body: own.body })
    const bytes = await own.body.arrayBuffer().catch((cause: unknown) => lostAnswer('network', cause))
    // Meanwhile somebody may have said that it must not leave.
    if (isRecalled(own)) return recalledAnswer()
    return bytes instanceof ArrayBuffer ? line({ ...own, body: new Uint8Array(bytes) }) : bytes
  }
}

/** Half of what the gateway takes in one message. */
const mostOnLine = 8 * 1024 ** 2

function isLarge(body: WireRequest['body']): boolean {
  if (typeof body === 'string') return body.length > mostOnLine / 3
  return body !== undefined && (body instanceof Blob ? body.size : body.length) > shortBody
}

function openLine(url: string): WebSocket {
  return new WebSocket(url, reasonProtocol)
}

/** Whether the page's own gateway lets it in. */
export function ownGatewayAccess() {
  return accessAt(() => openLine(socketUrl('/gateway')))
}

function socketUrl(gateway: string): string {
  return new URL(gateway, globalThis.location?.href).href.replace(/^http/, 'ws')
}

async function fetchThrough(gateway: string, request: WireRequest): Promise<WireAnswer> {
  // Made here, so that an illegal value is not taken for a network failure.
  const headers = new Headers({
    ...request.headers,
    'x-ferry-target': base64url(request.url),
    'x-ferry-headers': Object.keys(request.headers).join(','),
  })
  const timeout = AbortSignal.timeout(request.timeout)
  let response: Response | undefined
  try {
    response = await fetch(gateway, {
      method: request.method,
      headers,
      body: request.body ?? null,
      signal: endsOf(request, timeout),
      // The start token of the page's own server; the gateway sends no cookie on.
      credentials: 'same-origin',
      redirect: 'error',
      ...caching(request.method),
    })
    return await answerOf(response)
  } catch (cause) {
    request.signal.throwIfAborted()
    if (timeout.aborted) return lostAnswer('timeout', cause)
    return response && isDecoded(response) ? undecoded(response, cause) : lostAnswer('network', cause)
  }
}

async function answerOf(response: Response): Promise<WireAnswer> {
  const answer = {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    data: new Uint8Array(await response.arrayBuffer()),
    ...(isDecoded(response) && { isDecoded: true as const }),
  }
  return response.headers.has('x-ferry-error') ? { ...answer, failure: failureIn(answer.data) } : answer
}

function base64url(text: string): string {
  const bytes = String.fromCharCode(...new TextEncoder().encode(text))
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
