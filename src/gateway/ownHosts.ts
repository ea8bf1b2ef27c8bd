import type { IncomingMessage } from 'node:http'

/** The name of the page: browsers take every name below `localhost` to this computer, and no other program has this one. */
export const ownName = 'ferry.localhost'

/** Whoever reaches this machine by a name of his own (DNS rebinding) shows it in the Host header. */
const own = /^(ferry\.localhost|localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/** Whether a request came by a name of this server. */
export function isOwnHost({ headers }: IncomingMessage): boolean {
  return own.test(headers.host ?? '')
}

/** Whether a request is none that a page of another origin had its browser send. What is no browser sends neither header; `none` is a person. */
export function isSameOrigin({ headers }: IncomingMessage): boolean {
  const { host = '', origin, 'sec-fetch-site': site } = headers
  return (
    (origin === undefined || origin === `http://${host}`) &&
    (site === undefined || site === 'same-origin' || site === 'none')
  )
}

/** Where the page is instead, for who came by `localhost`: that origin belongs to whatever listens there next. */
export function ownAddress({ headers, url = '/' }: IncomingMessage): string | undefined {
  const found = /^localhost(:\d+)?$/.exec(headers.host ?? '')
  // Neither `//host` nor a whole URL may lead away.
  return found ? `http://${ownName}${found[1] ?? ''}/${url.replace(/^\/+|^[^/].*$/s, '')}` : undefined
}
