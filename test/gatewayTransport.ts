import { WebSocket } from 'ws'
import { gatewayTransport } from '../src/oss/transport.ts'
import type { Transport } from '../src/oss/wire.ts'

/** The page's way through the gateway at this URL, in Node. */
export function throughGateway(url: string): Transport {
  const transport = gatewayTransport(url, (address) => new WebSocket(address) as never)
  // Node warns of a leak from eleven listeners of one signal on.
  return (request) => transport({ ...request, signal: AbortSignal.any([request.signal]) })
}
