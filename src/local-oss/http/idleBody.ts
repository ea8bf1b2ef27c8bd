import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * Cuts a request of whose body nothing came for this many milliseconds. One that is whole may wait for its answer as long as it takes, and
 * one that comes slowly may come.
 */
export function cutIdleBody(request: IncomingMessage, response: ServerResponse, milliseconds: number): void {
  request.socket.setTimeout(milliseconds)
  // Whoever listens here keeps Node from cutting the connection by itself.
  response.on('timeout', () => {
    if (!request.complete) request.socket.destroy()
  })
}
