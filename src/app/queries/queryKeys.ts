import type { Account, Ref } from '../../oss/types.ts'

/** The first word of a query's key: what kind of thing was read. */
type Kind =
  | ('buckets' | 'bucketInfo' | 'bucketStat' | 'cors' | 'corsCheck')
  | ('listing' | 'head' | 'tags' | 'acl' | 'symlink' | 'bytes' | 'thumbnail')
  | ('survey' | 'mayDo')
  | ('versions' | 'versionCount' | 'uploads' | 'current' | 'shared' | 'urls' | 'isPublic')

/** The keys of all remote reads. Whoever marks something as stale asks here too, so that no key is spelt twice. */
export const queryKeys = {
  buckets: (account: Account) => key('buckets', account.id),
  bucketInfo: (account: Account, bucket: string) => key('bucketInfo', account.id, bucket),
  bucketStat: (account: Account, bucket: string) => key('bucketStat', account.id, bucket),
  cors: (account: Account, bucket: string) => key('cors', account.id, bucket),
  corsCheck: (account: Account, bucket: string) => key('corsCheck', account.id, bucket),
  /** With the region: that of a new bucket is a guess until the list of buckets is there, and what it got is none of the bucket's. */
  listing: ({ account, bucket, key: prefix, region }: Ref) => key('listing', account, bucket, prefix, region),
  head: (at: Ref) => key('head', at),
  tags: (at: Ref) => key('tags', at),
  acl: (at: Ref) => key('acl', at),
  survey: (account: Account, sources: readonly Ref[]) => key('survey', account.id, sources),
  mayDo: (at: Ref) => key('mayDo', at),
  symlink: (at: Ref) => key('symlink', at),
  bytes: (at: Ref, etag: string, to: number | undefined) => key('bytes', at, etag, to),
  thumbnail: (at: Ref, etag: string) => key('thumbnail', at, etag),
  versions: (at: Ref) => key('versions', at),
  versionCount: (at: Ref) => key('versionCount', at),
  uploads: ({ account, bucket }: Pick<Ref, 'account' | 'bucket'>) => key('uploads', account, bucket),
  current: (at: Ref, nth: number) => key('current', at, nth),
  shared: (account: Account, bucket: string, objects: readonly string[]) => key('shared', account.id, bucket, objects),
  urls: (account: Account, bucket: string, objects: readonly string[], link: object | undefined) =>
    key('urls', account.id, bucket, objects, link),
  isPublic: (account: Account, bucket: string, object: string) => key('isPublic', account.id, bucket, object),
}

/** What a search found, or everything below, hangs on the listing that it belongs to: it grows stale with it. */
export function dependentKey(listing: readonly unknown[], what: 'flat' | 'search', ...rest: string[]) {
  return [...listing, what, ...rest]
}

/** Whether something of one of these kinds was read. */
export function isOneOf(...kinds: Kind[]): (query: { queryKey: readonly unknown[] }) => boolean {
  return ({ queryKey }) => kinds.includes(queryKey[0] as Kind)
}

function key<const Parts extends unknown[]>(kind: Kind, ...parts: Parts): [Kind, ...Parts] {
  return [kind, ...parts]
}
