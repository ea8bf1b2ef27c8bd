import { WebSocket } from 'ws'
import { gatewayTransport } from '../src/oss/transport.ts'

/** The page's way through the gateway at this URL, in Node. */
export const throughGateway = (url: string, among?: () => number, fetches?: number) =>
  gatewayTransport({ gateway: url, open: openSocket, ...(among && { among }), ...(fetches && { fetches }) })

/** A browser says nothing more of a socket that could not be opened than that it is closed. */
function openSocket(address: string) {
  const socket = new WebSocket(address)
  socket.on('error', () => {})
  return socket as never
}
