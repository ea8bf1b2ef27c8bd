import { WebSocket } from 'ws'
import { gatewayTransport } from '../src/oss/transport.ts'

/** The page's way through the gateway at this URL, in Node. */
export const throughGateway = (url: string, among?: () => number) =>
  gatewayTransport({ gateway: url, open: (address) => new WebSocket(address) as never, ...(among && { among }) })
