/**
 * The three questions on which it depends whether anything is lost. Each is asked of what was noted before and of what a look shows
 * now, and of nothing else: what was once seen is never taken for what is.
 */
import type { ObjectType } from '../../oss/types.ts'

/** What tells one object at a place from the next: its bytes, when it came to be (ms, whole seconds), and whether it is a link. */
export type Mark = { etag: string; modified: number; type: ObjectType }

/** The same object as before, unchanged. An edit of the metadata leaves the ETag and has a time of its own. */
export function isSame(before: Mark, now: Mark | undefined): boolean {
  return now !== undefined && now.etag === before.etag && now.modified === before.modified && now.type === before.type
}

/** What is to be removed, and what has to stand for that: the copy of a moved source, the source of a copy that is undone. */
export type Removal = { victim: Looked; keeper?: Looked }
type Looked = { before: Mark; now: Mark | undefined }

/**
 * `yes`: both sides are as they were proved. `gone`: nothing is left to remove. `changed`: it is another object now. `unkept`: what has
 * to stand does not.
 */
export function mayRemove({ victim, keeper }: Removal): 'yes' | 'gone' | 'changed' | 'unkept' {
  if (!victim.now) return keeper && keeper.now?.type !== keeper.before.type ? 'unkept' : 'gone'
  if (!isSame(victim.before, victim.now)) return 'changed'
  return !keeper || isSame(keeper.before, keeper.now) ? 'yes' : 'unkept'
}

/** Whether what stands at a target now is what was decided about; where nothing stands, nothing is lost. */
export function mayWriteOver(decided: Mark | undefined, now: Mark | undefined): boolean {
  return now === undefined || (decided !== undefined && isSame(decided, now))
}

/** What was found at a target after a write whose answer was lost, or by a later run. */
export type Evidence = {
  /** What stood there before. */
  before: Mark | undefined
  now: Mark | undefined
  /** Whether a link was to be made; a link answers for the object that it points to, and is never that object. */
  isLink: boolean
  content: 'same' | 'different' | 'unknown'
  /** Headers, metadata, tags, ACL and class are those that were asked for. */
  asAsked: boolean
}

/** Whether what stands at a target can only be what was asked to be made. Equal bytes alone are no evidence. */
export function isOurs({ before, now, isLink, content, asAsked }: Evidence): boolean {
  if (!now || (now.type === 'Symlink') !== isLink) return false
  if (before && isSame(before, now)) return false
  return content === 'same' && asAsked
}
