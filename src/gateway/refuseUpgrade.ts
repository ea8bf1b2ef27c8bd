import type { Duplex } from 'node:stream'

/** Ends a connection that asked for a socket. Node has let go of it: whatever goes wrong on it is heard here, or by nobody. */
export function refuseUpgrade(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`, () => socket.destroy())
}
