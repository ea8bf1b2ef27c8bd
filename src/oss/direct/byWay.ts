import { lostAnswer, type Transport } from '../wire.ts'
import { findWay } from './way.ts'

/** Each request goes the way that this page has. `direct` is made where it is needed. */
export function byWay(ways: { gateway: Transport; direct: () => Transport | Promise<Transport> }): Transport {
  let direct: Transport | undefined
  return async (request) => {
    if ((await findWay()) === 'gateway') return ways.gateway(request)
    try {
      direct ??= await ways.direct()
    } catch (cause) {
      return lostAnswer('network', cause)
    }
    return direct(request)
  }
}
