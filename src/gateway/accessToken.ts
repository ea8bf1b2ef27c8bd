import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Who may use this server: whoever knows the operator's token. */
export type Door = {
  /** Whether a request showed the token, or the cookie that was given for it. */
  isOpen(request: IncomingMessage): boolean
  /** Asks for the token, or takes it and gives the cookie. */
  ask(request: IncomingMessage, response: ServerResponse): void
}

export const LEAST_TOKEN = 16
const COOKIE = 'oss-ferry-access'
const MOST_FORM = 4096
const POLICY = "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

/**
 * A door that opens by this token: in `x-ferry-access` for programs, by a form for people, who get a cookie. The cookie is worth nothing
 * elsewhere or after a restart: it is made of the token and a secret of this process.
 */
export function createDoor(token: string, { isSecure }: { isSecure: boolean }): Door {
  const ticket = createHmac('sha256', randomBytes(32)).update(token).digest('hex')
  const attributes = `; Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
  return {
    isOpen: ({ headers }) =>
      isSame(String(headers['x-ferry-access'] ?? ''), token) ||
      cookiesOf(headers.cookie).some((one) => isSame(one, ticket)),
    ask(request, response) {
      if (request.method !== 'POST' || request.url !== '/access') return showForm(response)
      readForm(request, (given) => {
        if (!isSame(given ?? '', token)) return showForm(response)
        response.writeHead(303, {
          location: '/',
          'set-cookie': `${COOKIE}=${ticket}${attributes}`,
          'cache-control': 'no-store',
        })
        response.end()
      })
    },
  }
}

/** In a time that tells nothing of where they differ. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest()) as [Buffer, Buffer]
  return timingSafeEqual(a, b)
}

function cookiesOf(header = ''): string[] {
  const pairs = header.split(';').map((pair) => pair.trim().split('='))
  return pairs.filter(([name]) => name === COOKIE).map(([, value = '']) => value)
}

function readForm(request: IncomingMessage, done: (token: string | undefined) => void): void {
  let text = ''
  request.setEncoding('latin1')
  request.on('data', (piece: string) => {
    text += piece
    if (text.length > MOST_FORM) request.destroy()
  })
  request.on('end', () => done(new URLSearchParams(text).get('token') ?? undefined))
}

/** In both languages: nothing is known yet of who asks. */
function showForm(response: ServerResponse): void {
  response.writeHead(401, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    connection: 'close',
  })
  response.end(FORM)
}

const FORM = `<!doctype html>
<html lang="en">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>OSS Ferry</title>
<form method="post" action="/access">
  <h1>OSS Ferry</h1>
  <p><label for="token">Access token of this server <span lang="zh-CN">/ 本服务的访问令牌</span></label></p>
  <p><input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
  <button>Open <span lang="zh-CN">/ 进入</span></button></p>
</form>
</html>
`
