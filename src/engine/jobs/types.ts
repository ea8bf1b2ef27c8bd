/** Many tasks over time: a job as the journal keeps it, and as a screen shows it. */
import type { Hint } from '../plan/costs.ts'
import type {
  Change,
  ChangeRequest,
  ConflictPolicy,
  CopyRequest,
  ExistingObject,
  Method,
  Pinned,
  Problem,
  Refusal,
  Request,
  Task,
  TaskPatch,
  TaskState,
  UndeleteRequest,
} from '../types.ts'
import type { Stood } from './outcome/stood.ts'

/** Takes back what a job has done, where its objects are still the ones that it made. `of` is what that job was asked. */
export type UndoRequest = {
  do: 'undo'
  job: string
  of: CopyRequest | ChangeRequest | UndeleteRequest
  sources: CopyRequest['sources']
  review?: true
}
export type JobRequest = Request | UndoRequest

/** `review`: the plan, or what is left of it, waits for a person; planning goes on meanwhile. */
export type Phase = 'planning' | 'review' | 'running' | 'paused' | 'finished' | 'cancelled'

export type Counts = Record<TaskState, number>

/** What a person asked for and how far it is. Times in ms since 1970. */
export type Job = {
  id: string
  request: JobRequest
  phase: Phase
  /** The plan is whole. A job that stopped before goes on planning behind its last task. */
  planned: boolean
  /** What a person said to all conflicts without an answer of their own: it holds for those that are found later too. */
  forAll?: Outcome
  /** It may write: a person said yes, or there was nothing to ask. */
  confirmed?: true
  /** The bucket that is written to keeps versions. */
  versioned?: boolean
  /** The bucket that is written to takes no ACL that lets everybody in. */
  blocksPublic?: true
  /** The bucket that is written to encrypts what an edit copies onto itself, also what was not encrypted. */
  encrypts?: true
  /** Below the sources are encrypted objects: each is asked for it, so that its copy gets it too. */
  keepEncryption?: boolean
  /** A person wants it gone: when nothing of it is left in the store, or anyway, when that was tried before. */
  removing?: 'clean' | 'anyway'
  created: number
  ended?: number
  /** Bytes that the store has of objects that are not done, as they were when they were last looked at. */
  begun?: number
  /** How much moved over time, as it was when it was last written down; of all runs together. */
  throughput?: Throughput
  /** What stopped the whole job (a listing that failed, a journal that is full); `resume` tries again. */
  problem?: Problem
}

/** Figures over a job's tasks, kept with it in the same transactions, so that no screen scans a million tasks. */
export type Tally = {
  counts: Counts
  objects: number
  /** Of the tasks that copy bytes: what there is to copy, and what is done. */
  bytes: number
  bytesDone: number
  /** Tasks with a multipart upload, or a file, that was begun and not ended. */
  unfinished: number
  /** Those of them that could not be cleared away, and why. Absent until there is one. */
  left?: { count: number; sample: Problem }
  /** Tasks that have written something: an undo may have something to take back. The record of an older journal has no such count. */
  acted?: number
  /** Failures by code. */
  problems: Record<string, { count: number; sample: Problem }>
  refusals: Partial<Record<Refusal, number>>
  /** What a person has said to conflicts one by one. The record of an older journal has no such count. */
  answers?: Partial<Record<Outcome, number>>
  /** What is done, by what proved it; what was skipped, by what stood there. The record of an older journal has neither. */
  proofs?: Partial<Record<ProofKind, Sum>>
  stood?: Partial<Record<Stood, Sum>>
  /** The plan by outcome, by method and by what it costs beyond requests. */
  groups: Partial<Record<Group, Sum>>
  methods: Partial<Record<Method, Sum & { parts: number }>>
  hints: Partial<Record<Hint, Sum>>
  /** About, without the reading of ACLs: that is one more for each copy. */
  requests: number
}

export type Sum = { count: number; bytes: number }

