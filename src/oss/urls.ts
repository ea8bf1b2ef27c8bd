import { endpointOf } from './endpoints/endpoints.ts'
import type { FoundRegions } from './endpoints/foundRegions.ts'
import { createSdkClient } from './sdk.ts'
import { attachmentNamed, plainUrl } from './signUrl.ts'
import type { StoreClock } from './storeClock.ts'
import type { Account, Oss } from './types.ts'
import type { Transport } from './wire.ts'

type Given = { account: Account; transport: Transport; clock: StoreClock; found: FoundRegions }

/** URLs that others can open. Nothing is sent. */
export function urlCalls({ account, transport, clock, found }: Given): Pick<Oss, 'signUrl' | 'publicUrl'> {
  return {
    /** @see https://help.aliyun.com/zh/oss/developer-reference/add-signatures-to-urls */
    async signUrl({ at: given, seconds, versionId, download }) {
      const at = { ...given, region: found.of(given) }
      const client = await createSdkClient(account, at.region, transport, clock)
      const queries = {
        ...(versionId && { versionId }),
        ...(account.paysFor?.includes(at.bucket) && { 'x-oss-request-payer': 'requester' }),
        ...(download && { 'response-content-disposition': attachmentNamed(download) }),
      }
      return client.signUrl({ at, seconds, queries })
    },
    publicUrl({ at }) {
      return plainUrl(at, endpointOf(account, found.of(at)), account)
    },
  }
}
