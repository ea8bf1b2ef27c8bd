import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

/**
 * What the page may do: run what it was built from, talk to its own server, show pictures, film and sound that it holds. It gets no frames
 * and no plugins, and turns no text into markup or scripts (`hosts/page/trustedTypes.ts` says which exceptions there are).
 */
const rulesOf = (connect: string) => [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  'media-src blob:',
  `connect-src 'self'${connect}`,
  "worker-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
]

/**
 * The policy of the page, as an element of the page itself: where another server serves it, without a gateway, it reaches OSS by itself, and which
 * hosts that are the person says who signs in.
 */
export const pagePolicyInPage = rulesOf(' https: http://localhost:* http://*.localhost:* http://127.0.0.1:*').join('; ')

/** The policy of the page, as a header, which alone can say who may show it in a frame: nobody. Both hold: it reaches its own server only. */
export const pagePolicy = `${rulesOf('').join('; ')}; frame-ancestors 'none'`

/** Of an answer that is no page of ours, whatever it says it is: opened in a tab it has no origin, runs nothing and loads nothing. */
export const inertPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"

/** What nobody needs here. `clipboard-*` is: keys and addresses are copied and pasted. */
const unused = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'serial', 'hid', 'midi', 'display-capture']

/** What every answer of the server says, unless it says more. */
const everyAnswer: Record<string, string> = {
  'content-security-policy': inertPolicy,
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': unused.map((name) => `${name}=()`).join(', '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  // By this the page knows that there is a gateway (`oss/direct/way.ts`).
  'x-ferry': 'gateway',
}

/** Gives an answer these headers before anybody writes it. Whoever answers may name another policy. */
export function protect(response: ServerResponse): void {
  for (const [name, value] of Object.entries(everyAnswer)) response.setHeader(name, value)
}

/**
 * Answers on a bare connection, where there is no response to write, and closes it. Node has let go of it: whatever goes wrong on it is heard
 * here, or by nobody. `status`: number and words.
 */
export function refuseOn(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy())
  const lines = Object.entries(everyAnswer).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status}\r\n${lines.join('')}connection: close\r\ncontent-length: 0\r\n\r\n`, () =>
    socket.destroy(),
  )
}

const broken = new Map([
  ['HPE_HEADER_OVERFLOW', '431 Request Header Fields Too Large'],
  ['ERR_HTTP_REQUEST_TIMEOUT', '408 Request Timeout'],
])

/** Answers what is no request, as Node does. */
export function refuseMalformed({ code = '' }: NodeJS.ErrnoException, socket: Duplex): void {
  if (socket.writable && code !== 'ECONNRESET') refuseOn(socket, broken.get(code) ?? '400 Bad Request')
  else socket.destroy()
}

/**
 * What an answer of OSS may not do to the page's origin when it passes the gateway: set its cookies, clear or fill its stores, replace what
 * `protect` says, let other origins read it, or send the browser elsewhere.
 */
const notForUs = new Set([
  ...Object.keys(everyAnswer),
  ...['content-security-policy-report-only', 'set-cookie', 'set-cookie2', 'clear-site-data', 'service-worker-allowed'],
  ...['refresh', 'link', 'alt-svc', 'nel', 'report-to', 'reporting-endpoints', 'strict-transport-security'],
  ...['sourcemap', 'x-sourcemap', 'x-frame-options', 'accept-ch', 'critical-ch', 'set-login'],
])

/** Whether a header of an upstream answer goes on to the page. */
export function isForwarded(name: string): boolean {
  const lower = name.toLowerCase()
  return !notForUs.has(lower) && !lower.startsWith('access-control-')
}
