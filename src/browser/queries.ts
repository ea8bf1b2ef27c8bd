import { queryOptions, experimental_streamedQuery as streamedQuery } from '@tanstack/react-query'
import { passes } from '../copy/ask.ts'
import { createOss } from '../oss/client.ts'
import { OssError } from '../oss/errors.ts'
import type { Account, Bucket, ListPage, Oss, Ref } from '../oss/types.ts'

/** A bucket that is only known from a start path has no more than its name and region. */
export type KnownBucket = Pick<Bucket, 'name' | 'region'> & Partial<Bucket>

const clients = new WeakMap<Account, Oss>()

function ossOf(account: Account): Oss {
  const oss = clients.get(account) ?? createOss(account)
  clients.set(account, oss)
  return oss
}

/** What passes (no answer, 503) is asked again with growing pauses before a screen says so. */
const patient = {
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
      start ? [{ name: start.bucket, region: account.region }] : ossOf(account).listBuckets({ signal }),
  })
}

/** One level of keys. Pages arrive as they are read; a refresh shows itself only when it is whole. */
export function listingQuery(account: Account, at: Ref) {
  return queryOptions({
    ...patient,
    queryKey: listingKey(at),
    queryFn: streamedQuery<ListPage>({
      streamFn: ({ signal }) => pagesOf(account, at, signal),
      refetchMode: 'replace',
    }),
    structuralSharing: false,
  })
}

export function listingKey({ account, bucket, key }: Pick<Ref, 'account' | 'bucket' | 'key'>) {
  return ['listing', account, bucket, key]
}

async function* pagesOf(account: Account, at: Ref, signal: AbortSignal): AsyncGenerator<ListPage> {
  let token: string | undefined
  do {
    const page = await ossOf(account).list({ at, delimiter: '/', limit: 1000, signal, ...(token && { token }) })
    yield page
    token = page.next
  } while (token)
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
