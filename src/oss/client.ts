import { bucketSettingCalls } from './bucketSettings.ts'
import { bucketCalls } from './buckets.ts'
import { createCall } from './call.ts'
import { createFoundRegions, type FoundRegions } from './endpoints/foundRegions.ts'
import { following } from './endpoints/otherEndpoint.ts'
import { listingCalls } from './listing.ts'
import { multipartCalls } from './multipart.ts'
import { objectCalls } from './objects.ts'
import { createStoreClock } from './storeClock.ts'
import type { Account, Oss } from './types.ts'
import { urlCalls } from './urls.ts'
import { versionCalls } from './versions.ts'
import type { Transport } from './wire.ts'

/**
 * OSS as seen by one account. ali-oss is loaded at the first call. Once `permit` is aborted, nothing that writes leaves any more: not what is
 * asked then, nor what waits somewhere on the way (`permits.ts`). `found`: where buckets are that are not where they were said to be.
 */
export function createOss(
  account: Account,
  transport: Transport,
  permit?: AbortSignal,
  found: FoundRegions = createFoundRegions(),
): Oss {
  const clock = createStoreClock()
  const callAt = (at: Account) => createCall(at, transport, { clock, permit })
  const call = following({ account, call: callAt(account), found, callAt })
  return {
    ...bucketCalls(call, account),
    ...bucketSettingCalls(call),
    ...listingCalls(call),
    ...versionCalls(call),
    ...objectCalls(call),
    ...multipartCalls(call),
    ...urlCalls({ account, transport, clock, found }),
    clockOffset: clock.offset,
    regionOf: found.of,
  }
}
