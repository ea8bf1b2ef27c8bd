import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { LookupFunction, Socket } from 'node:net'
import type { HttpProxy, Proxies } from '../proxy/proxies.ts'
import { connectThrough } from '../proxy/tunnel.ts'
import { nameAndPort, type Target } from './hosts.ts'
import { AddressNotAllowed } from './publicLookup.ts'

type Asked = { host: string; port: number; lookup?: LookupFunction }
type Done = (error: Error | null, socket?: Socket) => void
type Agents = Record<'http' | 'https', HttpAgent>

/** Keeps connections through the proxies of the environment, an agent for each proxy and scheme. */
export function createProxiedAgents(proxies: Proxies | undefined) {
  const made = new Map<string, Agents>()
  const closed = new AbortController()
  const mayGo = guard()
  const agentsOf = (proxy: HttpProxy) => {
    const agents = made.get(proxy.name) ?? newAgents(proxy, mayGo, closed.signal)
    made.set(proxy.name, agents)
    return agents
  }
  return {
    /** Undefined where no proxy is on the way. */
    of(target: Target): HttpAgent | undefined {
      const { name: host, port } = nameAndPort(target)
      const proxy = proxies?.({ isSecure: target.secure, host, port })
      return proxy && agentsOf(proxy)[target.secure ? 'https' : 'http']
    },
    close() {
      closed.abort()
      for (const { http, https } of made.values()) for (const agent of [http, https]) agent.destroy()
    },
  }
}

type MayGo = (asked: Asked, isSecure: boolean) => Promise<void>

function newAgents(proxy: HttpProxy, mayGo: MayGo, signal: AbortSignal): Agents {
  const connectTo = (isSecure: boolean) => (asked: Asked, done: Done) => {
    const { host, port } = asked
    mayGo(asked, isSecure)
      .then(() => connectThrough(proxy, { isSecure, host, port }, signal))
      .then((socket) => done(null, socket), done)
  }
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) }
  return {
    http: Object.assign(agents.http, { createConnection: connectTo(false) }),
    https: Object.assign(agents.https, { createConnection: connectTo(true) }),
  }
}

/** For how long nobody is asked again where no DNS answers, ms: to hear that takes some ten seconds. */
const withoutDns = 60_000

/**
 * The proxy looks a host up by itself. Where this computer can too, what it finds must be as without a proxy; behind many proxies it can't, and
 * then the certificate says who answers. Where there is none, nothing would.
 */
function guard(): MayGo {
  let blindUntil = 0
  return ({ host, lookup }, isSecure) =>
    new Promise((resolve, reject) => {
      if (!lookup || (isSecure && Date.now() < blindUntil)) return resolve()
      lookup(host, { all: true }, (error) => {
        if (error?.code === 'EAI_AGAIN') blindUntil = Date.now() + withoutDns
        if (error && (!isSecure || error instanceof AddressNotAllowed)) reject(error)
        else resolve()
      })
    })
}
