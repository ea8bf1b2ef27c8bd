import { bucketCalls } from './buckets.ts'
import { createCall } from './call.ts'
import { listingCalls } from './listing.ts'
import { multipartCalls } from './multipart.ts'
import { objectCalls } from './objects.ts'
import { gatewayTransport, type Transport } from './transport.ts'
import type { Account, Oss } from './types.ts'

/** OSS as seen by one account. ali-oss is loaded at the first call. */
export function createOss(account: Account, transport: Transport = gatewayTransport()): Oss {
  const call = createCall(account, transport)
  return { ...bucketCalls(call, account), ...listingCalls(call), ...objectCalls(call), ...multipartCalls(call) }
}
