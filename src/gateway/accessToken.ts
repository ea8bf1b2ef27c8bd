import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Access } from './access.ts'
import { isOwnPage, type PublicUrl } from './ownHosts.ts'

const COOKIE = 'oss-ferry-access'
const MOST_FORM = 4096
const POLICY = "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

type Shown = { token: string; publicUrl: PublicUrl }

/**
 * Access by the operator's token: in `x-ferry-access` for programs, by a form for people, who get a cookie. Nothing at all is answered
 * without. The cookie is worth nothing elsewhere or after a restart: it is made of the token and a secret of this process.
 */
export function createTokenAccess({ token, publicUrl }: Shown): Access {
  const ticket = createHmac('sha256', randomBytes(32)).update(token).digest('hex')
  const isSecure = publicUrl?.startsWith('https:') ?? false
  const attributes = `; Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
  const isLetIn = ({ headers }: IncomingMessage) =>
    isSame(String(headers['x-ferry-access'] ?? ''), token) ||
    cookiesOf(headers.cookie).some((one) => isSame(one, ticket))
  return {
    mayUse: (request) => isOwnPage(request, publicUrl) && isLetIn(request),
    answers(request, response) {
      if (isLetIn(request)) return false
      if (request.method !== 'POST' || request.url !== '/access') showForm(response)
      else takeForm(request, response, { token, cookie: `${COOKIE}=${ticket}${attributes}` })
      return true
    },
    lacks: 'NoAccessToken',
    startUrl: (url) => url,
    cookie: () => ({ name: COOKIE, value: ticket }),
  }
}

type Giving = { token: string; cookie: string }

function takeForm(request: IncomingMessage, response: ServerResponse, { token, cookie }: Giving): void {
  readForm(request, (given) => {
    if (!isSame(given ?? '', token)) return showForm(response)
    response.writeHead(303, { location: '/', 'set-cookie': cookie, 'cache-control': 'no-store' })
    response.end()
  })
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
  <p><label for="token">Access token of this server <span lang="zh-CN">/ 服务器的访问令牌</span></label></p>
  <p><input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
  <button>Open <span lang="zh-CN">/ 进入</span></button></p>
</form>
</html>
`
