import { queryOptions, experimental_streamedQuery as streamedQuery } from '@tanstack/react-query'
import { passes } from '../engine/limits/ask.ts'
import { createOss } from '../oss/client.ts'
import { OssError } from '../oss/errors.ts'
import { createPermits } from '../oss/permits.ts'
import { gatewayTransport } from '../oss/transport.ts'
import type { Account, Bucket, Oss, Ref } from '../oss/types.ts'
import { useSession } from '../session/session.ts'
import { readLevel } from './readLevel.ts'
import type { ListFrom } from './readRanges.ts'
import { emptyLevel, type Level } from './rows.ts'

/** A bucket that is only known from a start path has no more than its name and region, and the prefix at which its key may enter. */
export type KnownBucket = Pick<Bucket, 'name' | 'region'> & Partial<Bucket> & { entry?: string }

const clients = new WeakMap<Account, Oss>()
/** A dialog, or a loop of one, may hold the account as it was before the session became read-only. */
const permits = createPermits()
useSession.subscribe(({ accounts }) => permits.update(accounts))

export function ossOf(account: Account): Oss {
  const oss = clients.get(account) ?? createOss(account, gatewayTransport(), permits.of(account.id))
  clients.set(account, oss)
  return oss
}

/** What passes (no answer, 503) is asked again with growing pauses before a screen says so. */
export const patient = {
  retry: (failures: number, error: Error) => failures < 3 && error instanceof OssError && passes(error),
  retryDelay: (failures: number) => 400 * 2 ** failures,
  staleTime: 15_000,
}

export function bucketsQuery(account: Account) {
  const { start } = account
  return queryOptions({
    ...patient,
    queryKey: ['buckets', account.id],
    queryFn: async ({ signal }): Promise<KnownBucket[]> =>
      start
        ? [{ name: start.bucket, region: account.region, entry: start.prefix }]
        : ossOf(account).listBuckets({ signal }),
  })
}

/** One level of keys, or everything below. It grows as it is read; a refresh shows itself only when it is whole. */
export function listingQuery(account: Account, at: Ref, isFlat = false) {
  return streamed(isFlat ? [...listingKey(at), 'flat'] : listingKey(at), (signal) =>
    readLevel({ list: lister(account, { at, isFlat, signal }), prefix: at.key, isFlat }),
  )
}

/** What matches below a prefix. It is walked once for a search, however often that is looked at again. */
export function searchQuery(account: Account, at: Ref, search: string) {
  const found = async function* (signal: AbortSignal) {
    const { findBelow } = await import('./search/findBelow.ts')
    yield* findBelow(account, at, { search, signal })
  }
  return { ...streamed([...listingKey(at), 'search', search], found), staleTime: 300_000, enabled: search !== '' }
}

function streamed(queryKey: string[], read: (signal: AbortSignal) => AsyncIterable<Level>) {
  return queryOptions({
    ...patient,
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

/** With the region: that of a new bucket is a guess until the list of buckets is there, and what it got is none of the bucket's. */
export function listingKey({ account, bucket, key, region }: Ref) {
  return ['listing', account, bucket, key, region]
}

/** Reads pages of one level, or of everything below. */
export function lister(
  account: Account,
  { at, isFlat, signal }: { at: Ref; isFlat: boolean; signal: AbortSignal },
): ListFrom {
  const oss = ossOf(account)
  return (from) => oss.list({ at, limit: 1000, signal, ...(!isFlat && { delimiter: '/' as const }), ...from })
}

/** Whether a key is that of an object; not, if nobody can say. */
export async function hasObject(account: Account, at: Ref): Promise<boolean> {
  const list = ossOf(account).list({ at, limit: 1, signal: AbortSignal.timeout(5000) })
  return list.then(({ objects }) => objects[0]?.key === at.key).catch(() => false)
}

/** A small image, whole. Those that went out of view are kept for a minute. */
export function thumbnailQuery(account: Account, at: Ref, etag: string) {
  return queryOptions({
    queryKey: ['thumbnail', at, etag],
    queryFn: ({ signal }) => ossOf(account).get({ at, ifMatch: etag, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
  })
}

/** Read anew for each form: an edit begins with what is there now. */
export function headQuery(account: Account, at: Ref) {
  return queryOptions({
    ...patient,
    queryKey: ['head', at],
    queryFn: ({ signal }) => ossOf(account).head({ at, signal }),
    staleTime: 0,
    gcTime: 0,
  })
}

export function tagsQuery(account: Account, at: Ref) {
  return queryOptions({
    ...patient,
    queryKey: ['tags', at],
    queryFn: ({ signal }) => ossOf(account).getTags({ at, signal }),
    gcTime: 0,
  })
}

export function aclQuery(account: Account, at: Ref) {
  return queryOptions({
    ...patient,
    queryKey: ['acl', at],
    queryFn: ({ signal }) => ossOf(account).getAcl({ at, signal }),
    gcTime: 0,
  })
}
