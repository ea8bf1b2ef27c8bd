import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { resolve } from 'node:path'
import { listenOn } from '../local-oss/listen.ts'
import type { LocalOss } from '../local-oss/server.ts'
import { type Access, createAccess } from './access.ts'
import { createFerryApi, type FerryApi, type FerryApiOptions, isForApi } from './ferryApi.ts'
import { dismissesWorker } from './foreignWorker.ts'
import { onLoopback } from './loopback.ts'
import { isOwnHost, ownAddress, ownName } from './ownHosts.ts'
import { servePage } from './pageFiles.ts'
import { protect, refuseBroken } from './securityHeaders.ts'
import { startToken } from './startToken.ts'
import { mostHeaderBytes } from './upstream.ts'

const FIRST_PORT = 8787

export type FerryOptions = Omit<FerryApiOptions, 'access'> & {
  /** The folder of the built page. */
  page: string
  /** Port of the page; absent: the first free one from 8787 upwards; 0: any, and any for the local OSS too. */
  port?: number | undefined
}

export type RunningFerry = {
  /** The page, for whoever was let in: a name of Ferry's own, and the loopback's number for programs that don't know the name. */
  url: string
  numberUrl: string
  /** The address that lets a browser in, and what it sends from then on. */
  startUrl: string
  cookie: { name: string; value: string }
  localOss: LocalOss
  account: FerryApi['account']
  close(): Promise<void>
}

/** Starts the local OSS, the gateway and the server of the page, on the loopback only. Throws when the folder or the port is taken. */
export async function startFerry({ page, port, ...options }: FerryOptions): Promise<RunningFerry> {
  const access = createAccess(startToken(options.dataDir))
  const api = await createFerryApi({ ...options, access, ossPort: options.ossPort ?? (port === 0 ? 0 : undefined) })
  // A page keeps connections for its next request; one that is closed at that very moment is a lost answer.
  const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0, maxHeaderSize: mostHeaderBytes })
  server.maxHeadersCount = 0
  const pageFiles = servePage(resolve(page))
  server.on('request', (request, response) => {
    protect(response)
    if (dismissesWorker(request, response)) return
    if (isForApi(request)) return api.handle(request, response)
    if (sendsElsewhere(request, response) || access.answers(request, response)) return
    pageFiles(request, response).catch((error) => response.destroy(error))
  })
  server.on('upgrade', api.upgrade)
  server.on('clientError', refuseBroken)
  const loopback = onLoopback(server)
  const close = async () => {
    const closed = loopback.close()
    server.closeAllConnections()
    await Promise.all([closed, api.close()])
  }
  try {
    const taken = await listenOn(loopback.listen, { port, from: FIRST_PORT })
    const { localOss, account } = api
    return { ...addresses(taken, access), localOss, account, close }
  } catch (error) {
    await api.close()
    throw error
  }
}

function addresses(port: number, access: Access) {
  const url = `http://${ownName}:${port}/`
  return { url, numberUrl: `http://127.0.0.1:${port}/`, startUrl: access.startUrl(url), cookie: access.cookie(url) }
}

/** The page has one name, and the loopback's number where a browser does not know it. Who came by another name came by a trick. */
function sendsElsewhere(request: IncomingMessage, response: ServerResponse): boolean {
  const location = ownAddress(request)
  if (location) response.writeHead(307, { location, 'cache-control': 'no-store' }).end()
  else if (isOwnHost(request)) return false
  else response.writeHead(421, { 'content-type': 'text/plain; charset=utf-8' }).end('This is not that host.\n')
  return true
}
