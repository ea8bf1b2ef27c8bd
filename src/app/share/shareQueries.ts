import { queryOptions } from '@tanstack/react-query'
import { nameOf } from '../../engine/keys.ts'
import type { Account } from '../../oss/types.ts'
import type { DialogProps } from '../dialogs/Dialogs.tsx'
import { objectsBelow } from '../queries/objectsBelow.ts'
import { aclQuery } from '../queries/queries.ts'
import { queryKeys } from '../queries/queryKeys.ts'
import { ossOf, retryOptions } from '../queries/remote.ts'
import type { BucketRef } from '../requests/requests.ts'

/** More URLs than this help nobody. */
export const mostShared = 1000

/** What the rows stand for: themselves, and the objects below prefixes. */
export function sharedQuery({ account, home, rows: all }: DialogProps) {
  // One more shows that there are too many.
  const rows = all.slice(0, mostShared + 1)
  return queryOptions({
    ...retryOptions,
    queryKey: queryKeys.shared(
      account,
      home.bucket,
      rows.map(({ key }) => key),
    ),
    queryFn: async ({ signal }) => {
      const below = await objectsBelow({ oss: ossOf(account), home, rows, most: mostShared + 1, signal })
      return below.filter(({ key }) => !key.endsWith('/'))
    },
    staleTime: 0,
    gcTime: 0,
  })
}

export type Link = { kind: 'signed'; seconds: number; download: boolean } | { kind: 'public' }

/** One URL for each key. Signing is done here; nothing is sent. */
export function urlsQuery(account: Account, home: BucketRef, keys: readonly string[], link: Link | undefined) {
  return queryOptions({
    queryKey: queryKeys.urls(account, home.bucket, keys, link),
    queryFn: async () => {
      const oss = ossOf(account)
      const urls = await Promise.all(
        keys.map((key) => {
          const at = { ...home, key }
          if (link?.kind !== 'signed') return oss.publicUrl({ at })
          return oss.signUrl({ at, seconds: link.seconds, ...(link.download && { download: nameOf(key) }) })
        }),
      )
      return { urls, ends: Date.now() + (link?.kind === 'signed' ? link.seconds * 1000 : 0) }
    },
    enabled: link !== undefined && keys.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}

/** Whether everyone may read the object: its own ACL, or the bucket's where it has none. */
export function isPublicQuery(account: Account, home: BucketRef, key: string) {
  const { region, bucket } = home
  return queryOptions({
    ...retryOptions,
    queryKey: queryKeys.isPublic(account, bucket, key),
    queryFn: async ({ signal, client }) => {
      const own = await client.fetchQuery(aclQuery(account, { ...home, key }))
      const acl =
        own === 'default' ? (await ossOf(account).bucketInfo({ bucket: { region, bucket }, signal })).acl : own
      if (!acl) throw new Error('The ACL of the bucket could not be read')
      return acl.startsWith('public')
    },
    gcTime: 0,
  })
}
