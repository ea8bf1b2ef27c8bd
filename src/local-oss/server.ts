import { setMaxListeners } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AccessKey } from './access/accessKeys.ts'
import { createFaults, type Faults } from './admin/faults.ts'
import { changeObject, putSparseObject, type SparseObject } from './admin/sparseObject.ts'
import type { Oss, Settings } from './context.ts'
import { ossError } from './errors.ts'
import { handle, type World } from './handle.ts'
import { onBroken } from './http/brokenRequest.ts'
import { errorXml } from './http/errorXml.ts'
import { cutIdleBody } from './http/idleBody.ts'
import { onLoopback } from './http/loopback.ts'
import { newRequestId } from './http/requestHead.ts'
import { createRequestLog, type RequestLog } from './http/requestLog.ts'
import { openStore } from './store/store.ts'

/** Milliseconds until the head of a request must be there, and for which a body may stand still. */
const HEAD = 30_000
const IDLE = 300_000
const CONNECTIONS = 2048

export type LocalOssOptions = Partial<Settings> & {
  /** The folder of the store; made when it is not there. */
  dataDir: string
  keys: AccessKey[]
  /** How many requests the log holds, 100 000 unless it is said; 0 where nobody can read it. */
  keepRequests?: number
  /** Also accepts path-style URLs on `localhost` and IP addresses, which real OSS refuses. */
  pathStyle?: boolean
}

export type LocalOss = {
  /** Listens on both addresses of the loopback; port 0 takes a free one. Resolves with the port. Throws when another program has it on either. */
  listen(port: number): Promise<number>
  /** Cuts open connections, waits for changes in flight, closes the store. */
  close(): Promise<void>
  requests: RequestLog
  faults: Faults
  /** Can be changed at any time. */
  settings: Settings
  /** Gives an object another body, as somebody else would between two requests. */
  changeObject(object: { bucket: string; key: string }): Promise<void>
  /** Makes an object of any size that takes no disk. */
  putSparseObject(object: SparseObject): Promise<void>
}

/** A server that speaks OSS's protocol, with its data in a folder. */
export async function createLocalOss(options: LocalOssOptions): Promise<LocalOss> {
  const { dataDir, keys, pathStyle = false, keepRequests = 100_000 } = options
  const settings = settingsOf(options)
  const store = openStore(dataDir)
  const closing = new AbortController()
  // Every request that is slowed down waits on it; Node takes more than ten for a leak.
  setMaxListeners(0, closing.signal)
  const oss: Oss = {
    store,
    keys,
    settings,
    now: () => Date.now() + settings.clockOffset,
    async copyBytes(size, limit = Infinity) {
      const speed = Math.min(limit, settings.copySpeed || Infinity)
      if (speed < Infinity) await sleep((size / speed) * 1000, undefined, { signal: closing.signal })
    },
  }
  let port = 0
  const world: World = {
    oss,
    pathStyle,
    port: () => port,
    log: createRequestLog(keepRequests),
    faults: createFaults(),
    closing: closing.signal,
  }
  const running = new Set<Promise<void>>()
  // ali-oss sends Content-Length and Transfer-Encoding together for streams; a strict parser answers that without any OSS error.
  const server = createServer({
    maxHeaderSize: 256 * 1024,
    insecureHTTPParser: true,
    // A request without Host gets OSS's own error.
    requireHostHeader: false,
    // An upload takes as long as it takes (IDLE); without a word here no time would hold for heads either.
    requestTimeout: 0,
    headersTimeout: HEAD,
    connectionsCheckingInterval: HEAD / 6,
    keepAliveTimeout: 60_000,
  })
  server.maxConnections = CONNECTIONS
  // What comes behind the 2 000th would be dropped unseen; metadata of one letter are more than that.
  server.maxHeadersCount = 0
  const serve: RequestListener = (request, response) => {
    cutIdleBody(request, response, IDLE)
    const work = handle(world, request, response).finally(() => running.delete(work))
    running.add(work)
  }
  server.on('request', serve)
  server.on('checkExpectation', serve)
  onBroken(server, refuse)
  const door = onLoopback(server)

  return {
    async listen(wanted) {
      port = await door.listen(wanted)
      return port
    },
    async close() {
      closing.abort()
      const closed = door.close()
      server.closeAllConnections()
      await Promise.all([closed, ...running])
      await store.close()
    },
    requests: world.log,
    faults: world.faults,
    settings,
    changeObject: (object) => changeObject(oss, object),
    putSparseObject: (object) => putSparseObject(oss, object),
  }
}

/** What is not HTTP, or has headers above the limit, gets an OSS error too. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const message = error.code === 'HPE_HEADER_OVERFLOW' ? 'The headers are too large.' : 'The request is not valid HTTP.'
  const requestId = newRequestId()
  const body = errorXml(ossError('BadRequest', { message }), { requestId, hostId: '' })
  const headers = `content-type: application/xml\r\ncontent-length: ${Buffer.byteLength(body)}\r\nx-oss-request-id: ${requestId}`
  socket.end(`HTTP/1.1 400 Bad Request\r\n${headers}\r\nconnection: close\r\n\r\n${body}`)
}

function settingsOf({
  copySpeed,
  referenceCopy,
  appendCopy,
  blockPublicAccess,
  cnames,
  endpoints,
  accelerated,
  restoreMilliseconds,
  clockOffset,
  latency,
}: Partial<Settings>): Settings {
  return {
    copySpeed: copySpeed ?? 0,
    referenceCopy: referenceCopy ?? 'free',
    appendCopy: appendCopy ?? 'refused',
    blockPublicAccess: blockPublicAccess ?? true,
    clockOffset: clockOffset ?? 0,
    latency: latency ?? 0,
    ...(cnames && { cnames }),
    ...(endpoints && { endpoints }),
    ...(accelerated && { accelerated }),
    ...(restoreMilliseconds !== undefined && { restoreMilliseconds }),
  }
}
