import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

/** What a proxy is to do: lead every CONNECT to the port `to`, answer another status, or only listen. `signIn`: asked of everybody. */
type Behaviour = { to?: number; status?: number; isSilent?: true; signIn?: string }

export type TestProxy = {
  port: number
  url: string
  /** Each CONNECT as it came: `host:port`, and its headers. */
  asked: { to: string; headers: IncomingMessage['headers'] }[]
  /** Changes what it does from now on. */
  behave(now: Behaviour): void
  /** Breaks every connection through it. */
  cut(): void
  close(): Promise<void>
}

/** A small HTTP proxy on this computer that knows CONNECT and nothing else. */
export async function startProxy(first: Behaviour): Promise<TestProxy> {
  let does = first
  const asked: TestProxy['asked'] = []
  const sockets = new Set<Socket>()
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
  }
  const server = createServer((_, answer) => answer.writeHead(501).end())
  server.on('connection', keep)
  server.on('connect', ({ url = '', headers }: IncomingMessage, client: Socket) => {
    asked.push({ to: url, headers })
    if (does.isSilent) return
    const mayPass = !does.signIn || headers['proxy-authorization'] === does.signIn
    const status = mayPass ? does.status : 407
    if (status !== undefined || does.to === undefined) {
      client.end(`HTTP/1.1 ${status ?? 502} No\r\ncontent-type: text/html\r\n\r\n<html>No</html>`)
      return
    }
    const store = connect(does.to, '127.0.0.1')
    keep(store)
    store.on('connect', () => client.write('HTTP/1.1 200 Connection established\r\n\r\n'))
    store.on('close', () => client.destroy())
    client.on('close', () => store.destroy())
    client.pipe(store).pipe(client)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    asked,
    behave(now) {
      does = now
    },
    cut,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      cut()
      await closed
    },
  }
}
