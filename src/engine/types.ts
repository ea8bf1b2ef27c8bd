/** The nouns of the engine: what a person asked (Request), one object's work (Task), and all of it before it runs (Plan). */
import type { Right } from '../oss/rights.ts'
import type {
  Acl,
  Encryption,
  HeaderBytes,
  HeaderName,
  Listed,
  Ref,
  RestoreTier,
  StorageClass,
  Tag,
} from '../oss/types.ts'
import type { Test } from './scope/match.ts'

/**
 * An object, or a prefix with all that lies below it. With a `scope` what a person chose of that prefix as a whole; it is the only source of
 * its request then, and of a copy or move its key is the `base`.
 */
export type Source = Ref & { scope?: Scope }

/**
 * All that a place shows, but some: the rows of one level; all objects below (`flat`); or objects and prefixes of any depth, as a search finds
 * them (`found`). An object is meant if it is a row that is as all tests say and is not among `except`, or lies below a prefix that is such a row.
 * What a person could not have seen is not meant. `count`: rows, as they were seen; 0 where nobody looked, as for a rule.
 */
export type Scope = Range & {
  rows: 'level' | 'flat' | 'found'
  tests: Test[]
  except: string[]
  seen: Seen
  count: number
}
/** The first and the last row, by their keys; without one there is no such bound. */
export type Range = { from?: string; to?: string }

/**
 * What was there when the rows were read: what is older than `before` (ms by OSS's clock), the moment in which reading them began, and what came
 * while they were read and was shown.
 */
type Seen = { before: number; since: Pick<Listed, 'key' | 'etag' | 'modified'>[] }

/**
 * What to do where the target exists already. `newer`: replace if the source is newer; `different`: skip if identical; `ask`: the
 * person decides, for each or for all.
 */
export type ConflictPolicy = 'replace' | 'skip' | 'keepBoth' | 'newer' | 'different' | 'ask'

/** What an edit changes. `null` removes; what is not named stays as it is. */
export type Change = {
  headers?: Partial<Record<HeaderName, HeaderBytes | null>>
  meta?: Record<string, HeaderBytes | null>
  tags?: Tag[]
  acl?: Acl
  storageClass?: StorageClass
  encryption?: Encryption | null
}

/**
 * What is asked of one value, whatever it is for each object. `replace`: every `find` in it becomes `by`, as text or by a pattern
 * (`edit/compile.ts`); what is no UTF-8 is no text that could be found in, and stays. `byContent`: of a Content-Type alone, the type that the
 * first bytes prove, where the present one doesn't fit them.
 */
export type ValueEdit =
  | { do: 'set' | 'setIfAbsent'; value: HeaderBytes }
  | { do: 'remove' }
  | { do: 'byContent' }
  | { do: 'replace'; find: string; by: string; isPattern?: true }
/** `all`: these and no others. Else some are added, or get another value, and some are removed by their keys. */
export type TagsEdit = { all: Tag[] } | { add: Tag[]; remove: string[] }
/** A change that becomes another for each object, by what it is now. What is not named stays as it is. */
export type Edit = {
  headers?: Partial<Record<HeaderName, ValueEdit>>
  meta?: Record<string, ValueEdit>
  tags?: TagsEdit
} & Pick<Change, 'acl' | 'storageClass' | 'encryption'>

/** `found`: somewhere in the value, by a pattern; what is no UTF-8 is no text that anything is found in. `notFound`: all else. */
export type ValueTest =
  | { is: 'absent' }
  | { is: 'present' }
  | { is: 'equal'; value: HeaderBytes }
  | { is: 'found' | 'notFound'; pattern: string }
/** Which objects an edit is about, by what each is now: all of it must hold. Tags by their keys. */
export type When = {
  headers?: Partial<Record<HeaderName, ValueTest>>
  meta?: Record<string, ValueTest>
  tags?: Record<string, ValueTest>
}

