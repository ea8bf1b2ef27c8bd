/** Where the environment says that connections go through an HTTP proxy. */
import { BlockList, isIP } from 'node:net'

/** `name` is what may be shown: without the sign-in that `authorization` carries. */
export type HttpProxy = { isSecure: boolean; host: string; port: number; name: string; authorization?: string }
export type Destination = { isSecure: boolean; host: string; port: number }
/** The proxy on the way to a host, if there is one. */
export type Proxies = (to: Destination) => HttpProxy | undefined

type Environment = Record<string, string | undefined>

/** A value that names no HTTP proxy. It does not repeat the value, which may hold a password. */
export class ProxySettingError extends Error {
  override readonly name = 'ProxySettingError'
}

/**
 * `HTTPS_PROXY` for https, `HTTP_PROXY` for http, and `NO_PROXY`, in capitals or not, as curl reads them; undefined where none is set. What is
 * on this computer is never asked of a proxy.
 * @throws ProxySettingError
 */
export function proxiesOf(environment: Environment): Proxies | undefined {
  const secure = proxyIn(environment, 'HTTPS_PROXY')
  const plain = proxyIn(environment, 'HTTP_PROXY')
  if (!secure && !plain) return undefined
  const isDirect = directOf(setting(environment, 'NO_PROXY') ?? '')
  return (to) => (isLoopback(to.host) || isDirect(to) ? undefined : to.isSecure ? secure : plain)
}

function setting(environment: Environment, name: string): string | undefined {
  return environment[name.toLowerCase()]?.trim() || environment[name]?.trim() || undefined
}

function proxyIn(environment: Environment, name: string): HttpProxy | undefined {
  const value = setting(environment, name)
  if (value === undefined) return undefined
  const text = value.includes('://') ? value : `http://${value}`
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search)
    throw new ProxySettingError(`${name} must be an HTTP proxy such as http://proxy.example.com:3128.`)
  const isSecure = url.protocol === 'https:'
  const port = Number(url.port || (isSecure ? 443 : 80))
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return { isSecure, host, port, name: `${url.hostname}:${port}`, ...signInOf(url, name) }
}

function signInOf({ username, password }: URL, name: string): Pick<HttpProxy, 'authorization'> {
  if (!username && !password) return {}
  try {
    const words = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
    return { authorization: `Basic ${Buffer.from(words).toString('base64')}` }
  } catch {
    throw new ProxySettingError(`The user name or password in ${name} has a % that is not written as %25.`)
  }
}

function isLoopback(host: string): boolean {
  return /^(?:(?:[^:]+\.)?localhost\.?|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)
}

type Entry = (to: Destination) => boolean

/** What goes directly: `*`, a host with all below it, an address or a net of addresses, each with or without a port. */
function directOf(list: string): Entry {
  const entries = list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(entryOf)
  return ({ host, ...to }) => {
    const bare = { ...to, host: host.toLowerCase().replace(/^\[|\]$/g, '') }
    return entries.some((isMeant) => isMeant(bare))
  }
}

function entryOf(text: string): Entry {
  const [net = '', bits] = text.split('/')
  if (bits !== undefined) return inNet(net, Number(bits))
  const [, bracketed, plain, given] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(text) ?? []
  const name = (bracketed ?? plain ?? text).replace(/^\*?\.(?=.)/, '')
  const isNamed = (host: string) => name === '*' || host === name || host.endsWith(`.${name}`)
  return ({ host, port }) => isNamed(host) && (given === undefined || Number(given) === port)
}

function inNet(net: string, bits: number): Entry {
  const version = isIP(net)
  if (version === 0 || !(bits >= 0 && bits <= (version === 6 ? 128 : 32))) return () => false
  const family = version === 6 ? 'ipv6' : 'ipv4'
  const addresses = new BlockList()
  addresses.addSubnet(net, bits, family)
  return ({ host }) => isIP(host) === version && addresses.check(host, family)
}
