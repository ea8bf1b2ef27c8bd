import { queryOptions } from '@tanstack/react-query'
import type { Account, Ref } from '../../../oss/types.ts'
import { queryKeys } from '../../queries/queryKeys.ts'
import { ossOf, retryOptions } from '../../queries/remote.ts'
import { readLink, readOne } from '../many/survey.ts'

/** All that a form edits of an object, of a link what is its own, as it is now; null where it is gone. */
export function propertiesQuery(account: Account, at: Ref, isLink: boolean) {
  return queryOptions({
    ...retryOptions,
    queryKey: [...queryKeys.head(at), 'present'],
    queryFn: async ({ signal }) => (await (isLink ? readLink : readOne)(ossOf(account), at, signal)) ?? null,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
}

/** As many bytes tell how an object is encoded. */
const few = 64

export function firstBytesQuery(account: Account, at: Ref) {
  return queryOptions({
    ...retryOptions,
    queryKey: queryKeys.bytes(at, 'first', few),
    queryFn: ({ signal }) => ossOf(account).getBytes({ at, from: 0, to: few, stored: true, signal }),
    gcTime: 0,
    structuralSharing: false,
  })
}
