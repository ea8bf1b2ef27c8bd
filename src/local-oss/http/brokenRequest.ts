import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

type Refuse = (error: NodeJS.ErrnoException, socket: Duplex) => void

/**
 * Has `refuse` answer what is no request. Where it comes behind a request whose answer is still on its way, that answer is the last word on
 * the connection: a refusal written before it, or into it, would be taken for it, though what was asked is done.
 */
export function onBroken(server: Server, refuse: Refuse): void {
  const latest = new WeakMap<Duplex, { request: IncomingMessage; response: ServerResponse }>()
  const note = (request: IncomingMessage, response: ServerResponse) => {
    latest.set(request.socket, { request, response })
  }
  server.on('request', note)
  server.on('checkExpectation', note)
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const before = latest.get(socket)
    const isOnItsWay =
      error.code !== 'ECONNRESET' &&
      before?.request.complete &&
      !before.response.writableFinished &&
      !before.response.destroyed
    if (isOnItsWay) before.response.once('close', () => socket.destroy())
    else refuse(error, socket)
  })
}
