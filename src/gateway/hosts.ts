import type { LookupFunction } from 'node:net'
import type { Proxies } from '../proxy/proxies.ts'

export type HostPolicy = {
  /**
   * Hosts (with port, if any) that may be reached beside the endpoints of OSS; `*.name` allows every host below. The operator answers for
   * where they lead: their addresses are not looked at.
   */
  allowHosts: string[]
  /** Also plain http, which anybody on the way can read and change. Hosts of this computer need no leave. */
  allowHttp?: boolean
  /** Resolves names; `dns.lookup` unless it is said. */
  lookup?: LookupFunction
  /** The HTTP proxy on the way to a host, if there is one. */
  proxies?: Proxies | undefined
}

/** A URL split by hand: a parser would turn `a/../b` into `b`. `host` has the port, if one was written. */
export type Target = { secure: boolean; host: string; path: string }

/** Bucket and endpoint: regions of all kinds (finance and government ones too), accelerated, dual-stack, S3-compatible, internal, PrivateLink. */
const BUCKET = '(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)?'
const REGION = '[a-z]{2}-[a-z0-9-]+'
const LINK = `ep-[a-z0-9-]+\\.oss\\.${REGION}\\.privatelink`
const ENDPOINT = `(?:s3\\.)?oss-(?:${REGION}|accelerate|accelerate-overseas)|(?:${REGION}\\.)?oss|${LINK}`
const OSS = new RegExp(`^${BUCKET}(?:${ENDPOINT})\\.aliyuncs\\.com$`)
/** Hosts whose addresses are private by their nature. */
const INTERNAL = new RegExp(`(?:^|\\.)(?:oss-${REGION}-internal|${LINK})\\.aliyuncs\\.com$`)
const LOOPBACK = /^(?:(?:[^:]+\.)?localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** The URL of a request, or undefined for what is none. */
export function targetOf(url: string): Target | undefined {
  const [, scheme, host, path] = /^(https?):\/\/([a-z0-9.:[\]-]+)(\/[\x21-\x7e]*)$/i.exec(url) ?? []
  return host && path ? { secure: scheme?.toLowerCase() === 'https', host: host.toLowerCase(), path } : undefined
}

/** Name and port of a target; an IPv6 address keeps its brackets. */
export function nameAndPort({ host, secure }: Target): { name: string; port: number } {
  const [, name = host, port] = /^(.*?)(?::(\d+))?$/.exec(host) ?? []
  return { name, port: Number(port ?? (secure ? 443 : 80)) }
}

/** Why a target may not be reached, in words; undefined when it may. */
export function refusalOf(target: Target, { allowHosts, allowHttp }: HostPolicy): string | undefined {
  const { name } = nameAndPort(target)
  if (!isNamed(target, allowHosts) && !isOss(target)) return target.host
  if (!target.secure && !allowHttp && !LOOPBACK.test(name)) return `${target.host}: https only`
  return undefined
}

/** Whether the address behind a name must be a public one. */
export function mustBePublic(target: Target, { allowHosts }: HostPolicy): boolean {
  return !isNamed(target, allowHosts) && !INTERNAL.test(nameAndPort(target).name)
}

/** A host without the port that its scheme has anyway. */
export function withoutUsualPort(host: string, secure: boolean): string {
  return host.replace(secure ? /:443$/ : /:80$/, '')
}

function isOss({ host, secure }: Target): boolean {
  return OSS.test(withoutUsualPort(host, secure))
}

function isNamed({ host, secure }: Target, allowHosts: string[]): boolean {
  const asked = withoutUsualPort(host, secure)
  return allowHosts.some((given) => {
    const allowed = withoutUsualPort(given.toLowerCase(), secure)
    return allowed.startsWith('*.') ? asked.endsWith(allowed.slice(1)) : asked === allowed
  })
}
