import type { IncomingMessage } from 'node:http'

/** Where a browser reaches the page: `https://ferry.example.com`. Absent: on this computer. */
export type PublicUrl = string | undefined

/** Whoever reaches this computer by a name of his own (DNS rebinding) shows it in the Host header. */
const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/**
 * Whether a request comes from the page that this process serves, or from a program that is no page. A page of another origin can't send
 * `x-ferry-target` without a preflight, which it is never granted, and its socket names its origin.
 */
export function isOwnPage({ headers }: IncomingMessage, publicUrl: PublicUrl): boolean {
  const host = headers.host ?? ''
  if (publicUrl === undefined)
    return LOOPBACK_HOST.test(host) && (headers.origin === undefined || headers.origin === `http://${host}`)
  const { host: own, origin } = new URL(publicUrl)
  return host.toLowerCase() === own && (headers.origin === undefined || headers.origin === origin)
}

/**
 * Whether a request may have the demo key: only the page itself, which its browser attests, and neither another page nor an address that
 * was typed. What else must be shown for it (a start token) is asked here.
 */
export function mayHaveDemoKey(request: IncomingMessage, publicUrl: PublicUrl): boolean {
  return isOwnPage(request, publicUrl) && request.headers['sec-fetch-site'] === 'same-origin'
}
