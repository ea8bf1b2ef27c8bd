import { queryOptions } from '@tanstack/react-query'
import type { Account, Ref } from '../../oss/types.ts'
import { queryKeys } from '../queries/queryKeys.ts'
import { ossOf, retryOptions } from '../queries/remote.ts'

export function symlinkQuery(account: Account, at: Ref) {
  return queryOptions({
    ...retryOptions,
    queryKey: queryKeys.symlink(at),
    queryFn: ({ signal }) => ossOf(account).getSymlink({ at, signal }),
  })
}

export function bucketInfoQuery(account: Account, { region, bucket }: Pick<Ref, 'region' | 'bucket'>) {
  return queryOptions({
    ...retryOptions,
    queryKey: queryKeys.bucketInfo(account, bucket),
    queryFn: ({ signal }) => ossOf(account).bucketInfo({ bucket: { region, bucket }, signal }),
  })
}

/** Versions of one key, at most a thousand: enough to tell that there are many. */
export function versionCountQuery(account: Account, at: Ref) {
  return queryOptions({
    ...retryOptions,
    queryKey: queryKeys.versionCount(at),
    queryFn: async ({ signal }) => {
      const { versions } = await ossOf(account).listVersions({ at, limit: 1000, signal })
      return versions.filter(({ is, key }) => is === 'version' && key === at.key).length
    },
  })
}
