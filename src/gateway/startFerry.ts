import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { listenOn } from '../local-oss/listen.ts'
import type { LocalOss } from '../local-oss/server.ts'
import { logAnswer } from './accessLog.ts'
import { createDoor, type Door } from './accessToken.ts'
import { createFerryApi, type FerryApi, type FerryApiOptions, isForApi, isForGateway } from './ferryApi.ts'
import { limits } from './limits.ts'
import { isOwnPage } from './ownPage.ts'
import { servePage } from './pageFiles.ts'
import { refuseUpgrade } from './refuseUpgrade.ts'
import { mostHeaderBytes } from './upstream.ts'

const FIRST_PORT = 8787
const HEALTH = '/healthz'

export type FerryOptions = FerryApiOptions & {
  /** The folder of the built page. */
  page: string
  /** Port of the page; absent: the first free one from 8787 upwards; 0: any, and any for the local OSS too. */
  port?: number | undefined
  /** The address to listen on, 127.0.0.1 unless it is said. */
  host?: string | undefined
  /** Whoever uses the server must show it. */
  accessToken?: string | undefined
}

export type RunningFerry = {
  url: string
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
export async function startFerry({ page, port, host = '127.0.0.1', ...options }: FerryOptions): Promise<RunningFerry> {
  const api = await createFerryApi({ ...options, ossPort: options.ossPort ?? (port === 0 ? 0 : undefined) })
  const server = createPageServer()
  serve(server, { api, page, options })
  const listen = (wanted: number) => listenAt(server, host, wanted)
  const taken = await listenOn(listen, { port, from: FIRST_PORT }).catch(async (error) => {
    await api.close()
    throw error
  })
  // A connection that can't be taken (no descriptor is left) is no reason to end.
  server.on('error', (error) => process.stderr.write(`${error.message}\n`))
  return Object.assign(running(server, api), { url: options.publicUrl ?? `http://${nameOf(host)}:${taken}/` })
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

type Served = { api: FerryApi; page: string; options: Pick<FerryOptions, 'accessToken' | 'publicUrl' | 'log'> }

function serve(server: Server, { api, page, options }: Served): void {
  const { accessToken, publicUrl, log } = options
  const door = accessToken ? createDoor(accessToken, { isSecure: publicUrl?.startsWith('https:') ?? false }) : undefined
  const pageFiles = servePage(resolve(page))
  const isStranger = (request: IncomingMessage) => publicUrl !== undefined && !isOwnPage(request, publicUrl)
  server.on('request', (request, response) => {
    if (!isForGateway(request)) logAnswer(log, response, () => request.headers.host ?? '')
    if (request.url === HEALTH) answerText(response, 200, 'ok\n')
    else if (isStranger(request)) answerText(response, 421, 'Not the address of this server.\n')
    else if (door && !door.isOpen(request)) door.ask(request, response)
    else if (isForApi(request)) api.handle(request, response)
    else pageFiles(request, response).catch((error) => response.destroy(error))
  })
  server.on('upgrade', (request, socket, head) => upgrade({ api, door }, request, socket, head))
}

function upgrade(
  { api, door }: { api: FerryApi; door: Door | undefined },
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  if (door && !door.isOpen(request)) refuseUpgrade(socket, '401 Unauthorized')
  else api.upgrade(request, socket, head)
}

function answerText(response: ServerResponse, status: number, text: string): void {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' }
  response.writeHead(status, { ...headers, 'cache-control': 'no-store' })
  response.end(text)
}

function listenAt(server: Server, host: string, wanted: number): Promise<number> {
  return new Promise((listening, reject) => {
    server.once('error', reject)
    server.listen(wanted, host, () => {
      server.off('error', reject)
      listening((server.address() as AddressInfo).port)
    })
  })
}

function nameOf(host: string): string {
  if (host === '127.0.0.1' || host === '::1') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

function running(server: Server, api: FerryApi): Omit<RunningFerry, 'url'> {
  const local = () => {
    if (!api.local) throw new Error('There is no local OSS here')
    return api.local
  }
  const close = async () => {
    const closed = new Promise<void>((done) => server.close(() => done()))
    server.closeAllConnections()
    await Promise.all([closed, api.close()])
  }
  return {
    get localOss() {
      return local().oss
    },
    get account() {
      return local().account
    },
    async stop() {
      const ended = new Promise<void>((done) => server.close(() => done()))
      // A connection that is kept for a next request ends when its request has.
      const sweep = setInterval(() => server.closeIdleConnections(), 50)
      await Promise.race([Promise.all([ended, api.drain()]), sleep(limits.stop, undefined, { ref: false })])
      clearInterval(sweep)
      await close()
    },
    close,
  }
}
