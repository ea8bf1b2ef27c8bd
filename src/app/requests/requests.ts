import type { JobRequest } from '../../engine/jobs/types.ts'
import { isPrefix, nameOf, parentOf } from '../../engine/keys.ts'
import { commonBase } from '../../engine/plan/check.ts'
import { targetProblem } from '../../engine/plan/targetProblem.ts'
import type { Change, ChangeRequest, ConflictPolicy, CopyRequest, Source } from '../../engine/types.ts'
import type { Account, Bucket, Ref } from '../../oss/types.ts'
import type { Place } from '../places/place.ts'
import { foundRegionOf } from '../session/foundRegions.ts'

/** A bucket as seen by an account: everything of a Ref but the key. */
export type BucketRef = Omit<Ref, 'key'>

export function bucketRefOf(account: { id: string }, bucket: Pick<Bucket, 'name' | 'region'>): BucketRef {
  return { account: account.id, region: bucket.region, bucket: bucket.name }
}

/** A bucket that may not be listed can still be opened: until it answers, its region is taken to be the account's. */
export function bucketRefIn(
  account: Account,
  buckets: readonly Pick<Bucket, 'name' | 'region'>[],
  { bucket }: Pick<Place, 'bucket'>,
): BucketRef {
  const listed = buckets.find(({ name }) => name === bucket)
  const region = foundRegionOf(account, bucket) ?? listed?.region ?? account.region
  return bucketRefOf(account, { name: bucket, region })
}

export function refsOf(home: BucketRef, rows: readonly { key: string }[]): Ref[] {
  return rows.map(({ key }) => ({ ...home, key }))
}

/** Of everything that a job reads or writes; files of this computer have none. */
export function accountsOf(request: JobRequest): string[] {
  const of = request.do === 'undo' ? request.of : request
  return [...of.sources, ...('target' in of ? [of.target] : [])].map(({ account }) => account)
}

export type CopyChoice = Pick<CopyRequest, 'removeSource' | 'conflict' | 'keepAcl' | 'relay' | 'review'>

/**
 * Copies or moves below the prefix `target`. With `keepFolders` what was found in several folders keeps them below their common one; what was
 * chosen as a whole keeps them below its place.
 */
export function intoRequest(
  sources: Source[],
  target: Ref,
  { keepFolders = haveOneName(sources), ...choice }: CopyChoice & { keepFolders?: boolean },
): CopyRequest {
  const [first] = sources
  const base = first?.scope ? first.key : keepFolders ? commonBase(sources) : undefined
  return { do: 'copy', sources, target, placement: 'into', ...(base !== undefined && { base }), ...choice }
}

/** Whether two of them, of different folders, would become one object without these. */
export function haveOneName(sources: readonly { key: string }[]): boolean {
  return new Set(sources.map(({ key }) => nameOf(key))).size < sources.length
}

/** A move to another last name; a prefix takes everything below it along. Only who says what to do with what is there means a merge. */
type RenameChoice = { conflict: ConflictPolicy; relay?: boolean }

export function renameRequest(source: Ref, name: string, { conflict, relay }: RenameChoice): CopyRequest {
  const target = { ...source, key: renamedKey(source.key, name) }
  return {
    do: 'copy',
    sources: [source],
    target,
    placement: 'exact',
    removeSource: true,
    conflict,
    keepAcl: true,
    ...(conflict === 'skip' && { mustBeFree: true }),
    ...(relay && { relay }),
  }
}

export function renamedKey(key: string, name: string): string {
  return parentOf(key) + name + (isPrefix(key) ? '/' : '')
}

/** The name that a rename edits: without the `/` of a prefix. */
export function editableName(key: string): string {
  const name = nameOf(key)
  return isPrefix(key) ? name.slice(0, -1) : name
}

/** `expects`: what was shown of the one object that is changed. */
export function changeRequest(sources: Source[], change: Change, expects?: Change): ChangeRequest {
  return { do: 'change', sources, change, ...(expects && { expects }) }
}

export type CheckedRequest = { request: CopyRequest; problem: ReturnType<typeof targetProblem> }

/** The keys that are held in a drag. */
export type DragKeys = { ctrlKey: boolean; shiftKey: boolean; altKey: boolean; metaKey: boolean }

/** What a gesture without a dialog, a drop, a paste or F5 and F6, asks for: what is in the way is asked about in the job's plan. */
export function gestureRequest(
  sources: Source[],
  target: Ref,
  choice: Pick<CopyRequest, 'removeSource' | 'review'>,
  isDoubling = false,
): CheckedRequest {
  const conflict = isDoubling ? 'keepBoth' : 'ask'
  // OSS does not copy between accounts: its bytes go through this computer, which the plan says before anything is read.
  const how = isOwn(sources, target) ? choice : { ...choice, relay: true as const, review: true as const }
  const request = intoRequest(sources, target, { ...how, conflict, keepAcl: true })
  return { request, problem: targetProblem(request) }
}

function isOwn(sources: readonly Source[], target: Ref): boolean {
  return sources.every(({ account }) => account === target.account)
}

/** To the other pane, or dropped: one key or a slip of the hand, so a move that leaves the bucket shows its plan before it removes anything. */
export function sendRequest(sources: Source[], target: Ref, removeSource: boolean): CheckedRequest {
  const leaves = removeSource && sources.some(({ bucket }) => bucket !== target.bucket)
  return gestureRequest(sources, target, { removeSource, ...(leaves && { review: true }) })
}

/** What dropping does: a move inside a bucket, a copy between buckets or accounts; Ctrl (on a Mac Option) copies, Shift (Command) moves. */
export function dropRequest(sources: Source[], target: Ref, keys: DragKeys): CheckedRequest {
  const isInside = isOwn(sources, target) && sources.every(({ bucket }) => bucket === target.bucket)
  const copies = keys.ctrlKey || keys.altKey
  return sendRequest(sources, target, !copies && (isInside || keys.shiftKey || keys.metaKey))
}
