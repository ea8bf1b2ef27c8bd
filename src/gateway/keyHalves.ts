import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

/** More than one person opens windows; a page that wants to fill the memory gets no more. */
const most = 1000
/** Bytes of a request. */
const longest = 200
const path = /^\/session-half\/([\w-]{22})$/
/** ms in a minute */
const minute = 60_000

type Held = { half: string; until: number }

/** Whether a request is about a half. */
export function isForKeyHalves({ url = '' }: IncomingMessage): boolean {
  return path.test(url)
}

/**
 * Holds, in memory alone, one half of what opens the keys that a browser keeps: without this process what lies on the disk opens nothing,
 * and this process has nothing that the half would open. A half ends with the process, with the sign-out, or when its page has not asked for
 * it for as long as it said (minutes). `now`: ms. Source: docs/decisions/keys.md.
 */
export function createKeyHalves(now = Date.now) {
  const held = new Map<string, Held>()
  const forgotten = new Set<string>()
  const get = (id: string) => {
    const found = held.get(id)
    if (found && found.until > now()) return found
    held.delete(id)
    return undefined
  }
  const put = async (request: IncomingMessage, id: string) => {
    const given = wanted(await read(request))
    if (!given) return 400
    if (forgotten.has(id)) return 410
    sweep()
    if (held.size >= most && !held.has(id)) return 507
    held.set(id, { half: given.half, until: now() + given.minutes * minute })
    return 204
  }
  const sweep = () => {
    for (const [id, { until }] of held) if (until <= now()) held.delete(id)
  }
  /** For good: a tab that has not heard of it, asleep or in the middle of asking, can't bring it back. */
  const forget = (id: string) => {
    held.delete(id)
    forgotten.add(id)
    const [oldest] = forgotten
    if (forgotten.size > most && oldest !== undefined) forgotten.delete(oldest)
    return 204
  }
  return {
    async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const id = path.exec(request.url ?? '')?.[1] ?? ''
      response.setHeader('cache-control', 'no-store')
      if (!isOfThisPage(request)) return void response.writeHead(403).end()
      if (request.method === 'GET') return answerHalf(response, get(id))
      const status = request.method === 'PUT' ? await put(request, id) : request.method === 'DELETE' ? forget(id) : 405
      response.writeHead(status).end()
    },
  }
}

/**
 * A browser names the origin of who asks, and no page can say otherwise. It says nothing where a name was rebound to this address: only
 * loopback and https are told. @see https://www.w3.org/TR/fetch-metadata/
 */
function isOfThisPage({ headers }: IncomingMessage): boolean {
  return headers['sec-fetch-site'] === 'same-origin'
}

/** 404: nobody has it any more, and the person signs in again. */
function answerHalf(response: ServerResponse, found: Held | undefined): void {
  response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' })
  response.end(JSON.stringify(found ? { half: found.half } : { code: 'NoSuchHalf' }))
}

/** Undefined for what is too long, or was cut. */
async function read(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? longest + 1) > longest) return undefined
  return text(request).catch(() => undefined)
}

function wanted(body: string | undefined): { half: string; minutes: number } | undefined {
  try {
    const { half, minutes } = JSON.parse(body ?? '') as { half?: unknown; minutes?: unknown }
    const isHalf = typeof half === 'string' && /^[A-Za-z0-9+/]{43}=$/.test(half)
    return isHalf && typeof minutes === 'number' && minutes > 0 && minutes <= 60 * 24 * 30
      ? { half, minutes }
      : undefined
  } catch {
    return undefined
  }
}
