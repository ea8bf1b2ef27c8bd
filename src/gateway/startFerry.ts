import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { listenOn } from '../local-oss/command/listen.ts'
import { onBroken } from '../local-oss/http/brokenRequest.ts'
import { type Listening, onAddress, onLoopback } from '../local-oss/http/loopback.ts'
import type { LocalOss } from '../local-oss/server.ts'
import { type Access, createAccess } from './access.ts'
import { logAnswer } from './accessLog.ts'
import { createTokenAccess } from './accessToken.ts'
import { createFerryApi, type FerryApi, type FerryApiOptions, isForApi, isForGateway } from './ferryApi.ts'
import { dismissesWorker } from './foreignWorker.ts'
import { limits } from './limits.ts'
import { isOwnHost, ownAddress, ownName } from './ownHosts.ts'
import { servePage } from './pageFiles.ts'
import { protect, refuseMalformed } from './securityHeaders.ts'
import { startToken } from './startToken.ts'
import { mostHeaderBytes } from './upstream.ts'

const FIRST_PORT = 8787
const HEALTH = '/healthz'

export type FerryOptions = Omit<FerryApiOptions, 'access'> & {
  /** The folder of the built page. */
  page: string
  /** Port of the page; absent: the first free one from 8787 upwards; 0: any, and any for the local OSS too. */
  port?: number | undefined
  /** The address to listen on; absent: both of the loopback. */
  host?: string | undefined
  /** The operator's: whoever uses the server must show it. Absent: a start token, which is in the address that is printed. */
  accessToken?: string | undefined
}

export type RunningFerry = {
  /** The page, for whoever was let in: a name of Ferry's own, and the loopback's number for programs that don't know the name. */
  url: string
  numberUrl: string
  /** The address that lets a browser in, and what it sends from then on. */
  startUrl: string
  cookie: { name: string; value: string }
  /** Throws when there is none. */
  localOss: LocalOss
  /** Where the local OSS is, and its demo key. */
  account: NonNullable<FerryApi['local']>['account']
  /** Takes nothing new, lets what is under way end for at most `limits.stop` ms, and closes. */
  stop(): Promise<void>
  /** Cuts what is under way. */
  close(): Promise<void>
}

/** Starts the local OSS, the gateway and the server of the page. Throws when the folder or the port is taken. */
export async function startFerry({ page, port, host, ...options }: FerryOptions): Promise<RunningFerry> {
  const { accessToken, publicUrl } = options
  const access = accessToken
    ? createTokenAccess({ token: accessToken, publicUrl })
    : createAccess(startToken(options.dataDir))
  const api = await createFerryApi({ ...options, access, ossPort: options.ossPort ?? (port === 0 ? 0 : undefined) })
  const server = createPageServer()
  serve(server, { api, access, page, options })
  const door = host === undefined ? onLoopback(server) : onAddress(server, host)
  const taken = await listenOn(door.listen, { port, from: FIRST_PORT }).catch(async (error) => {
    await api.close()
    throw error
  })
  const url = publicUrl ?? `http://${host === undefined ? ownName : nameOf(host)}:${taken}/`
  const addresses = { url, numberUrl: `http://127.0.0.1:${taken}/`, startUrl: access.startUrl(url) }
  return Object.assign(running(server, api, door), { ...addresses, cookie: access.cookie(url) })
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

type Served = { api: FerryApi; access: Access; page: string; options: Pick<FerryOptions, 'publicUrl' | 'log'> }

function serve(server: Server, { api, access, page, options: { publicUrl, log } }: Served): void {
  const pageFiles = servePage(resolve(page))
  server.on('request', (request, response) => {
    protect(response)
    if (!isForGateway(request)) logAnswer(log, response, () => request.headers.host ?? '')
    if (request.url === HEALTH) return answerText(response, 200, 'ok\n')
    if (dismissesWorker(request, response)) return
    if (isForApi(request)) return api.handle(request, response)
    if (sendsElsewhere(request, response, publicUrl) || access.answers(request, response)) return
    pageFiles(request, response).catch((error) => response.destroy(error))
  })
  server.on('upgrade', api.upgrade)
  onBroken(server, refuseMalformed)
}

/** The page has one name, and the loopback's number where a browser does not know it. Who came by another name came by a trick. */
function sendsElsewhere(request: IncomingMessage, response: ServerResponse, publicUrl: string | undefined): boolean {
  const location = publicUrl === undefined ? ownAddress(request) : undefined
  if (location) response.writeHead(307, { location, 'cache-control': 'no-store' }).end()
  else if (isOwnHost(request, publicUrl)) return false
  else answerText(response, 421, 'Not the address of this server.\n')
  return true
}

function answerText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
  response.end(text)
}

function nameOf(host: string): string {
  if (host === '127.0.0.1' || host === '::1') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

function running(server: Server, api: FerryApi, door: Listening) {
  const local = () => {
    if (!api.local) throw new Error('There is no local OSS here')
    return api.local
  }
  let closed: Promise<void> | undefined
  const shut = () => {
    closed ??= door.close()
    return closed
  }
  const close = async () => {
    const ended = shut()
    server.closeAllConnections()
    await Promise.all([ended, api.close()])
  }
  return {
    get localOss() {
      return local().oss
    },
    get account() {
      return local().account
    },
    async stop() {
      const ended = shut()
      // A connection that is kept for a next request ends when its request has.
      const sweep = setInterval(() => server.closeIdleConnections(), 50)
      await Promise.race([Promise.all([ended, api.drain()]), sleep(limits.stop, undefined, { ref: false })])
      clearInterval(sweep)
      await close()
    },
    close,
  }
}
