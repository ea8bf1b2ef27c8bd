import type { IncomingMessage } from 'node:http'
import { withoutUsualPort } from './hosts.ts'

/** Where a browser reaches the page: `https://ferry.example.com/`. Absent: on this computer. */
export type PublicUrl = string | undefined

/** The name of the page: browsers take every name below `localhost` to this computer, and no other program has this one. */
export const ownName = 'ferry.localhost'

/** Whoever reaches this machine by a name of his own (DNS rebinding) shows it in the Host header. */
const own = /^(ferry\.localhost|localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/** Whether a request came by a name of this server. */
export function isOwnHost({ headers }: IncomingMessage, publicUrl?: PublicUrl): boolean {
  const host = headers.host ?? ''
  if (publicUrl === undefined) return own.test(host)
  const { host: publicHost, protocol } = new URL(publicUrl)
  return withoutUsualPort(host.toLowerCase(), protocol === 'https:') === publicHost
}

/** Whether a request is none that a page of another origin had its browser send. What is no browser sends neither header; `none` is a person. */
export function isSameOrigin({ headers }: IncomingMessage, publicUrl?: PublicUrl): boolean {
  const { host = '', origin, 'sec-fetch-site': site } = headers
  const ours = publicUrl === undefined ? `http://${host}` : new URL(publicUrl).origin
  return (origin === undefined || origin === ours) && (site === undefined || site === 'same-origin' || site === 'none')
}

/**
 * Whether a request comes from the page that this process serves, or from a program that is no page. A page of another origin can't send
 * `x-ferry-target` without a preflight, which it is never granted, and its socket names its origin.
 */
export function isOwnPage(request: IncomingMessage, publicUrl?: PublicUrl): boolean {
  return isOwnHost(request, publicUrl) && isSameOrigin(request, publicUrl)
}

/** Where the page is instead, for who came by `localhost`: that origin belongs to whatever listens there next. */
export function ownAddress({ headers, url = '/' }: IncomingMessage): string | undefined {
  const found = /^localhost(:\d+)?$/.exec(headers.host ?? '')
  // Neither `//host` nor a whole URL may lead away.
  return found ? `http://${ownName}${found[1] ?? ''}/${url.replace(/^\/+|^[^/].*$/s, '')}` : undefined
}
