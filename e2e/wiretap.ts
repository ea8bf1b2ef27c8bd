import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** All that a browser and a server say to each other, in both directions and with nobody's help. */
export type Wiretap = { url: string; heard(): Buffer; close(): Promise<void> }

/** Stands between a browser and the server at `port`. What a browser says on a WebSocket is masked, and is heard without the mask. */
export async function tap(port: number): Promise<Wiretap> {
  const streams: Buffer[][] = []
  const open = new Set<Socket>()
  const record = (from: Socket, to: Socket) => {
    const stream: Buffer[] = []
    streams.push(stream)
    open.add(from)
    from.on('data', (chunk: Buffer) => void stream.push(chunk))
    from.on('error', () => to.destroy())
    from.on('close', () => open.delete(from))
    from.pipe(to)
  }
  const server = createServer((browser) => {
    const upstream = connect(port, '127.0.0.1')
    record(browser, upstream)
    record(upstream, browser)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    heard: () => Buffer.concat(streams.map((stream) => unmasked(Buffer.concat(stream)))),
    async close() {
      const closed = new Promise((done) => server.close(done))
      for (const socket of open) socket.destroy()
      await closed
    },
  }
}

/** A stream that became a socket: its head, and the frames behind it. @see https://www.rfc-editor.org/rfc/rfc6455#section-5.2 */
function unmasked(stream: Buffer): Buffer {
  const head = stream.indexOf('\r\n\r\n')
  const isSocket = /^upgrade: websocket/im.test(stream.subarray(0, head).toString('latin1'))
  if (!isSocket) return stream
  const frames: Buffer[] = [stream.subarray(0, head + 4)]
  for (let at = head + 4; at + 2 <= stream.length; ) {
    const { size, body, mask } = frameAt(stream, at)
    frames.push(stream.subarray(body, body + size).map((byte, n) => byte ^ (mask[n % 4] ?? 0)) as Buffer)
    at = body + size
  }
  return Buffer.concat(frames)
}

function frameAt(stream: Buffer, at: number): { size: number; body: number; mask: Buffer } {
  const second = stream.readUInt8(at + 1)
  const short = second & 127
  const extra = short < 126 ? 0 : short === 126 ? 2 : 8
  const size = extra === 0 ? short : Number(`0x${stream.subarray(at + 2, at + 2 + extra).toString('hex')}`)
  const masked = second >= 128 ? 4 : 0
  const start = at + 2 + extra
  return { size, body: start + masked, mask: stream.subarray(start, start + masked) }
}
