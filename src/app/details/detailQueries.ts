import { queryOptions } from '@tanstack/react-query'
import type { Account, Ref } from '../../oss/types.ts'
import { ossOf, patient } from '../queries/queries.ts'

export function symlinkQuery(account: Account, at: Ref) {
  return queryOptions({
    ...patient,
    queryKey: ['symlink', at],
    queryFn: ({ signal }) => ossOf(account).getSymlink({ at, signal }),
  })
}

export function bucketInfoQuery(account: Account, { region, bucket }: Pick<Ref, 'region' | 'bucket'>) {
  return queryOptions({
    ...patient,
    queryKey: ['bucketInfo', account.id, bucket],
    queryFn: ({ signal }) => ossOf(account).bucketInfo({ bucket: { region, bucket }, signal }),
  })
}

/** Versions of one key, at most a thousand: enough to tell that there are many. */
export function versionCountQuery(account: Account, at: Ref) {
  return queryOptions({
    ...patient,
    queryKey: ['versionCount', at],
    queryFn: async ({ signal }) => {
      const { versions } = await ossOf(account).listVersions({ at, limit: 1000, signal })
      return versions.filter(({ is, key }) => is === 'version' && key === at.key).length
    },
  })
}
