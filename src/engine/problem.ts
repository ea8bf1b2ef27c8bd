import { hasOtherEndpoint, withEndpoint } from '../oss/endpoints/toldEndpoint.ts'
import { OssError } from '../oss/errors.ts'
import { isNotTrusted } from '../oss/noConnection.ts'
import { lacksRights, rightsOf } from '../oss/rights.ts'
import type { Problem } from './types.ts'

/**
 * `CopyGone`: the copy that was proved is no longer there as it was. `OnlyCopy`: what a copy was made from no longer stands. `Protected`: the bucket takes no write over what is there.
 * `Unprovable`: OSS tells nothing of the source by which its copy could be proved, so that nothing was written.
 * `NullVersion`: an older version with the ID `null` would be lost, since versioning is suspended.
 * `SourceChanged`: not the object that was planned. `TargetExists`: something came between plan and copy. `Unproved`: the copy is
 * there but nothing shows that it is the same. `Different`: it is not the same. `PartMismatch`: the store holds a part of another size.
 * `LeftUnblocked`: of a bucket's public ACL, for which its block of public access was switched off; the ACL was not set, nor could the block be.
 * `ClassUnknown`: OSS does not tell the storage class, and what is written would get another.
 * `PublicBlocked`: the target's bucket blocks public access, and the ACL to be kept is public.
 * `NameTooLong`: a numbered name would be longer than a key may be.
 * `NotAsAsked`: the store did not take the metadata. `NotYetFree`: at the target stands an object that the same move has not taken away.
 * `LinkAhead`: it is not known what becomes of the object that a link points to. `LinkUndecided`: a person has to say. `DanglingLink`: what it
 * points to is not in the other bucket.
 * `FilesGone`: the page no longer has the files that were chosen. `FilesLocked`: the browser wants to ask a person first. `NameTaken`: the
 * disk has something else of that name, or takes no such name. `DiskFull`: nothing more fits. `NoRoom`: a zip would not fit, so it was not begun.
 * `ZipBroken`: a zip that was not written to its end. `JournalClosed`: nothing can be written down, or what was is gone.
 * `JobGone`: the job that was to be undone is no longer in the journal.
 * `SignedOut`: the session no longer has the keys of the job's account.
 */
export type CopyErrorCode =
  | 'SourceChanged'
  | 'CopyGone'
  | 'OnlyCopy'
  | 'Protected'
  | 'Unprovable'
  | 'TargetExists'
  | 'NullVersion'
  | 'Unproved'
  | 'Different'
  | 'PartMismatch'
  | 'NotAsAsked'
  | 'NameTooLong'
  | 'PublicBlocked'
  | 'LeftUnblocked'
  | 'ClassUnknown'
  | 'NotYetFree'
  | 'LinkAhead'
  | 'LinkUndecided'
  | 'DanglingLink'
  | 'FilesGone'
  | 'FilesLocked'
  | 'NameTaken'
  | 'DiskFull'
  | 'NoRoom'
  | 'ZipBroken'
  | 'JournalClosed'
  | 'SignedOut'
  | 'JobGone'

/** What the engine itself finds wrong. */
export class CopyError extends Error {
  readonly code: CopyErrorCode
  constructor(code: CopyErrorCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'CopyError'
    this.code = code
  }
}

const ofTheKey = new Set([
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'SecurityTokenExpired',
  'InvalidSecurityToken',
  'AccessKeyIdAndSecurityTokenNotMatch',
  'RequestTimeTooSkewed',
  'UserDisable',
  'ReadOnlySession',
])

const ofThisComputer = new Set([
  'FilesGone',
  'FilesLocked',
  'DiskFull',
  'NoRoom',
  'ZipBroken',
  'JournalClosed',
  'SignedOut',
])

/** Whether a failure is of the whole job, not of one object: the key, the clock, the account, the store's certificate, access to the disk. */
export function stopsJob(error: unknown): boolean {
  if (error instanceof CopyError) return ofThisComputer.has(error.code)
  return error instanceof OssError && (isOfTheKey(error) || isNotTrusted(error.code))
}

/** Whether other keys, or the right time, would help. */
export function isOfTheKey({ code }: { code: string }): boolean {
  return ofTheKey.has(code)
}

/** Whether a job stopped for want of a journal, which may be there again. */
export function isOfTheJournal({ code }: { code: string }): boolean {
  return code === 'JournalClosed' || code === 'QuotaExceededError'
}

/** Whether the session lost the keys of the job's account. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof CopyError && error.code === 'SignedOut'
}

const waiting = new Set(['NotYetFree', 'LinkAhead', 'LinkUndecided'])

/** Whether a task has to be tried again when others of its job are done. */
export function isNotYetFree(error: unknown): boolean {
  return error instanceof CopyError && waiting.has(error.code)
}

/** Whether it waits for what a person has to say of another object. */
export function isUndecided(error: unknown): boolean {
  return error instanceof CopyError && error.code === 'LinkUndecided'
}

/** A failure as the journal keeps it: no cause, no headers, no signature text. */
export function problemOf(error: unknown): Problem {
  if (error instanceof CopyError) return { code: error.code, message: error.message, ...lacksOf(error.cause) }
  if (!(error instanceof OssError)) return { code: 'Unexpected', message: String(error) }
  const { code, operation, status, requestId } = error
  const message = hasOtherEndpoint(error) ? withEndpoint(error) : error.message
  return { code, message, operation, ...(status && { status }), ...(requestId && { requestId }), ...lacksOf(error) }
}

function lacksOf(error: unknown): Pick<Problem, 'lacks'> {
  return error instanceof OssError && lacksRights(error) ? { lacks: rightsOf(error) } : {}
}
