import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { isBucketName, isRegionName } from '../../oss/names.ts'
import { ownValue } from '../../oss/ownValue.ts'
import type { Account } from '../../oss/types.ts'
import { clearStored, rehydrate } from '../../ui/stored.ts'

/** A bucket of an account that can't list any. `entry`: the prefix at which its key may enter. */
export type KeptBucket = { name: string; region: string; entry: string }
/** By account. Names only, no secrets: they outlast the keys, which a page without a gateway loses when it is loaded again. */
type KeptBuckets = { of: Record<string, KeptBucket[]> }

const useKeptBuckets = create<KeptBuckets>()(
  persist((): KeptBuckets => ({ of: {} }), { name: 'ferry.kept-buckets', merge: (stored) => keptBucketsIn(stored) }),
)

/** Whatever lies in the storage, only names come in that can't name another host. */
export function keptBucketsIn(stored: unknown): KeptBuckets {
  const of = Object.entries(recordOf(recordOf(stored).of))
  return { of: Object.fromEntries(of.map(([id, list]) => [id, Array.isArray(list) ? list.filter(isKept) : []])) }
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function isKept(value: unknown): value is KeptBucket {
  const { name, region, entry } = recordOf(value)
  const isPlace = typeof name === 'string' && isBucketName(name) && typeof region === 'string' && isRegionName(region)
  return isPlace && typeof entry === 'string' && (entry === '' || entry.endsWith('/'))
}

/** The buckets of an account that can't list them, as every tab knows them by now; until it is changed that is its start path. */
export function keptBucketsOf({ id, region, start }: Pick<Account, 'id' | 'region' | 'start'>): readonly KeptBucket[] {
  rehydrate(useKeptBuckets)
  const first = start ? [{ name: start.bucket, region, entry: start.prefix }] : []
  return ownValue(useKeptBuckets.getState().of, id) ?? first
}

/** One that is there already takes its new region and path, where it stands. */
export function keepBucket(account: Account, bucket: KeptBucket): void {
  const kept = keptBucketsOf(account)
  const isThere = kept.some(({ name }) => name === bucket.name)
  change(account, isThere ? kept.map((one) => (one.name === bucket.name ? bucket : one)) : [...kept, bucket])
}

/** Off the list; the bucket itself stays as it is. */
export function dropBucket(account: Account, name: string): void {
  change(
    account,
    keptBucketsOf(account).filter((one) => one.name !== name),
  )
}

export function forgetBuckets(id: string): void {
  rehydrate(useKeptBuckets)
  clearStored(useKeptBuckets)
  useKeptBuckets.setState(({ of: { [id]: _, ...of } }) => ({ of }))
}

function change({ id }: Account, list: readonly KeptBucket[]): void {
  useKeptBuckets.setState(({ of }) => ({ of: { ...of, [id]: [...list] } }))
}
