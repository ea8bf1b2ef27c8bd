import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerNoAccess, secondTry } from './noAccessPage.ts'
import { isOwnHost, isSameOrigin } from './ownHosts.ts'

/** Who may use the server: browsers, and programs, that have its start token (`createAccess`), or that of its operator (`accessToken.ts`). */
export type Access = {
  /** Whether a request is the page's own: by a name of this server, from no other origin, with the token. */
  mayUse(request: IncomingMessage): boolean
  /** Answers a request that brings the token (the browser gets a cookie), or that has none and may not go on without (words). True when it did. */
  answers(request: IncomingMessage, response: ServerResponse): boolean
  /** What a page is told that has no token, or none that is good any more. */
  lacks: 'NoStartToken' | 'NoAccessToken'
  /** The address that lets a browser in, for the page at `url`. */
  startUrl(url: string): string
  /** What a browser at `url` sends once it was let in. */
  cookie(url: string): { name: string; value: string }
}

/** A cookie belongs to all ports of a host: each server has its own. */
const nameAt = (host: string) => `ferry-start-${/:(\d+)$/.exec(host)?.[1] ?? '80'}`

/** Makes the check of one start token. */
export function createAccess(token: string): Access {
  const isToken = (given: string | null | undefined) => !!given && timingSafeEqual(digest(given), digest(token))
  const isLetIn = ({ headers }: IncomingMessage) => isToken(cookiesOf(headers.cookie).get(nameAt(headers.host ?? '')))
  return {
    mayUse: (request) => isOwnHost(request) && isSameOrigin(request) && isLetIn(request),
    answers(request, response) {
      const { path, given, isAgain } = asked(request)
      if (path !== '/' && path !== '/index.html') return false
      if (isToken(given) || (given !== null && isLetIn(request))) letIn(request, response, token)
      else if (!isLetIn(request)) answerNoAccess(request, response, isAgain)
      else if (isAgain) response.writeHead(303, { location: '/', 'cache-control': 'no-store' }).end()
      else return false
      return true
    },
    lacks: 'NoStartToken',
    startUrl: (url) => `${url}?start=${token}`,
    cookie: (url) => ({ name: nameAt(new URL(url).host), value: token }),
  }
}

/**
 * The token leaves the address at once: what a person then sees, keeps or sends is without it. The cookie ends with the browser's session.
 * What another program at this address once put into the cache is dropped.
 */
function letIn({ headers }: IncomingMessage, response: ServerResponse, token: string): void {
  response.writeHead(303, {
    location: '/',
    'set-cookie': `${nameAt(headers.host ?? '')}=${token}; Path=/; HttpOnly; SameSite=Strict`,
    'clear-site-data': '"cache"',
    'cache-control': 'no-store',
  })
  response.end()
}

function asked({ url = '' }: IncomingMessage) {
  const [path = '', query = ''] = url.split('?', 2)
  const parameters = new URLSearchParams(query)
  return { path, given: parameters.get('start'), isAgain: parameters.has(secondTry) }
}

function cookiesOf(header = ''): Map<string, string> {
  return new Map(
    header.split(';').map((pair): [string, string] => {
      const at = pair.indexOf('=')
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
    }),
  )
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
