import { keyProblem, targetKey } from '../../engine/plan/check.ts'
import { targetProblem } from '../../engine/plan/targetProblem.ts'
import type { CopyRequest, Refusal, Source } from '../../engine/types.ts'
import { parseOssPath } from '../address/ossPath.ts'
import { hasDotLevel } from '../create/names.ts'
import { type Row, totalsOf } from '../listing/rows.ts'
import type { WhyRelay } from '../places/picker/relayReason.ts'
import type { KnownBucket } from '../queries/queries.ts'
import { type BucketRef, bucketRefOf, type CopyChoice, intoRequest } from '../requests/requests.ts'

type Typed = 'badAddress' | 'noBucket'
type Keys = NonNullable<ReturnType<typeof keyProblem>> | 'dots'
type Refused = NonNullable<ReturnType<typeof targetProblem>> | 'otherAccount'
export type TransferProblem = { in: 'address'; is: Typed } | { in: 'key'; is: Keys } | { in: 'plan'; is: Refused }
type Transfer = { request: CopyRequest; problem?: undefined } | { request?: undefined; problem: TransferProblem }

type Given = {
  sources: Source[]
  /** Who writes, and the buckets that this account sees. */
  account: string
  buckets: readonly KnownBucket[]
  choice: CopyChoice & { keepFolders?: boolean }
}

/** The request that an address in the field stands for, or what is wrong with it. */
export function transferOf(address: string, { sources, account, buckets, choice }: Given): Transfer {
  const place = parseOssPath(address)
  if (!place) return { problem: { in: 'address', is: 'badAddress' } }
  const bucket = buckets.find(({ name }) => name === place.bucket)
  if (!bucket) return { problem: { in: 'address', is: 'noBucket' } }
  const target = { ...bucketRefOf({ id: account }, bucket), key: place.prefix }
  const request = intoRequest(sources, target, choice)
  const problem = problemOf(request)
  return problem ? { problem } : { request }
}

function problemOf(request: CopyRequest): TransferProblem | undefined {
  const { sources, target, relay } = request
  const isOther = sources.some(({ account }) => account !== target.account)
  const refused = isOther && !relay ? 'otherAccount' : targetProblem(request)
  if (refused) return { in: 'plan', is: refused }
  if (hasDotLevel(target.key)) return { in: 'key', is: 'dots' }
  for (const source of sources) {
    const wrong = keyProblem(targetKey(source, request))
    // The names of what was chosen as a whole come behind it.
    if (wrong && !(source.scope && wrong === 'empty')) return { in: 'key', is: wrong }
  }
  return undefined
}

/** Whether a relay lifts what stands in the way. */
export function canRelay(rows: readonly Row[], problem: TransferProblem | undefined): boolean {
  const isElsewhere = problem?.is === 'otherRegion' || problem?.is === 'otherAccount'
  return isElsewhere || refusalCounts(rows, false).has('appendable')
}

/** Why OSS itself can't copy to a bucket; undefined where it can. */
export function whyRelay(home: BucketRef, writer: string, bucket: Pick<KnownBucket, 'region'>): WhyRelay | undefined {
  if (writer !== home.account) return 'account'
  return bucket.region === home.region ? undefined : 'region'
}

/** Bytes that a relay would read and write; undefined if the listing can't tell, because a prefix is among the rows. */
export function relayedSize(rows: readonly Row[]): number | undefined {
  const { prefixes, bytes } = totalsOf(rows)
  return prefixes > 0 ? undefined : bytes
}

/** An address as far as its last slash. */
export const folderOf = (address: string) => address.slice(0, address.lastIndexOf('/') + 1)

/** The place to browse while an address is typed; undefined while its folder names no bucket. */
export function browsedAt(address: string, buckets: readonly KnownBucket[]) {
  const place = parseOssPath(folderOf(address))
  return buckets.some(({ name }) => name === place?.bucket) ? place : undefined
}

/** What the listing already shows that the store will refuse to copy. A relay doesn't need the store's copy, but must read. */
export function expectedRefusal(row: Row, isRelayed = false): Refusal | undefined {
  if (row.is === 'prefix') return undefined
  if (row.type === 'Appendable' && !isRelayed) return 'appendable'
  const isReadable = row.restore !== undefined && !row.restore.ongoing
  return row.storageClass.endsWith('Archive') && !isReadable ? 'archived' : undefined
}

/** Whether a job could do nothing with any of them. What is archived it can restore first, when the person says so. */
export function cannotRun(rows: readonly Row[], isRelayed = false): boolean {
  return refusalCounts(rows, isRelayed).get('appendable') === rows.length
}

/** Links that a copy would take out of their bucket: OSS copies one only along with what it points to, a relay copies none. */
export type LeavingLinks = { by: 'bucket' | 'relay'; count: number }

export function leavingLinks(
  rows: readonly Row[],
  home: BucketRef,
  target: BucketRef | undefined,
): LeavingLinks | undefined {
  if (!target || (target.bucket === home.bucket && target.account === home.account)) return undefined
  const { links: count } = counted(rows)
  const isRelay = target.region !== home.region || target.account !== home.account
  return count > 0 ? { by: isRelay ? 'relay' : 'bucket', count } : undefined
}

type Foreseen = ReadonlyMap<Refusal, number>
type Counted = { refused: Foreseen; refusedRelayed: Foreseen; links: number }
const known = new WeakMap<readonly Row[], Counted>()

/** How many of the rows will be refused, and why. */
export function refusalCounts(rows: readonly Row[], isRelayed: boolean): Foreseen {
  return counted(rows)[isRelayed ? 'refusedRelayed' : 'refused']
}

/** Of the same rows it is counted once: each letter of the destination asks again, and there may be a million. */
function counted(rows: readonly Row[]): Counted {
  const before = known.get(rows)
  if (before) return before
  const refused = new Map<Refusal, number>()
  const refusedRelayed = new Map<Refusal, number>()
  let links = 0
  for (const row of rows) {
    add(refused, expectedRefusal(row))
    add(refusedRelayed, expectedRefusal(row, true))
    if (row.is === 'object' && row.type === 'Symlink') links += 1
  }
  const counts = { refused, refusedRelayed, links }
  known.set(rows, counts)
  return counts
}

function add(counts: Map<Refusal, number>, refusal: Refusal | undefined): void {
  if (refusal) counts.set(refusal, (counts.get(refusal) ?? 0) + 1)
}

export function knownBuckets(
  buckets: readonly KnownBucket[] | undefined,
  home: BucketRef | undefined,
): readonly KnownBucket[] {
  return buckets ?? (home ? [{ name: home.bucket, region: home.region }] : [])
}
