import type { IncomingMessage } from 'node:http'

/** The name of the page: browsers take every name below `localhost` to this computer, and no other program has this one. */
export const ownName = 'ferry.localhost'

/** By which names the page is reached, and what came by another. */
export type Names = {
  /** Whether a request came by a name of this server. Whoever reaches it by a name of his own (DNS rebinding) shows it in the Host header. */
  isOwnHost(request: IncomingMessage): boolean
  /** Whether a request is none that a page of another origin had its browser send. What is no browser sends neither header; `none` is a person. */
  isSameOrigin(request: IncomingMessage): boolean
  /** Where the page is instead, for who came by a name that is not Ferry's alone. */
  ownAddress(request: IncomingMessage): string | undefined
  /** Whether browsers come by https, through a proxy. */
  isSecure: boolean
}

const loopback = /^(ferry\.localhost|localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/** The names of this computer, without a proxy before it. */
export const onThisComputer: Names = {
  isOwnHost: ({ headers }) => loopback.test(headers.host ?? ''),
  isSameOrigin: ({ headers }) => isFrom(`http://${headers.host ?? ''}`, headers),
  // `localhost` belongs to whatever listens there next.
  ownAddress({ headers, url = '/' }) {
    const found = /^localhost(:\d+)?$/.exec(headers.host ?? '')
    // Neither `//host` nor a whole URL may lead away.
    return found ? `http://${ownName}${found[1] ?? ''}/${url.replace(/^\/+|^[^/].*$/s, '')}` : undefined
  },
  isSecure: false,
}

/** The one name by which a proxy lets browsers in. */
export function behindProxy(publicUrl: string): Names {
  const { host: own, origin, protocol } = new URL(publicUrl)
  return {
    isOwnHost: ({ headers }) => (headers.host ?? '').toLowerCase() === own,
    isSameOrigin: ({ headers }) => isFrom(origin, headers),
    ownAddress: () => undefined,
    isSecure: protocol === 'https:',
  }
}

function isFrom(own: string, { origin, 'sec-fetch-site': site }: IncomingMessage['headers']): boolean {
  return (origin === undefined || origin === own) && (site === undefined || site === 'same-origin' || site === 'none')
}