export type CopyRequest = {
  do: 'copy'
  /** Objects and prefixes, of one bucket. */
  sources: Source[]
  target: Ref
  /** `into`: below the prefix `target`, under their own names. `exact`: the one source becomes `target` (a rename). */
  placement: 'into' | 'exact'
  /** Of sources that go `into` a prefix: they keep the folders in which they lie below this one, so `a/b/x` becomes `b/x` if it is `a/`. */
  base?: string
  removeSource: boolean
  conflict: ConflictPolicy
  /** A prefix does not become another one that is there already: two would be one. A rename asks for it. */
  mustBeFree?: true
  /** Reads each object's own ACL and gives it to the copy: one more request an object. */
  keepAcl: boolean
  /** What OSS won't copy (another region or account, append type) goes through this page, byte for byte. Never on its own. */
  relay?: true
  /** What is archived is restored first. Never on its own: it is billed. */
  restore?: Restoring
  /** The plan waits for a yes, whatever it says. */
  review?: true
}
/**
 * `expects`: what a person saw of the one object before they changed it; where it is no longer so, nothing is written. `edit`: takes the place
 * of `change`, which is empty then; the plan reads each object, and says what it would make of it. `when`: of an edit, what it leaves alone else.
 * `rule`: the name of the rule that asks for it, for people to know the job by.
 */
export type ChangeRequest = {
  do: 'change'
  sources: Source[]
  change: Change
  edit?: Edit
  when?: When
  rule?: string
  expects?: Change
  restore?: Restoring
  review?: true
}
type RemoveRequest = { do: 'remove'; sources: Source[]; review?: true }
/** Makes archived objects readable for some days. */
export type RestoreRequest = { do: 'restore'; sources: Source[]; restore: Restoring; review?: true }
/**
 * Objects of a bucket with versions that were deleted come back: the delete markers over their newest version go. `since` (ms): only what was
 * deleted at that time or later.
 */
export type UndeleteRequest = { do: 'undelete'; sources: Source[]; since?: number; review?: true }
/** Files and folders of this computer (`local.ts`) go below the prefix `target`, under their own names. */
export type UploadRequest = { do: 'upload'; sources: Ref[]; target: Ref; conflict: ConflictPolicy; review?: true }
/**
 * Objects and prefixes go to this computer. `folder`: below the folder `target`, under their own names. `file`: the one object becomes
 * the file `target`. `zip`: all of them become entries of one file, whose name is the target's bucket.
 */
export type DownloadRequest = {
  do: 'download'
  sources: Source[]
  target: Ref
  into: 'folder' | 'file' | 'zip'
  /** The one object becomes the path `target`, also in a folder. */
  placement?: 'exact'
  /** The browser keeps the zip in a storage of its own, until a person saves it. */
  kept?: true
  conflict: ConflictPolicy
  review?: true
}
/** What runs elsewhere, too: nothing there watches a restore or has the files of this computer. */
export type PortableRequest = CopyRequest | ChangeRequest | RemoveRequest
export type Request = PortableRequest | RestoreRequest | UndeleteRequest | UploadRequest | DownloadRequest

export type ColdClass = Exclude<StorageClass, 'Standard' | 'IA'>
/** How archived objects are restored; a class that allows fewer days gets those. */
export type Restoring = { days: number; tiers: Record<ColdClass, RestoreTier> }

/** What the plan saw of an object; the ETag is sent along with every request that reads the source. */
export type Pinned = Ref &
  Pick<Listed, 'size' | 'etag' | 'modified' | 'type' | 'storageClass'> & {
    /** Known where the plan could read it: a copy does not inherit it. */
    encryption?: Encryption
    /** An archived object that is restored, for now. */
    readable?: true
  }

/**
 * `reference`: CopyObject inside a bucket, which moves no bytes and has no size limit. `whole`: CopyObject. `parts`: UploadPartCopy.
 * `relay`: GetObject and UploadPart through this page.
 */
export type Method = 'reference' | 'whole' | 'parts' | 'relay'

