import { onAbort } from './onAbort.ts'
import { lostAnswer, recalledAnswer, type WireAnswer, type WireRequest } from './wire.ts'

/** These are the browser's own; a page may not set them and OSS signs none of them. */
const unsettable = new Set(['host', 'date', 'content-length', 'user-agent', 'connection', 'accept-encoding'])

/** What a page may send of a request's headers. */
export function settable(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !unsettable.has(name)))
}

/** Whether it must not leave any more. Who waits for a signal that was aborted before hears nothing of it. @throws the reason of a stop */
export function isRecalled({ signal, recall }: WireRequest): boolean {
  signal.throwIfAborted()
  return recall?.aborted === true
}

/** What ends a fetch: a stop, its time, or that it must not leave any more. */
export function endsOf({ signal, recall }: WireRequest, timeout: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, timeout, ...(recall ? [recall] : [])])
}

/**
 * Chromium runs GETs of one URL one after the other unless the cache is left out; on PUT and POST `no-store` would add a
 * `Cache-Control` header, which OSS stores as metadata (docs/oss/access.md#what-a-browser-adds).
 */
export function caching(method: string): RequestInit {
  return method === 'GET' || method === 'HEAD' ? { cache: 'no-store' } : {}
}

/** What browsers decode by themselves; the engine asks for `identity`, of which nothing is. */
const decoded = /\b(gzip|deflate|br|zstd)\b/i

/** Whether the browser has decoded an answer, or tried to. */
export function isDecoded({ headers }: Response): boolean {
  return decoded.test(headers.get('content-encoding') ?? '')
}

/** An answer came, and was lost while it was decoded: its `Content-Encoding` may be none of its content's. */
export function undecoded({ headers }: Response, cause: unknown): WireAnswer {
  const message = headers.get('content-encoding') ?? ''
  return { ...lostAnswer('network', cause), failure: { kind: 'protocol', code: 'FalseEncoding', message, cause } }
}

/** Lets so many go at once; who is stopped or recalled while it waits does not go at all. */
export function turns(most: number) {
  let under = 0
  const waiting = new Set<() => void>()
  const enter = ({ signal, recall }: WireRequest) =>
    new Promise<boolean>((resolve) => {
      const leave = (mayGo: boolean) => () => {
        waiting.delete(go)
        for (const stay of stays) stay?.()
        resolve(mayGo)
      }
      const go = leave(true)
      const stays = [signal, recall].map((stop) => stop && onAbort(stop, leave(false)))
      waiting.add(go)
    })
  const admit = () => {
    for (const go of waiting) {
      if (under >= most) return
      under++
      go()
    }
  }
  return async (request: WireRequest, send: () => Promise<WireAnswer>): Promise<WireAnswer> => {
    const turn = enter(request)
    admit()
    const mayGo = await turn
    try {
      request.signal.throwIfAborted()
      return mayGo ? await send() : recalledAnswer()
    } finally {
      if (mayGo) under--
      admit()
    }
  }
}
