import { request as httpRequest, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Destination, HttpProxy } from './proxies.ts'

/** A proxy that stands on the way and does not let through. `code` is what the page tells causes by; the message begins with it. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError'
  readonly code: string

  constructor(code: string, { name }: HttpProxy, what: string) {
    super(`${code}: the proxy ${name} ${what}`)
    this.code = code
  }
}

/** How long a proxy may take to connect, ms. Some look the host up first, and try each of its addresses. */
const patience = 30_000

/**
 * A connection to a host through a proxy, over TLS where the host speaks it: the proxy sees its name and port, and nothing of a request. All that
 * goes over it is what would go over a connection of our own, so that a path, a header or a signature is never the proxy's to change.
 * Rejects with ProxyError, or with the reason why TLS did not come about.
 */
export async function connectThrough(proxy: HttpProxy, to: Destination, signal?: AbortSignal): Promise<Socket> {
  const tunnel = await openTunnel(proxy, to, signal)
  return to.isSecure ? secured(tunnel, proxy, to) : tunnel
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#name-connect */
function openTunnel(proxy: HttpProxy, to: Destination, signal: AbortSignal | undefined): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const asked = (proxy.isSecure ? httpsRequest : httpRequest)({ ...connectTo(proxy, to), ...(signal && { signal }) })
    asked.setTimeout(patience, () => asked.destroy(noAnswer()))
    asked.on('connect', ({ statusCode = 0 }, socket) => {
      if (statusCode >= 200 && statusCode < 300) return resolve(released(socket))
      socket.on('error', () => {}).destroy()
      reject(refusalOf(proxy, statusCode))
    })
    // Some answer as if they were asked for a page.
    asked.on('response', (answer) => {
      answer.on('error', () => {}).destroy()
      reject(refusalOf(proxy, answer.statusCode ?? 0))
    })
    asked.on('error', (error: NodeJS.ErrnoException) => reject(unreachable(proxy, error)))
    asked.end()
  })
}

function connectTo({ host, port, authorization }: HttpProxy, to: Destination): RequestOptions {
  const authority = `${to.host.includes(':') ? `[${to.host}]` : to.host}:${to.port}`
  const headers = { host: authority, ...(authorization && { 'proxy-authorization': authorization }) }
  return { host, port, method: 'CONNECT', path: authority, headers, agent: false }
}

function released(socket: Socket): Socket {
  return socket.setTimeout(0).setNoDelay(true).setKeepAlive(true, 60_000)
}

/** A proxy that looks at the name of a host, or decrypts, may end a connection only now. */
function secured(tunnel: Socket, proxy: HttpProxy, { host }: Destination): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({ socket: tunnel, host, ...(isIP(host) ? {} : { servername: host }) })
    const fail = (error: NodeJS.ErrnoException) => reject(wasCut(error) ? unreachable(proxy, error) : error)
    const late = () => socket.destroy(noAnswer())
    socket.setTimeout(patience, late).once('error', fail)
    socket.once('secureConnect', () => {
      socket.off('error', fail).off('timeout', late)
      resolve(released(socket))
    })
  })
}

function wasCut({ code }: NodeJS.ErrnoException): boolean {
  return code === 'ECONNRESET' || code === 'EPIPE' || code === 'ETIMEDOUT'
}

function noAnswer(): Error {
  return Object.assign(new Error('No answer'), { code: 'ETIMEDOUT' })
}

function refusalOf(proxy: HttpProxy, status: number): ProxyError {
  const code = status === 407 ? 'PROXY_SIGN_IN' : status >= 500 ? 'PROXY_NO_WAY' : 'PROXY_REFUSED'
  return new ProxyError(code, proxy, `answered ${status}`)
}

function unreachable(proxy: HttpProxy, error: NodeJS.ErrnoException): Error {
  if (error.name === 'AbortError') return error
  const code = isOfCertificate(error) ? 'PROXY_CERTIFICATE' : 'PROXY_UNREACHABLE'
  return new ProxyError(code, proxy, `(${error.code ?? 'no HTTP'})`)
}

/** Of the proxy's own: no tunnel was there yet. @see https://nodejs.org/api/tls.html#x509-certificate-error-codes */
function isOfCertificate({ code = '' }: NodeJS.ErrnoException): boolean {
  return /CERT|LEAF_SIGNATURE|HOSTNAME_MISMATCH/.test(code)
}
