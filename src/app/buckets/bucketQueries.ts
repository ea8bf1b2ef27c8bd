import { queryOptions } from '@tanstack/react-query'
import type { Account } from '../../oss/types.ts'
import { queryKeys } from '../queries/queryKeys.ts'
import { ossOf, retryOptions } from '../queries/remote.ts'
import type { BucketRef } from '../requests/requests.ts'

export function bucketStatQuery(account: Account, { region, bucket }: BucketRef) {
  return queryOptions({
    ...retryOptions,
    queryKey: queryKeys.bucketStat(account, bucket),
    queryFn: ({ signal }) => ossOf(account).bucketStat({ bucket: { region, bucket }, signal }),
  })
}

/** Read anew each time: what is changed is all of it. */
export function corsQuery(account: Account, { region, bucket }: BucketRef) {
  return queryOptions({
    ...retryOptions,
    queryKey: queryKeys.cors(account, bucket),
    queryFn: ({ signal }) => ossOf(account).getCors({ bucket: { region, bucket }, signal }),
    staleTime: 0,
  })
}
