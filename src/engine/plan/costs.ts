/** What a task costs, as far as the plan can tell. Pure: from the task alone and the moment when it was asked for. */
import type { Listed } from '../../oss/types.ts'
import { defaults } from '../settings.ts'
import type { ChangeTask, CopyTask, DownloadTask, Planned, UploadTask } from '../types.ts'
import { partSizeFor, relayPartSizeFor } from './method.ts'
import { needsNoCopy } from './needsNoCopy.ts'

/**
 * What a careful person wants to know before an object is touched. `early`: an object leaves its class, or is replaced, before its
 * minimum storage time is over; the remaining days are billed. `retrieval`: reading an IA object is billed by size. `small`: a new
 * object below 64 KiB is billed as 64 KiB in every class but Standard. `restore`: an archived object is restored, which is billed by size.
 * @see https://help.aliyun.com/zh/oss/user-guide/convert-the-storage-classes-of-objects
 */
export type Hint = 'early' | 'retrieval' | 'small' | 'restore'

const dayMs = 86_400_000
const minimumDays = { Standard: 0, IA: 30, Archive: 60, ColdArchive: 180, DeepColdArchive: 180, Unknown: 0 } as const
const smallestBilled = 64 * 1024

/** Bytes that each hint is about; `now` in ms since 1970. */
export function hintsOf(task: Planned, now: number): Partial<Record<Hint, number>> {
  const { source } = task
  const early = endedBy(task).filter((object) => isYoung(object, now))
  const isRead = task.kind !== 'remove' && !isInPlace(task) && source.storageClass === 'IA'
  return {
    ...(early.length > 0 && { early: early.reduce((sum, { size }) => sum + size, 0) }),
    ...(isRead && { retrieval: source.size }),
    ...(isNewAndSmall(task) && { small: source.size }),
    ...(task.restore && { restore: source.size }),
  }
}

type Aged = Pick<Listed, 'size' | 'modified' | 'storageClass'>

/** Tags and ACL change without a copy; a restore changes nothing, and a version that comes back is the one that it was. */
function isInPlace(task: Planned): boolean {
  return task.kind === 'restore' || task.kind === 'undelete' || (task.kind === 'change' && needsNoCopy(task.change))
}

/** The objects whose storage time ends: a moved or edited source, a replaced target. */
function endedBy(task: Planned): Aged[] {
  if (task.kind === 'download' || isInPlace(task)) return []
  if (task.kind === 'upload') return task.there && task.overwrite ? [task.there] : []
  if (task.kind !== 'copy') return [task.source]
  return [...(task.removeSource ? [task.source] : []), ...(task.there && task.overwrite ? [task.there] : [])]
}

function isYoung({ modified, storageClass }: Aged, now: number): boolean {
  return now - modified < minimumDays[storageClass] * dayMs
}

/** A move leaves as many small objects as there were. */
function isNewAndSmall(task: Planned): boolean {
  const { size, storageClass } = task.source
  if (size >= smallestBilled) return false
  if (task.kind === 'copy') return !task.removeSource && storageClass !== 'Standard'
  const wanted = task.kind === 'change' ? task.change.storageClass : undefined
  return wanted !== undefined && wanted !== 'Standard' && wanted !== storageClass
}

/** Parts of a copy that goes by parts, else 0. A small relay goes whole. */
export function partsOf({ method, source: { size } }: Pick<CopyTask, 'method' | 'source'>): number {
  if (method === 'relay') return size > defaults.relayPart ? Math.ceil(size / relayPartSizeFor(size, defaults)) : 0
  return method === 'parts' ? Math.max(1, Math.ceil(size / partSizeFor(size))) : 0
}

/** Sources are looked at again and removed a thousand at a time. */
const perRemoval = 2 / 1000

/** Requests, about: without the reading of ACLs and of what a bucket says of itself, without retries. */
export function requestsOf(task: Planned): number {
  if (task.kind === 'restore') return requestsPerRestore
  if (task.kind === 'remove') return perRemoval
  if (task.kind === 'undelete') return task.markers.length
  if (task.kind === 'change') return requestsPerChange(task)
  if (task.kind !== 'copy') return requestsThroughHere(task)
  return requestsPerCopy(task) + (task.removeSource ? perRemoval : 0)
}

function requestsPerCopy(task: Pick<CopyTask, 'method' | 'source'>): number {
  const parts = partsOf(task)
  if (task.method === 'relay') return parts > 0 ? 2 * parts + requestsAroundParts : requestsPerSmallRelay
  if (parts > 0) return parts + requestsAroundParts
  return task.source.type === 'Normal' ? 1 : 1 + requestsToCompare
}

/** Tags and ACL have requests of their own in place. Tags that a rule asks for are read before, whatever is changed. */
function requestsPerChange({ change, expects }: Pick<ChangeTask, 'change' | 'expects'>): number {
  const own = (change.tags ? 1 : 0) + (change.acl ? 1 : 0)
  const areTagsRead = change.tags || expects?.tags ? 1 : 0
  if (!needsNoCopy(change)) return requestsPerSelfCopy + areTagsRead + own
  return requestsInPlace * own + (change.tags ? 0 : areTagsRead)
}

/** PutObject or the parts of an upload; HEAD and the ranges of a download. */
function requestsThroughHere({ kind, source: { size } }: Pick<UploadTask | DownloadTask, 'kind' | 'source'>): number {
  const parts = Math.max(1, Math.ceil(size / relayPartSizeFor(size, defaults)))
  if (kind === 'download') return 1 + Math.max(1, Math.ceil(size / defaults.relayPart))
  return parts > 1 ? parts + requestsAroundParts : 1
}

/** HEAD of the source, GetObject, PutObject. */
const requestsPerSmallRelay = 3

/** HEAD, RestoreObject. */
const requestsPerRestore = 2
/** The listing's word and what is there now, the change, both again. */
const requestsInPlace = 5
/** HEAD of the source, its ACL, the copy, HEAD of the result. */
const requestsPerSelfCopy = 4
/** HEAD before and after, ListMultipartUploads, Initiate, ListParts, Complete. */
const requestsAroundParts = 6
/** The ETag of such an object is not the MD5 of its content: HEAD on both sides. */
const requestsToCompare = 2
