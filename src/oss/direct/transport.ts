import { caching, endsOf, isDecoded, isRecalled, settable, turns, undecoded } from '../fetching.ts'
import { lostAnswer, recalledAnswer, type Transport, type WireAnswer, type WireRequest } from '../wire.ts'
import { hiddenIn } from './exposed.ts'

/** `fetches`: how many of the browser's connections to a host its requests may take at once. `send`: who fetches, if not the browser. */
export type DirectOptions = { fetches?: number; send?: typeof fetch }

/**
 * Sends signed requests to OSS itself, for a page that no gateway serves: under the CORS rule of each bucket, which has to let this page's
 * origin in. An answer says which headers the rule lets the page see, so that what is hidden is not taken for absent
 * (docs/decisions/direct-mode.md).
 */
export function directTransport({ fetches = Number.POSITIVE_INFINITY, send = fetch }: DirectOptions = {}): Transport {
  const inTurn = turns(fetches)
  return async (request) => {
    const own = { ...request, headers: { ...unpacked(request), ...settable(request.headers) } }
    if (isRecalled(own)) return recalledAnswer()
    return isOutOfReach(own.url) ? outOfReach(own.url) : inTurn(own, () => sendOrLook(own, send))
  }
}

/**
 * OSS compresses texts for who accepts that, and then tells neither their ETag nor their length. A page can't say what it accepts, but for a
 * range browsers accept no compression: this one is the whole object.
 * @see https://fetch.spec.whatwg.org/#http-network-or-cache-fetch
 */
function unpacked({ method, reads }: WireRequest): Record<string, string> {
  return method === 'HEAD' || reads ? { range: 'bytes=0-' } : {}
}

/** A browser resolves `.` and `..` in a path: it would ask for another object than was signed. */
function isOutOfReach(url: string): boolean {
  const [path = ''] = url.slice(url.indexOf('/', url.indexOf('://') + 3)).split('?', 1)
  return new URL(url).pathname !== path
}

function outOfReach(message: string): WireAnswer {
  const failure = { kind: 'gateway', code: 'KeyOutOfReach', message } as const
  return { status: 0, headers: {}, data: new Uint8Array(), failure }
}

/**
 * Of a fetch that fails a browser says nothing more. Where the host answers a request that needs no rule, it was CORS, or a refusal from
 * before the rule is looked at (a wrong key or clock); else the network, or a certificate. What only reads is sent once more, so that one
 * broken connection is not taken for a rule.
 */
async function sendOrLook(request: WireRequest, send: typeof fetch): Promise<WireAnswer> {
  const { answer, isUntold } = await sendOnce(request, send)
  if (!isUntold || !(await isThere(request, send))) return answer
  if (request.method !== 'GET' && request.method !== 'HEAD') return keptFrom('network', answer)
  const again = await sendOnce(request, send)
  return again.isUntold ? keptFrom('protocol', again.answer) : again.answer
}

/** A write of which the browser keeps the answer may have happened, and is treated as one that got none. */
function keptFrom(kind: 'network' | 'protocol', { failure, ...answer }: WireAnswer): WireAnswer {
  const message = globalThis.location?.origin ?? ''
  return { ...answer, failure: { kind, code: 'CorsRefused', message, cause: failure?.cause } }
}

type Sent = { answer: WireAnswer; isUntold?: true }

async function sendOnce(request: WireRequest, send: typeof fetch): Promise<Sent> {
  // Made here, so that an illegal value is not taken for a network failure.
  const headers = new Headers(request.headers)
  const timeout = AbortSignal.timeout(request.timeout)
  let response: Response | undefined
  try {
    response = await send(request.url, {
      method: request.method,
      headers,
      body: bodyOf(request),
      signal: endsOf(request, timeout),
      ...alone,
      ...caching(request.method),
    })
    return { answer: await answerOf(response) }
  } catch (cause) {
    request.signal.throwIfAborted()
    if (timeout.aborted) return { answer: lostAnswer('timeout', cause) }
    if (response && isDecoded(response)) return { answer: undecoded(response, cause) }
    return { answer: lostAnswer('network', cause), ...(!response && { isUntold: true }) }
  }
}

/** Nothing of this page goes along, and nothing leads elsewhere. */
const alone = { credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'manual' } as const

/** A browser would give a text a Content-Type, which is signed. */
function bodyOf({ body }: WireRequest): BodyInit | null {
  return typeof body === 'string' ? new TextEncoder().encode(body) : (body ?? null)
}

async function answerOf(response: Response): Promise<WireAnswer> {
  const headers = Object.fromEntries(response.headers)
  const data = new Uint8Array(await response.arrayBuffer())
  const answer = { status: response.status, headers, data, ...(isDecoded(response) && { isDecoded: true as const }) }
  if (response.type === 'opaqueredirect') return { ...answer, failure: redirected }
  return response.type === 'basic' ? answer : { ...answer, hides: (told) => hiddenIn(headers, told) }
}

const redirected = { kind: 'protocol', code: 'UnexpectedAnswer', message: 'OSS leads elsewhere' } as const

/** ms */
const lookTimeout = 10_000

/** Whether the host answers at all, whatever it says: a page may ask that without a rule. */
async function isThere({ url, signal }: WireRequest, send: typeof fetch): Promise<boolean> {
  const ends = AbortSignal.any([signal, AbortSignal.timeout(lookTimeout)])
  const look = { method: 'HEAD', mode: 'no-cors', cache: 'no-store', signal: ends } as const
  try {
    await send(new URL('/', url), { ...alone, ...look, redirect: 'follow' })
    return true
  } catch {
    signal.throwIfAborted()
    return false
  }
}
