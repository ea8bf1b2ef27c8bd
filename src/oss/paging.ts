import { OssError } from './errors.ts'
import { compareKeys } from './keyOrder.ts'
import { type Element, text } from './xml.ts'

/** Where a listing has come to: its last name, the marks that were given since that name, and how many pages brought none behind it. */
export type Progress = { last: string; marks: readonly string[]; idle: number }

/** The names of a page in their order, and where it says that the next one begins. `mayBeSilent`: OSS tells of that only where there is one. */
type Page = { names: readonly string[]; mark: string; mayBeSilent?: true }

/** A page may hold nothing, and still not be the last: of a million removed objects in a row nothing is listed. */
const mostIdle = 1000

/**
 * Where a listing has come to with this page; undefined: to its end. Every listing is in the order of its names, so one that does not get
 * behind the last name, or gives a mark again, never ends; and one that does not say whether and where it goes on would be taken for whole.
 * @throws OssError `protocol` EndlessListing
 */
export function progress(
  body: Element,
  before: Progress | undefined,
  { names, mark, mayBeSilent }: Page,
  operation: string,
): Progress | undefined {
  const [first] = names
  if (before && first !== undefined && compareKeys(first, before.last) < 0) throw endlessListing(operation, 'goes back')
  if (!isTruncated(body, operation, mayBeSilent)) return undefined
  if (!mark) throw endlessListing(operation, 'does not say where it goes on')
  if (before?.marks.includes(mark)) throw endlessListing(operation, 'goes on where it was before')
  const last = names.at(-1)
  if (last !== undefined && (!before || compareKeys(last, before.last) > 0)) return { last, marks: [mark], idle: 0 }
  return idle(before ?? { last: '', marks: [], idle: 0 }, mark, operation)
}

function idle(before: Progress, mark: string, operation: string): Progress {
  if (before.idle === mostIdle) throw endlessListing(operation, `brings nothing new for ${mostIdle} pages`)
  return { last: before.last, marks: [...before.marks, mark], idle: before.idle + 1 }
}

/** @throws OssError `protocol` EndlessListing when it can't be told: a part of a listing would be taken for all of it */
export function isTruncated(body: Element, operation: string, mayBeSilent?: true): boolean {
  const said = text(body, 'IsTruncated')?.trim()
  if (said !== 'true' && said !== 'false' && !(mayBeSilent && said === undefined))
    throw endlessListing(operation, 'does not say whether it goes on')
  return said === 'true'
}

/** A listing of which nobody can tell what it holds. */
export function endlessListing(operation: string, how: string): OssError {
  const message = `The listing of ${operation} ${how}`
  return new OssError({ kind: 'protocol', code: 'EndlessListing', message, operation, resource: '' })
}
