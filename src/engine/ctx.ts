/** What the engine needs of the world: as a task sees it (Ctx), a plan (PlanWorld), and one request (AskWorld). */
import type { Listed, Oss, Ref, Version } from '../oss/types.ts'
import type { BucketFacts } from './bucketFacts.ts'
import type { Clock } from './limits/clock.ts'
import type { MemoryBudget } from './limits/memory.ts'
import type { Pace } from './limits/pace.ts'
import type { LocalFiles } from './localFiles.ts'
import type { Pinned, Proof, Report, TaskPatch } from './types.ts'

/** The world as a task sees it. */
export type Ctx = {
  oss: (account: string) => Oss
  signal: AbortSignal
  finishing: StopSignals
  /** Durable before it resolves. */
  save: (patch: TaskPatch) => Promise<void>
  report: (what: Report) => void
  limiter: Limiter
  settings: Settings
  removals: Removals
  /** What became of an object that the same job copies; a link to it waits for that. Absent where one task runs by itself. */
  copyOf?: (source: Ref) => Promise<CopyOf>
  /** All versions of a key, looked at together with those of other tasks of the run. Absent where one task runs by itself. */
  versionsAt?: (at: Ref) => Promise<Version[] | undefined>
  /** Resolves when there is a network; at once if there is. */
  online: () => Promise<void>
  clock: Clock
  /** What all that goes through this computer holds in memory together. */
  memory: MemoryBudget
  pace: Pace
  buckets: BucketFacts
  /** The files of this computer that the request is about; a command has none. */
  local?: () => LocalFiles
}

/**
 * A stop lets what is under way come to a known end. `writes`: aborted some time after the stop, since only its answer tells what a write
 * did. `looks`: aborted later still, so that a write without an answer can be looked for.
 */
export type StopSignals = { writes: AbortSignal; looks: AbortSignal }

/** `needsVersions`: it is removed only where versioning is on, so that its content stays. */
export type Victim = Pinned & { needsVersions?: true | undefined }

/** Removes what may be removed, many at a time: fresh listing pages of both sides and one DeleteMultipleObjects for up to a thousand. */
export type Removals = {
  /**
   * `keeper`: what must stand for this to be removed. `note`: writes down that it has gone, before anything else may take its place.
   * Rejects with CopyError SourceChanged where it is another object now, CopyGone where the keeper does not stand as it was proved,
   * OnlyCopy where versioning, which would keep it, is not on.
   */
  remove: (victim: Victim, keeper: ProvedCopy | undefined, note: () => Promise<void>) => Promise<void>
  /** Resolves when no removal of that key is under way: a DELETE whose answer was lost may still come. */
  ended: (at: Ref) => Promise<void>
}

/**
 * `pending`: it is not known yet. `undecided`: a person has to say. `made`: its copy is there, under this key. `stays`: none was made, and none
 * will be.
 */
export type CopyOf = { is: 'pending' } | { is: 'undecided' } | { is: 'made'; key: string } | { is: 'stays' }

/**
 * What must stand for something else to be removed, as it was proved. Without a time only its ETag is known. `since`: when this run began to
 * make it, by the engine's clock (ms); absent where another run did, or where hours may lie between its parts: what was copied may have got
 * tags since, which no time shows. `keepsAcl`: it has the ACL of what it was copied from.
 */
export type ProvedCopy = Ref &
  Pick<Proof, 'etag' | 'modified'> &
  Pick<Listed, 'type'> & { since?: number; keepsAcl?: true }

/** What goes before the rest is urgent; the jobs (`of`) take turns; how long a request takes depends on the bytes that it moves; throttling is about a bucket. */
export type RequestKind = { isUrgent?: boolean; of?: string; bytes?: number; at?: Pick<Ref, 'account' | 'bucket'> }

/** How many requests may be in flight. `take` waits for a place and gives it back when `work` ends. */
export type Limiter = {
  take<T>(work: () => Promise<T>, signal: AbortSignal, kind?: RequestKind): Promise<T>
  /** When a request about this bucket was last answered, with success or not; of any bucket while this has not been heard of. ms since 1970, 0 before the first. */
  lastAnswer: (bucket?: string) => number
  /** The same for successes. */
  lastSuccess: (bucket?: string) => number
  /** How many requests to a bucket ended without an answer since the last that had one. */
  silences: (at: Pick<Ref, 'account' | 'bucket'>) => number
}

/** What planning needs of the world. */
export type PlanWorld = Omit<Ctx, 'save' | 'removals' | 'copyOf' | 'versionsAt'>

/** What a request of the engine needs of the world. */
export type AskWorld = Omit<PlanWorld, 'buckets' | 'local' | 'memory' | 'pace' | 'finishing'>

/** Sizes in bytes, times in ms. */
export type Settings = {
  /** Objects of this size and above are copied by parts (100 MiB to 1 GiB). */
  partsFrom: number
  /** How long a reference copy may take before it goes on by parts. */
  referenceTimeout: number
  /** The first pause before a request is sent again; it doubles with each try. */
  backoff: number
  /** How long a part may take before smaller ones are tried: two minutes for 64 MiB are half a MiB a second. */
  partTimeout: number
  /** How long removals are gathered. */
  gather: number
  /** How long a write may still be under way at OSS whose answer was lost, or that an earlier run sent; a stop waits for one as long. */
  settle: number
  /** How long OSS's times can't tell one change from the next: it counts whole seconds. */
  tick: number
  /** The first pause before what is being restored is looked at again; it grows with each look. */
  watch: number
  /** A relayed object up to this size is held whole, a larger one a part of this size at a time. */
  relayPart: number
  /** What is kept on the disk of a download that breaks off, at the least. */
  keepEvery: number
}
