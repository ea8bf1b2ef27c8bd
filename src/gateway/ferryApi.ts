import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { AccessKey } from '../local-oss/access/accessKeys.ts'
import { takeDataFolder } from '../local-oss/command/dataFolder.ts'
import { listenOn } from '../local-oss/command/listen.ts'
import { createLocalOss, type LocalOss } from '../local-oss/server.ts'
import type { Proxies } from '../proxy/proxies.ts'
import type { Access } from './access.ts'
import type { AccessLog } from './accessLog.ts'
import { createGateway } from './gateway.ts'
import { createKeyHalves, isForKeyHalves } from './keyHalves.ts'
import { isOwnPage, type PublicUrl } from './ownHosts.ts'
import { refuseOn } from './securityHeaders.ts'
import { createSocketRefusal } from './socketRefusal.ts'

const FIRST_OSS_PORT = 9000
const REGION = 'cn-hangzhou'
const GATEWAY = '/gateway'

export type FerryApiOptions = {
  dataDir: string
  /** Who may use all this. */
  access: Access
  /** Port of the local OSS; absent: the first free one from 9000 upwards. */
  ossPort?: number | undefined
  /** Bytes per second of one copy request of the local OSS; 0: no limit. Default: 400 MB/s, so that parts can be watched. */
  copySpeed?: number | undefined
  /** How many requests the log of the local OSS holds; 0 where nobody reads it. */
  keepRequests?: number
  /** Further keys that the local OSS knows. */
  keys?: AccessKey[]
  /** Hosts that the gateway may reach beside OSS's own and the local OSS. */
  allowHosts?: string[]
  /** Whether the gateway may use plain http beyond this computer. */
  allowHttp?: boolean
  /** The HTTP proxy on the way to a host, if there is one. */
  proxies?: Proxies | undefined
  /** Without a local OSS: no data folder is taken, no port, and there is no demo key. */
  noLocal?: boolean
  /** The address at which browsers reach the page, when that is not this computer's own. */
  publicUrl?: PublicUrl
  /** Is told of each request. */
  log?: AccessLog | undefined
}

export type FerryApi = {
  /** Answers the requests that `isForApi` tells, of whom `access` lets in. */
  handle(request: IncomingMessage, response: ServerResponse): void
  /** Opens the line of the gateway; any other socket is shut. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Absent with `noLocal`. */
  local: Local | undefined
  /** Resolves when nothing is under way on a line of the gateway any more. */
  drain(): Promise<void>
  close(): Promise<void>
}

/** A local OSS with its data folder, and the account by which the page reaches it: the folder's demo key, and where the local OSS is. */
type Local = { oss: LocalOss; port: number; account: Account; close(): Promise<void> }
type Account = { endpoint: string; region: string; accessKeyId: string; accessKeySecret: string }

/** Whether a request is for the gateway, about a half of a session's key, or asks for the account of the local OSS. */
export function isForApi(request: IncomingMessage): boolean {
  return isForGateway(request) || pathOf(request) === '/local-oss.json' || isForKeyHalves(request)
}

/** Whether a request is for the gateway. */
export function isForGateway(request: IncomingMessage): boolean {
  return pathOf(request) === GATEWAY
}

/** What the page needs of its server: a local OSS with its data folder, and the gateway. Throws when the folder or the port is taken. */
export async function createFerryApi(options: FerryApiOptions): Promise<FerryApi> {
  const { access, allowHosts = [], allowHttp = false, proxies, publicUrl, log } = options
  const local = options.noLocal ? undefined : await startLocal(options)
  const own = local ? [`*.localhost:${local.port}`] : []
  const gateway = createGateway({ allowHosts: [...own, ...allowHosts], allowHttp, proxies, publicUrl, log })
  const turnAway = createSocketRefusal(access)
  const halves = createKeyHalves()
  return {
    handle(request, response) {
      if (!access.mayUse(request)) return refuse(response, access)
      if (isForGateway(request)) gateway.handle(request, response)
      else if (isForKeyHalves(request)) halves.handle(request, response).catch((error) => response.destroy(error))
      else if (!isSentByPage(request)) refuse(response, access)
      else if (local) answerJson(response, 200, local.account)
      else answerJson(response, 404, { code: 'NoLocalOss' })
    },
    upgrade(request, socket, head) {
      if (!isForGateway(request)) refuseOn(socket, '404 Not Found')
      else if (access.mayUse(request)) gateway.upgrade(request, socket, head)
      else if (isOwnPage(request, publicUrl)) turnAway(request, socket, head)
      else refuseOn(socket, '403 Forbidden')
    },
    local,
    drain: gateway.drain,
    async close() {
      gateway.close()
      await local?.close()
    },
  }
}

async function startLocal(options: FerryApiOptions): Promise<Local> {
  const { dataDir, ossPort, copySpeed = 400_000_000, keys = [], keepRequests } = options
  const folder = await takeDataFolder(dataDir)
  const key = folder.demoKey()
  const oss = await createLocalOss({
    dataDir,
    keys: [key, ...keys],
    copySpeed,
    ...(keepRequests !== undefined && { keepRequests }),
  })
  const close = async () => {
    await oss.close()
    await folder.release()
  }
  const port = await listenOn(oss.listen, { port: ossPort, from: FIRST_OSS_PORT }).catch(async (error) => {
    await close()
    throw error
  })
  return { oss, port, account: accountOf(key, port), close }
}

function pathOf({ url = '' }: IncomingMessage): string | undefined {
  return url.split('?')[0]
}

function accountOf({ id, secret }: AccessKey, port: number): Account {
  const endpoint = `http://oss-${REGION}.localhost:${port}`
  return { endpoint, region: REGION, accessKeyId: id, accessKeySecret: secret }
}

/** The demo key is for the page alone, which its browser attests: not for another page, nor for an address that was typed. */
function isSentByPage({ headers }: IncomingMessage): boolean {
  return headers['sec-fetch-site'] === 'same-origin'
}

/** As the gateway refuses: it can't be taken for an answer of OSS. */
function refuse(response: ServerResponse, { lacks }: Access): void {
  response.setHeader('x-ferry-error', '1')
  answerJson(response, 403, { code: lacks, cause: 'Not a page that was let in' })
}

function answerJson(response: ServerResponse, status: 200 | 403 | 404, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}