/** Why an object is not copied, before anything is written. Each becomes words, with a remedy, in `i18n/`. */
export type Refusal =
  | 'otherRegion'
  | 'otherAccount'
  | 'appendable'
  | 'archived'
  | 'intoItself'
  | 'sameObject'
  | 'sameTarget'
  | 'taken'
  | 'keyTooLong'
  | 'missing'
  | 'symlink'
  /** OSS does not tell its storage class, or one that is not known here: a copy would get another. */
  | 'unknownClass'
  /** A link into another bucket, where what it points to is not copied along. */
  | 'danglingLink'
  /** A link to where only a relay goes, which reads the bytes of what it points to. */
  | 'linkRelayed'
  /** A key that ends in `/` but has bytes: no file can be named so. */
  | 'noFile'
  /** A file of this computer that the browser names and does not give. */
  | 'unreadable'
  /** Versioning is suspended, and an older version with the ID `null` would be lost. */
  | 'nullVersion'
  /** Of an undo: the object is no longer the one that the job made. */
  | 'notOurs'
  /** Of an undo: what was copied no longer stands as it was, so that the copy may be all that is left of it. */
  | 'onlyCopy'
  /** Of what was chosen as a whole: it was not there, or was another object, when the person looked. */
  | 'cameLater'
  /** Of an undo: the job replaced what was there. */
  | 'wasOverwritten'
  /** Of an undelete: it is there. */
  | 'notDeleted'
  /** Of a restore: it can be read as it is. */
  | 'notArchived'
  /** Of a restore: it is restored already. */
  | 'readable'
  /** Of an edit: more tags, or more user metadata, than an object can have. */
  | 'tooManyTags'
  | 'tooMuchMeta'
  /** Of an edit: what would be found and replaced is no value of that header. */
  | 'notAValue'
  /** Of an edit: to look for the pattern in the value takes too long. */
  | 'slowPattern'
  /** Of an edit that takes the encryption away: the bucket encrypts all that is written. */
  | 'bucketEncrypts'

/**
 * A failure as it is kept in the journal: plain data, no secrets. `code` is OSS's code or a word of the engine's. `refusal`: what was
 * wanted of the object can't be done any more.
 */
export type Problem = {
  code: string
  message: string
  operation?: string
  status?: number
  requestId?: string
  refusal?: Refusal
  /** Of a request that was denied: the rights that would have let it pass. An older journal has none. */
  lacks?: Right[]
}

/**
 * `conflict`: the target exists and a person has to say what to do. `copied`: the target is proved, the source is not yet removed; without
 * a proof that copy has gone, and is made again. `restoring`: OSS was asked to restore the source, and it cannot be read yet.
 */
export type TaskState =
  | 'conflict'
  | 'waiting'
  | 'running'
  | 'copied'
  | 'restoring'
  | 'done'
  | 'skipped'
  | 'refused'
  | 'failed'

type TaskOf<Kind extends string> = {
  kind: Kind
  job: string
  n: number
  state: TaskState
  source: Pinned
  refusal?: Refusal
  problem?: Problem
  /** What showed that the result is right, for the report. */
  proof?: Proof
  made?: Made
  /** Why what it had begun could not be cleared away. */
  left?: Problem
  /** The source is archived: this is asked for before anything else. */
  restore?: Restore
}
/** One object's restore; an Archive object has no tiers. */
export type Restore = { days: number; tier?: RestoreTier }
/**
 * `modified`: when the target came to be by OSS's clock (ms), where it was told. `unverified`: nothing that OSS tells of both sides could
 * show that the bytes are the same.
 */
export type Proof = { etag: string; crc64?: string; requestId?: string; modified?: number; unverified?: true }

/**
 * What a write of a task has left, where nothing has shown that it is right: the next try may write over just that, and an undo takes it
 * back. `of`: what the source was then. A change of tags alone gives an object no other time: then none is told.
 */
export type Made = Pick<Proof, 'etag' | 'modified'> & { of: Pick<Listed, 'etag' | 'modified' | 'type'> }

