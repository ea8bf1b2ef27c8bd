import { queryOptions } from '@tanstack/react-query'
import type { Account, Ref } from '../../oss/types.ts'
import { queryKeys } from '../queries/queryKeys.ts'
import { ossOf, retryOptions } from '../queries/remote.ts'
import { type KnownObject, objectBytes } from './objectBytes.ts'

/** The bytes of one state of an object, or the first of them. Not kept: they may be many. */
export function bytesQuery(
  account: Account,
  { at, head, to }: { at: Ref; head: KnownObject; to?: number | undefined },
) {
  return queryOptions({
    ...retryOptions,
    queryKey: queryKeys.bytes(at, head.etag, to),
    queryFn: ({ signal }) => objectBytes(ossOf(account), { at, head, to, signal }),
    gcTime: 0,
    structuralSharing: false,
  })
}
