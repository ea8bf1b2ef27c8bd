import { create } from 'zustand'
import { createFoundRegions, type FoundRegions } from '../../oss/endpoints/foundRegions.ts'
import { ownValue } from '../../oss/ownValue.ts'
import type { Account } from '../../oss/types.ts'
import { keepBucket, keptBucketsOf } from './keptBuckets.ts'

/** Where buckets answered that are not where they were taken to be, by account and name. What is asked of them from then on names that region. */
export const useFoundRegions = create<{ of: Record<string, string> }>(() => ({ of: {} }))

const nameOf = (account: string, bucket: string) => `${account} ${bucket}`

export function foundRegionOf({ id }: Pick<Account, 'id'>, bucket: string): string | undefined {
  return ownValue(useFoundRegions.getState().of, nameOf(id, bucket))
}

/** What the client of an account learns: for this page, and for the list of an account that can't list its buckets. */
export function foundRegionsOf(account: Account): FoundRegions {
  return createFoundRegions((bucket, region) => {
    useFoundRegions.setState(({ of }) => ({ of: { ...of, [nameOf(account.id, bucket)]: region } }))
    const kept = account.start && keptBucketsOf(account).find(({ name }) => name === bucket)
    if (kept) keepBucket(account, { ...kept, region })
  })
}
