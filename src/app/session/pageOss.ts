import { byWay } from '../../oss/byWay.ts'
import { createOss } from '../../oss/client.ts'
import { gatewayTransport } from '../../oss/transport.ts'
import type { Account, Oss } from '../../oss/types.ts'

/** OSS as this page reaches it. What a page without a gateway needs is loaded there alone. */
export function pageOss(account: Account, permit?: AbortSignal): Oss {
  const direct = async () => (await import('../../oss/direct.ts')).directTransport()
  return createOss(account, byWay({ gateway: gatewayTransport(), direct }), permit)
}
