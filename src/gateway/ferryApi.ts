import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { AccessKey } from '../local-oss/accessKeys.ts'
import { takeDataFolder } from '../local-oss/dataFolder.ts'
import { listenOn } from '../local-oss/listen.ts'
import { createLocalOss, type LocalOss } from '../local-oss/server.ts'
import type { Access } from './access.ts'
import { createGateway } from './gateway.ts'
import { refuseOn } from './securityHeaders.ts'
import { createSessionHalves, isForHalves } from './sessionHalves.ts'

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
  /** Further keys that the local OSS knows. */
  keys?: AccessKey[]
  /** Hosts that the gateway may reach beside OSS's own and the local OSS. */
  allowHosts?: string[]
}

export type FerryApi = {
  /** Answers the requests that `isForApi` tells, of whom `access` lets in. */
  handle(request: IncomingMessage, response: ServerResponse): void
  /** Opens the line of the gateway; any other socket is shut. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  localOss: LocalOss
  /** The demo key of the data folder, and where the local OSS is. */
  account: { endpoint: string; region: string; accessKeyId: string; accessKeySecret: string }
  close(): Promise<void>
}

/** Whether a request is for the gateway, about a half of a session's key, or asks for the account of the local OSS. */
export function isForApi(request: IncomingMessage): boolean {
  return pathOf(request) === GATEWAY || pathOf(request) === '/local-oss.json' || isForHalves(request)
}

/** What the page needs of its server: a local OSS with its data folder, and the gateway. Throws when the folder or the port is taken. */
export async function createFerryApi(options: FerryApiOptions): Promise<FerryApi> {
  const { dataDir, access, ossPort, copySpeed = 400_000_000, keys = [], allowHosts = [] } = options
  const folder = await takeDataFolder(dataDir)
  const key = folder.demoKey()
  const localOss = await createLocalOss({ dataDir, keys: [key, ...keys], copySpeed })
  const close = async () => {
    await localOss.close()
    await folder.release()
  }
  const port = await listenOn(localOss.listen, { port: ossPort, from: FIRST_OSS_PORT }).catch(async (error) => {
    await close()
    throw error
  })
  const gateway = createGateway({ allowHosts: [`*.localhost:${port}`, ...allowHosts] })
  const halves = createSessionHalves()
  const account = accountOf(key, port)
  return {
    handle(request, response) {
      if (!access.mayUse(request)) return refuse(response)
      if (pathOf(request) === GATEWAY) gateway.handle(request, response)
      else if (isForHalves(request)) void halves.handle(request, response)
      else answerJson(response, 200, account)
    },
    upgrade(request, socket, head) {
      if (pathOf(request) !== GATEWAY) socket.destroy()
      else if (access.mayUse(request)) gateway.upgrade(request, socket, head)
      else refuseOn(socket, '403 Forbidden')
    },
    localOss,
    account,
    async close() {
      gateway.close()
      await close()
    },
  }
}

function pathOf({ url = '' }: IncomingMessage): string | undefined {
  return url.split('?')[0]
}

function accountOf({ id, secret }: AccessKey, port: number): FerryApi['account'] {
  const endpoint = `http://oss-${REGION}.localhost:${port}`
  return { endpoint, region: REGION, accessKeyId: id, accessKeySecret: secret }
}

/** As the gateway refuses: it can't be taken for an answer of OSS. */
function refuse(response: ServerResponse): void {
  response.setHeader('x-ferry-error', '1')
  answerJson(response, 403, { code: 'NoStartToken', cause: 'Not a page that was let in' })
}

function answerJson(response: ServerResponse, status: 200 | 403, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}
