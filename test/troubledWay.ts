import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, connect, type Server } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import { createGateway } from '../src/gateway/gateway.ts'
import type { HostPolicy } from '../src/gateway/hosts.ts'
import { throughGateway } from './gatewayTransport.ts'

/** What stands between a page, or the command, and the store, and what it does with them. Each is closed by `close`. */
export function troubledWays() {
  const servers: Server[] = []
  const ends: (() => void)[] = []
  const listening = async (server: Server, address = '127.0.0.1') => {
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, address, resolve))
    return (server.address() as AddressInfo).port
  }
  return {
    /** The store at `port`, over TLS, with this certificate, and what else it asks of a connection. Resolves with the port at `address`, this computer's usual one if it is not said. */
    tls: (certificate: TlsOptions, port: number, address?: string) =>
      listening(
        createTlsServer(certificate, (socket) => {
          const store = connect(port, '127.0.0.1')
          socket.on('error', () => store.destroy())
          store.on('error', () => socket.destroy())
          socket.pipe(store).pipe(socket)
        }).on('tlsClientError', () => {}),
        address,
      ),
    /** Something else that answers. */
    answering: (answer: RequestListener) => listening(createServer(answer)),
    /** The page's way through a gateway of its own, which may reach any host of this computer; `policy` says how it finds all others. */
    async gateway(port: number, policy: Partial<HostPolicy> = {}) {
      const { handle, upgrade, close } = createGateway({ allowHosts: [`*.localhost:${port}`], ...policy })
      ends.push(close)
      const own = await listening(createServer(handle).on('upgrade', upgrade))
      return throughGateway(`http://127.0.0.1:${own}/gateway`)
    },
    async close() {
      for (const end of ends) end()
      await Promise.all(
        servers.map((server) => {
          const closed = new Promise((resolve) => server.close(resolve))
          if ('closeAllConnections' in server) (server.closeAllConnections as () => void)()
          return closed
        }),
      )
    },
  }
}
