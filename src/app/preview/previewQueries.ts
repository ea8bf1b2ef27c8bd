import { queryOptions } from '@tanstack/react-query'
import type { Account, Head, Ref } from '../../oss/types.ts'
import { queryKeys } from '../queries/queryKeys.ts'
import { ossOf, retryOptions } from '../queries/remote.ts'

/** The bytes of one state of an object, or the first of them. Not kept: they may be many. */
export function bytesQuery(
  account: Account,
  { at, head, to }: { at: Ref; head: Pick<Head, 'etag' | 'size'>; to?: number | undefined },
) {
  return queryOptions({
    ...retryOptions,
    queryKey: queryKeys.bytes(at, head.etag, to),
    queryFn: ({ signal }) => {
      const range = to === undefined ? {} : { from: 0, to }
      return ossOf(account).get({ at, ifMatch: head.etag, ...range, signal, timeout: 600_000 })
    },
    gcTime: 0,
    structuralSharing: false,
  })
}
