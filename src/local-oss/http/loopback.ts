import type { Server } from 'node:http'
import { type AddressInfo, createServer, type Server as NetServer } from 'node:net'

export type Listening = {
  /** Takes the port; 0: any that is free. Resolves with it. Throws when another program has it on any of the addresses. */
  listen(wanted: number): Promise<number>
  close(): Promise<void>
}

/**
 * A server on both addresses of the loopback: a name below `localhost` may lead to either, and a program that had the same port on
 * the other would be taken for this one.
 */
export function onLoopback(server: Server): Listening {
  // As `http.Server` listens itself.
  const other = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => server.emit('connection', socket))
  const listen = async (wanted: number): Promise<number> => {
    other.maxConnections = server.maxConnections
    const port = await listenAt(server, wanted, '127.0.0.1')
    try {
      await listenAt(other, port, '::1')
    } catch (error) {
      if (hasNoAddress(error)) return port
      await closed(server)
      if (wanted === 0 && isTaken(error)) return listen(wanted)
      throw error
    }
    return port
  }
  return { listen, close: async () => void (await Promise.all([closed(server), closed(other)])) }
}

/** A server on the one address that an operator named. */
export function onAddress(server: Server, host: string): Listening {
  return { listen: (wanted) => listenAt(server, wanted, host), close: () => closed(server) }
}

function listenAt(server: NetServer, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host, exclusive: true }, () => {
      server.off('error', reject)
      // A connection that can't be taken (no descriptor is left) is no reason to end.
      server.on('error', (error) => process.stderr.write(`${error.message}\n`))
      resolve((server.address() as AddressInfo).port)
    })
  })
}

/** A computer without IPv6: nobody can listen there. */
function hasNoAddress(error: unknown): boolean {
  return ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes((error as NodeJS.ErrnoException).code ?? '')
}

function isTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
}

function closed(server: NetServer): Promise<void> {
  return new Promise((done) => server.close(() => done()))
}
