import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { listenOn } from '../local-oss/listen.ts'
import type { LocalOss } from '../local-oss/server.ts'
import { type Access, createAccess } from './access.ts'
import { logAnswer } from './accessLog.ts'
import { createFerryApi, type FerryApi, type FerryApiOptions, isForApi, isForGateway } from './ferryApi.ts'
import { dismissesWorker } from './foreignWorker.ts'
import { limits } from './limits.ts'
import { type Listening, onAddress, onLoopback } from './loopback.ts'
import { behindProxy, type Names, onThisComputer, ownName } from './ownHosts.ts'
import { servePage } from './pageFiles.ts'
import { protect, refuseBroken } from './securityHeaders.ts'
import { startToken } from './startToken.ts'
import { mostHeaderBytes } from './upstream.ts'

const FIRST_PORT = 8787
const HEALTH = '/healthz'

export type FerryOptions = Omit<FerryApiOptions, 'access' | 'names'> & {
  /** The folder of the built page. */
  page: string
  /** Port of the page; absent: the first free one from 8787 upwards; 0: any, and any for the local OSS too. */
  port?: number | undefined
  /** The one address to listen on; absent: both of the loopback. */
  host?: string | undefined
  /** Where browsers reach the page through a proxy: `https://ferry.example.com/`. Absent: on this computer. */
  publicUrl?: string | undefined
  /** What must be shown to use the server; absent: the start token of the data folder. */
  accessToken?: string | undefined
}

export type RunningFerry = {
  /** The page, for whoever was let in: a name of Ferry's own, and the loopback's number for programs that don't know the name. */
  url: string
  numberUrl: string
  /** The address that lets a browser in, and what it sends from then on. */
  startUrl: string
  cookie: { name: string; value: string }
  /** Throws where there is none. */
  localOss: LocalOss
  /** The demo key, and where the local OSS is. Throws where there is none. */
  account: NonNullable<FerryApi['local']>['account']
  /** Takes nothing new, lets what is under way end for at most `limits.stop` ms, and closes. */
  stop(): Promise<void>
  /** Cuts what is under way. */
  close(): Promise<void>
}

/** Starts the local OSS, the gateway and the server of the page. Throws when the folder or the port is taken. */
export async function startFerry({ page, port, host, publicUrl, ...options }: FerryOptions): Promise<RunningFerry> {
  const names = publicUrl ? behindProxy(publicUrl) : onThisComputer
  const access = createAccess(options.accessToken ?? startToken(options.dataDir), names)
  const ossPort = options.ossPort ?? (port === 0 ? 0 : undefined)
  const api = await createFerryApi({ ...options, access, names, ossPort })
  const server = createPageServer()
  serve(server, { api, access, names, page, log: options.log })
  const listening = host === undefined ? onLoopback(server) : onAddress(server, host)
  const taken = await listenOn(listening.listen, { port, from: FIRST_PORT }).catch(async (error) => {
    await api.close()
    throw error
  })
  return Object.assign(running(server, listening, api), addresses(taken, access, publicUrl))
}

function createPageServer(): Server {
  const server = createServer({
    // A page keeps connections for its next request; one that is closed at that very moment is a lost answer.
    keepAliveTimeout: 60_000,
    // An upload takes as long as it takes (`limits.idleBody`); without a word here no time would hold for heads either.
    requestTimeout: 0,
    headersTimeout: limits.head,
    connectionsCheckingInterval: limits.head / 6,
    maxHeaderSize: mostHeaderBytes,
  })
  server.maxHeadersCount = 0
  server.maxConnections = limits.connections
  return server
}

type Served = { api: FerryApi; access: Access; names: Names; page: string; log: FerryOptions['log'] }

function serve(server: Server, { api, access, names, page, log }: Served): void {
  const pageFiles = servePage(resolve(page))
  server.on('request', (request, response) => {
    if (!isForGateway(request)) logAnswer(log, response, () => request.headers.host ?? '')
    protect(response)
    if (request.url === HEALTH) return answerText(response, 200, 'ok\n')
    if (dismissesWorker(request, response)) return
    if (isForApi(request)) return api.handle(request, response)
    if (sendsElsewhere(names, request, response) || access.answers(request, response)) return
    pageFiles(request, response).catch((error) => response.destroy(error))
  })
  server.on('upgrade', api.upgrade)
  server.on('clientError', refuseBroken)
}

/** What can be done with a server that listens. */
function running(server: Server, listening: Listening, api: FerryApi) {
  const local = () => {
    if (!api.local) throw new Error('There is no local OSS here')
    return api.local
  }
  const close = async () => {
    const closed = listening.close()
    server.closeAllConnections()
    await Promise.all([closed, api.close()])
  }
  const stop = async () => {
    // A connection that is kept for a next request ends when its request has.
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    const ended = Promise.all([listening.close(), api.drain()])
    await Promise.race([ended, sleep(limits.stop, undefined, { ref: false })])
    clearInterval(sweep)
    await close()
  }
  return {
    get localOss() {
      return local().oss
    },
    get account() {
      return local().account
    },
    stop,
    close,
  }
}

function addresses(port: number, access: Access, publicUrl: string | undefined) {
  const url = publicUrl ?? `http://${ownName}:${port}/`
  return { url, numberUrl: `http://127.0.0.1:${port}/`, startUrl: access.startUrl(url), cookie: access.cookie(url) }
}

/** The page has one name, and the loopback's number where a browser does not know it. Who came by another name came by a trick. */
function sendsElsewhere(names: Names, request: IncomingMessage, response: ServerResponse): boolean {
  const location = names.ownAddress(request)
  if (location) response.writeHead(307, { location, 'cache-control': 'no-store' }).end()
  else if (names.isOwnHost(request)) return false
  else answerText(response, 421, 'This is not that host.\n')
  return true
}

function answerText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end(text)
}