/** What makes something at a target. */
type Aimed = {
  target: Ref
  /** False: a target that turns up although the plan saw none ends the task. */
  overwrite: boolean
  /** What to do with a target that turns up later; the plan has applied it to what it saw. */
  conflict: ConflictPolicy
  /** What the plan saw at the target. */
  there?: ExistingObject
  /** That is the copy which this task made before its source changed; before it there was nothing. */
  replacesOwn?: true
}
export type CopyTask = TaskOf<'copy'> &
  Aimed & {
    removeSource: boolean
    method: Method
    keepAcl: boolean
    /** The source's own encryption is read before it is copied, where the plan did not. */
    keepEncryption?: true
    checkpoint?: Checkpoint
    /**
     * The source is a link, and what it points to (`pointsTo`) is copied along: the key that its copy stands for. Planned as what that one is
     * aimed at, and noted anew when it is known what became of it.
     */
    link?: string
    pointsTo?: string
    /** ETag of another source of the same move that stands at the target: it has to go first. */
    behind?: string
  }
export type ExistingObject = Pick<Listed, 'size' | 'etag' | 'modified' | 'storageClass' | 'type'>

/**
 * A multipart upload of ours, or a file that was begun: only what we have the id of is ours. The store remembers the parts. `isFresh`: there
 * was no such file, so that one without bytes is what a browser makes before it writes. `tags`: what an upload was given when it began; of
 * all that an object has nothing else can change without a trace. An older journal has none.
 */
export type Checkpoint = { id: string; partSize: number; isFresh?: true; tags?: Tag[] }
/** A change of class or encryption of a large object rewrites it by parts, with a checkpoint as a copy has. */
export type ChangeTask = TaskOf<'change'> & {
  change: Change
  checkpoint?: Checkpoint
  /** For an undo. */
  before?: Change
  /** The condition of the edit does not hold for it. */
  isOutside?: true
  /** What must still stand there: of an undo what the undone job has set, of an edit what the plan saw. */
  expects?: Change
}
/**
 * `keeper`: what must stand, unchanged, for this to be removed: of a copy that is undone, its source. `needsVersions`: it is removed only where
 * versioning is on, so that its content stays.
 */
export type RemoveTask = TaskOf<'remove'> & { checkpoint?: never; keeper?: Pinned; needsVersions?: true }
type RestoreTask = TaskOf<'restore'> & { checkpoint?: never }
/** `source`: the version that comes back. `markers`: ids of the delete markers over it, newest first. */
export type UndeleteTask = TaskOf<'undelete'> & { markers: string[]; checkpoint?: never }
/** `type`: the media type that the file's name stands for. */
export type UploadTask = TaskOf<'upload'> & Aimed & { type: string; checkpoint?: Checkpoint }
/**
 * `checkpoint`: the file is begun; its `id` is the path under which a long one grows. It is cleared away like an upload. `isEntry`: of a
 * zip. `isPicked`: a person picked this very file, and the browser has asked whether it may be replaced. `hasTwin`: another object of the
 * request would be the same file, so that this one is never written in its place.
 */
export type DownloadTask = TaskOf<'download'> &
  Aimed & { checkpoint?: Checkpoint; isEntry?: true; isPicked?: true; hasTwin?: true }
export type Task = CopyTask | ChangeTask | RemoveTask | RestoreTask | UndeleteTask | UploadTask | DownloadTask
/** Tasks that bring bytes to a target. */
export type AimedTask = CopyTask | UploadTask | DownloadTask

type Fresh<T> = T extends Task ? Omit<T, 'job' | 'n'> : never
/** A planned task before the journal gives it its job and number. */
export type Planned = Fresh<Task>

export type PartState = 'queued' | 'running' | 'done' | 'retried'

/** What a run may change of its task; `undefined` removes. */
export type TaskPatch = {
  state?: TaskState
  method?: Method
  target?: Ref
  overwrite?: boolean
  there?: ExistingObject | undefined
  replacesOwn?: true | undefined
  behind?: undefined
  link?: string
  before?: Change
  checkpoint?: Checkpoint | undefined
  proof?: Proof | undefined
  made?: Made | undefined
  problem?: Problem | undefined
  left?: Problem
}

/** What a running task tells; derived figures (percent, speed, ETA) are the listener's. */
export type Report =
  | { is: 'bytes'; done: number }
  | { is: 'split'; partSize: number; size: number; done: number[] }
  | { is: 'part'; number: number; state: PartState }
  | { is: 'retry'; code: string; delay: number }
