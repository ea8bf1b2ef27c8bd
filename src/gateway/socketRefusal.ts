import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { Access } from './access.ts'
import { limits } from './limits.ts'
import { refuseOn } from './securityHeaders.ts'

/** A page that offers this wants to hear why; `oss/noAccess.ts` has the same two. */
const protocol = 'ferry-says-why'
const noAccess = 4403
/** At a time. A page opens one; and ms until it must have gone. */
const most = 32
const patience = 1000

/**
 * Refuses a line to a page that has no token. A browser does not tell its page the status of an upgrade that was refused: who offers the
 * protocol is let in as far as to hear the reason, and nothing that it says is read.
 */
export function createSocketRefusal({ lacks }: Pick<Access, 'lacks'>) {
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: limits.message })
  return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (request.headers['sec-websocket-protocol'] !== protocol || server.clients.size >= most) {
      refuseOn(socket, '403 Forbidden')
      return
    }
    socket.on('error', () => socket.destroy())
    server.handleUpgrade(request, socket, head, (line) => {
      line.on('error', () => {})
      line.close(noAccess, lacks)
      setTimeout(() => line.terminate(), patience).unref()
    })
  }
}
