import { queryOptions, experimental_streamedQuery as streamedQuery } from '@tanstack/react-query'
import type { Account, Bucket, HalfSeen, Head, Oss, Ref } from '../../oss/types.ts'
import { loadPart } from '../../ui/loadPart.ts'
import { emptyLevel, type Level } from '../listing/rows.ts'
import { keptBucketsOf } from '../session/keptBuckets.ts'
import { dependentKey, queryKeys } from './queryKeys.ts'
import { readLevel } from './readLevel.ts'
import { lister, ossOf, retryOptions } from './remote.ts'

/** A bucket that is kept by hand has no more than its name and region, and the prefix at which its key may enter. */
export type KnownBucket = Pick<Bucket, 'name' | 'region'> & Partial<Bucket> & { entry?: string }

export function bucketsQuery(account: Account) {
  return queryOptions({
    ...retryOptions,
    queryKey: queryKeys.buckets(account),
    queryFn: async ({ signal }): Promise<KnownBucket[]> =>
      account.start ? [...keptBucketsOf(account)] : ossOf(account).listBuckets({ signal }),
  })
}

/** One level of keys, or everything below. It grows as it is read; a refresh shows itself only when it is whole. */
export function listingQuery(account: Account, at: Ref, isFlat = false) {
  return streamed(isFlat ? dependentKey(queryKeys.listing(at), 'flat') : queryKeys.listing(at), (signal) =>
    readLevel({ list: lister(account, { at, isFlat, signal }), prefix: at.key, isFlat }),
  )
}

/** What matches below a prefix. It is walked once for a search, however often that is looked at again. */
export function searchQuery(account: Account, at: Ref, search: string) {
  const found = async function* (signal: AbortSignal) {
    const { findBelow } = await loadPart(() => import('../search/findBelow.ts'))
    yield* findBelow(account, at, { search, signal })
  }
  return {
    ...streamed(dependentKey(queryKeys.listing(at), 'search', search), found),
    staleTime: 300_000,
    enabled: search !== '',
  }
}

function streamed(queryKey: unknown[], read: (signal: AbortSignal) => AsyncIterable<Level>) {
  return queryOptions({
    ...retryOptions,
    queryKey,
    queryFn: streamedQuery<Level, Level>({
      streamFn: ({ signal }) => read(signal),
      refetchMode: 'replace',
      reducer: (_, level) => level,
      initialValue: emptyLevel,
    }),
    structuralSharing: false,
  })
}

/** Whether a key is that of an object; not, if nobody can say. */
export async function hasObject(account: Account, at: Ref): Promise<boolean> {
  const list = ossOf(account).list({ at, limit: 1, signal: AbortSignal.timeout(5000) })
  return list.then(({ objects }) => objects[0]?.key === at.key).catch(() => false)
}

/** A small image, whole. Those that went out of view are kept for a minute. */
export function thumbnailQuery(account: Account, at: Ref, etag: string) {
  return queryOptions({
    queryKey: queryKeys.thumbnail(at, etag),
    queryFn: ({ signal }) => ossOf(account).get({ at, ifMatch: etag, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
  })
}

/** What is shown of an object: where CORS hides headers, what the listing says takes their place, and the rest is said to be hidden. */
export type ShownHead =
  | (Head & { hidden?: undefined })
  | (HalfSeen & Pick<Head, 'etag' | 'type' | 'storageClass'> & { hidden: string[] })

/** To be looked at, and read anew each time; what is edited is read by its form, which takes nothing but the whole. */
export function headQuery(account: Account, at: Ref) {
  return queryOptions({
    ...retryOptions,
    queryKey: queryKeys.head(at),
    queryFn: ({ signal }) => shownHead(ossOf(account), at, signal),
    staleTime: 0,
    gcTime: 0,
  })
}

async function shownHead(oss: Oss, at: Ref, signal: AbortSignal): Promise<ShownHead> {
  const seen = await oss.headSeen({ at, signal })
  if (!seen.hidden) return seen
  const { etag, type, storageClass } = seen
  if (etag !== undefined && type && storageClass) return { ...seen, etag, type, storageClass }
  const listed = (await oss.list({ at, limit: 1, signal })).objects[0]
  // Gone in between: then the next look says so.
  return listed?.key === at.key ? { ...seen, ...listed } : shownHead(oss, at, signal)
}

export function tagsQuery(account: Account, at: Ref) {
  return queryOptions({
    ...retryOptions,
    queryKey: queryKeys.tags(at),
    queryFn: ({ signal }) => ossOf(account).getTags({ at, signal }),
    gcTime: 0,
  })
}

export function aclQuery(account: Account, at: Ref) {
  return queryOptions({
    ...retryOptions,
    queryKey: queryKeys.acl(at),
    queryFn: ({ signal }) => ossOf(account).getAcl({ at, signal }),
    gcTime: 0,
  })
}
