import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { isPrefix } from '../../engine/keys.ts'
import type { Account, Ref, VersionMark } from '../../oss/types.ts'
import { queryKeys } from '../queries/queryKeys.ts'
import { ossOf, retryOptions } from '../queries/remote.ts'
import type { BucketRef } from '../requests/requests.ts'

/** Versions below a prefix, or of just the one key. Other keys may begin with the same characters. */
export function versionsQuery(account: Account, at: Ref) {
  return infiniteQueryOptions({
    ...retryOptions,
    queryKey: queryKeys.versions(at),
    queryFn: async ({ signal, pageParam }) => {
      const from = pageParam && { from: pageParam }
      const page = await ossOf(account).listVersions({ at, ...from, limit: 500, signal })
      if (isPrefix(at.key)) return page
      const versions = page.versions.filter(({ key }) => key === at.key)
      const { next, ...rest } = page
      return { ...rest, versions, ...(next?.key === at.key ? { next } : {}) }
    },
    initialPageParam: undefined as VersionMark | undefined,
    getNextPageParam: ({ next }) => next,
    staleTime: 0,
  })
}

/** What was begun in a bucket and never completed. */
export function uploadsQuery(account: Account, home: BucketRef) {
  return queryOptions({
    ...retryOptions,
    queryKey: queryKeys.uploads(home),
    queryFn: ({ signal }) => ossOf(account).listUploads({ at: { ...home, key: '' }, signal }),
    staleTime: 0,
  })
}
