import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { listenOn } from '../local-oss/listen.ts'
import type { LocalOss } from '../local-oss/server.ts'
import { createFerryApi, type FerryApiOptions, isForApi } from './ferryApi.ts'
import { servePage } from './pageFiles.ts'
import { mostHeaderBytes } from './upstream.ts'

const FIRST_PORT = 8787

export type FerryOptions = FerryApiOptions & {
  /** The folder of the built page. */
  page: string
  /** Port of the page; absent: the first free one from 8787 upwards; 0: any, and any for the local OSS too. */
  port?: number | undefined
}

export type RunningFerry = { url: string; localOss: LocalOss; close(): Promise<void> }

/** Starts the local OSS, the gateway and the server of the page, on 127.0.0.1 only. Throws when the folder or the port is taken. */
export async function startFerry({ page, port, ...options }: FerryOptions): Promise<RunningFerry> {
  const api = await createFerryApi({ ...options, ossPort: options.ossPort ?? (port === 0 ? 0 : undefined) })
  // A page keeps connections for its next request; one that is closed at that very moment is a lost answer.
  const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0, maxHeaderSize: mostHeaderBytes })
  server.maxHeadersCount = 0
  const ownPort = () => (server.address() as AddressInfo | null)?.port ?? 0
  const pageFiles = servePage(resolve(page))
  server.on('request', (request, response) => {
    if (isForApi(request)) api.handle(request, response)
    else pageFiles(request, response).catch((error) => response.destroy(error))
  })
  server.on('upgrade', api.upgrade)
  const listen = (wanted: number) =>
    new Promise<number>((listening, reject) => {
      server.once('error', reject)
      server.listen(wanted, '127.0.0.1', () => listening(ownPort()))
    })
  const close = async () => {
    const closed = new Promise<void>((done) => server.close(() => done()))
    server.closeAllConnections()
    await Promise.all([closed, api.close()])
  }
  try {
    const taken = await listenOn(listen, { port, from: FIRST_PORT })
    return { url: `http://localhost:${taken}/`, localOss: api.localOss, close }
  } catch (error) {
    await api.close()
    throw error
  }
}