/** `worked`: ms in which it was at work; `bytes`, `objects`: what moved in each span of `every` ms of them. */
export type Throughput = { worked: number; every: number; bytes: number[]; objects: number[] }

/**
 * What showed that the result is right: the CRC64 or the ETag (MD5) of both sides; what is read back is what was asked for; OSS said that it
 * is there. `unverified`: nothing that OSS tells could show it.
 */
export type ProofKind = 'crc64' | 'etag' | 'asked' | 'answer' | 'unverified'

/** What comes of an object, in one word. */
export type Group =
  | 'new'
  | 'replace'
  | 'keepBoth'
  | 'skip'
  | 'ask'
  | 'change'
  | 'remove'
  | 'restore'
  | 'asAsked'
  | 'outside'
  | 'undelete'
  | Refusal

/** What a person says to a target that exists. */
export type Outcome = Extract<ConflictPolicy, 'replace' | 'keepBoth' | 'skip'>

/**
 * A task as the journal keeps it. `again`: it is looked at afresh before it runs. `answer`: what a person said to this conflict; it can
 * be changed until the job goes on.
 */
export type StoredTask = Task & { group: Group; again?: true; answer?: Outcome }
export type StoredPatch = Omit<TaskPatch, 'proof' | 'before' | 'link' | 'left'> & {
  link?: string | undefined
  pointsTo?: string | undefined
  change?: Change
  markers?: string[]
  expects?: Change | undefined
  isOutside?: true | undefined
  before?: Change | undefined
  source?: Pinned
  there?: ExistingObject | undefined
  conflict?: ConflictPolicy
  refusal?: Refusal | undefined
  restore?: Task['restore'] | undefined
  proof?: Task['proof'] | undefined
  left?: Problem | undefined
  again?: true | undefined
  answer?: Outcome | undefined
}

/** The durable job. */
export type JobRecord = Job & Tally

/** How far a job is: all of it but what was asked, which may name thousands of sources and does not move. */
export type JobFigures = Omit<JobRecord, 'request'>

/** How an object stands: in a job that was cancelled, nothing waits any more. */
export type TaskStatus = TaskState | 'notDone' | 'undecided'

/** One object that is being worked on right now. */
export type ActiveTask = {
  n: number
  key: string
  size: number
  bytes: number
  /** Of a copy by parts: bytes in a part, and one letter a part (`partLetters`). */
  parts?: { size: number; states: string }
  /** The code of the last failure, while it waits to try again. */
  retrying?: string
}

/** How one part stands; a part that failed before keeps its mark to the end. */
export type PartMark = 'queued' | 'running' | 'runningAgain' | 'done' | 'doneAgain'

/** The states of 10 000 parts cross to every tab 5 times a second: as a text that is one cheap copy. */
export const partLetters: Record<PartMark, string> = {
  queued: '.',
  running: '>',
  runningAgain: '!',
  done: '#',
  doneAgain: '+',
}

/** What a screen shows of a job beyond what the journal knows. Bytes and objects per second, ms. */
type Shown = {
  speed: number
  rate: number
  eta?: number
  active: ActiveTask[]
  /** The code of the last failed listing, while planning waits to try again. */
  retrying?: string
}

/** The figures of a job that runs. */
export type FiguresView = JobFigures & Shown

/** A job as a screen shows it. */
export type JobView = JobRecord &
  Shown & {
    /** The account that the job waits for: its keys are not in this session. */
    missingAccount?: string
    /** How far the store's time is ahead of this computer's, in ms, when it signs with that. */
    clockOffset?: number
  }

/** Where a listing changed: the parent of a written or removed key. */
export type Place = { account: string; bucket: string; prefix: string }

type Loose<T> = { [K in keyof T]?: T[K] | undefined }
/** `undefined` removes a field. */
export type JobPatch = Loose<Omit<Job, 'id'>>
export type FiguresPatch = Omit<JobPatch, 'request'>
