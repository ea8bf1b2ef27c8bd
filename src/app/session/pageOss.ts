import { createOss } from '../../oss/client.ts'
import { byWay } from '../../oss/direct/byWay.ts'
import type { FoundRegions } from '../../oss/endpoints/foundRegions.ts'
import { gatewayTransport } from '../../oss/transport.ts'
import type { Account, Oss } from '../../oss/types.ts'

/** OSS as this page reaches it. What a page without a gateway needs is loaded there alone. */
export function pageOss(account: Account, permit?: AbortSignal, found?: FoundRegions): Oss {
  const direct = async () => (await import('../../oss/direct/transport.ts')).directTransport()
  return createOss(account, byWay({ gateway: gatewayTransport(), direct }), permit, found)
}
