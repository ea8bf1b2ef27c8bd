import type { Transport } from '../src/oss/wire.ts'

/** @see https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name */
const alwaysSeen = ['cache-control', 'content-language', 'content-length', 'content-type', 'expires', 'last-modified']
const simple = ['GET', 'HEAD', 'POST']

type Ask = { url: string; method: string; headers: Record<string, string>; body?: Uint8Array<ArrayBuffer> }

/**
 * `fetch` as a page of another origin has it, in Node: a preflight for each request, no answer without a rule that lets it in, and no header
 * that the rule does not name. `e2e/direct.spec.ts` does the same with a real browser.
 */
export function browserFetch(origin: string, send: Transport): typeof fetch {
  const ask = async (asked: Ask) => {
    const answer = await send({ timeout: 60_000, signal: new AbortController().signal, ...asked })
    if (answer.failure) throw new TypeError('Failed to fetch', { cause: answer.failure })
    return answer
  }
  const preflight = async ({ url, method, headers }: Ask) => {
    const wanted = Object.keys(headers).filter((name) => name !== 'range' && name !== 'content-type')
    const { status, headers: said } = await ask({
      url,
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': wanted.sort().join(','),
      },
    })
    const methods = [...simple, ...listed(said['access-control-allow-methods'])]
    const allowed = listed(said['access-control-allow-headers']).map((name) => name.toLowerCase())
    const isLetIn = status === 200 && isFor(said, origin) && methods.includes(method)
    if (!isLetIn || !wanted.every((name) => allowed.includes(name))) throw new TypeError('Failed to fetch')
  }
  return async (input, init = {}) => {
    const headers: Record<string, string> = Object.fromEntries(new Headers(init.headers))
    const body = init.body ? { body: new Uint8Array(await new Response(init.body).arrayBuffer()) } : {}
    const asked = { url: String(input), method: init.method ?? 'GET', headers, ...body }
    if (init.mode === 'no-cors') {
      await ask(asked)
      return new Response(null)
    }
    await preflight(asked)
    const answer = await ask({ ...asked, headers: { ...headers, origin, ...accepted(headers) } })
    if (!isFor(answer.headers, origin)) throw new TypeError('Failed to fetch')
    return seen(answer)
  }
}

function seen({ status, headers, data }: Awaited<ReturnType<Transport>>): Response {
  const exposed = listed(headers['access-control-expose-headers']).map((name) => name.toLowerCase())
  const left = Object.entries(headers).filter(([name]) => alwaysSeen.includes(name) || exposed.includes(name))
  const response = new Response(status === 204 ? null : decoded(data, headers['content-encoding']), {
    status,
    headers: left,
  })
  return Object.defineProperty(response, 'type', { value: 'cors' })
}

/** What is no gzip fails while it is read. */
function decoded(data: Uint8Array<ArrayBuffer>, encoding: string | undefined) {
  return encoding === 'gzip' && data.length > 0
    ? new Blob([data]).stream().pipeThrough(new DecompressionStream('gzip'))
    : data
}

/** @see https://fetch.spec.whatwg.org/#http-network-or-cache-fetch */
const accepted = ({ range }: Record<string, string>) => ({ 'accept-encoding': range ? 'identity' : 'gzip' })

function isFor(headers: Record<string, string>, origin: string): boolean {
  return ['*', origin].includes(headers['access-control-allow-origin'] ?? '')
}

function listed(names = ''): string[] {
  return names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}
