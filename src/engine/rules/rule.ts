/** A rule: which objects of a place are meant, and what becomes of them. Pure. */
import type { Ref, StorageClass } from '../../oss/types.ts'
import { folded, type Test } from '../scope/match.ts'
import type { ChangeRequest, Edit, Source, When } from '../types.ts'

/**
 * `names`: an object is meant if its name looks like any of these; none means all. A pattern with a `/` is about the path below the place, any
 * other about what stands behind the last `/`. `size` in bytes, inclusive. `unmodifiedDays`: counted from when the rule is applied.
 */
export type Rule = {
  name: string
  names: string[]
  size?: { from?: number; to?: number }
  unmodifiedDays?: number
  storageClass?: StorageClass
  when?: When
  edit: Edit
}

const day = 86_400_000

/**
 * Nobody has looked at what a rule is about: it means whatever is there when its plan is made. Late enough for any clock, and a time that
 * JavaScript knows.
 */
const always = 8.64e15

/** All below a place that the names and facts of a rule let through. `now`: ms since 1970; `count`: objects, where somebody counted them. */
export function sourceOf(rule: Omit<Rule, 'edit'>, place: Ref, now: number, count = 0): Source {
  const seen = { before: always, since: [] }
  return { ...place, scope: { rows: 'flat', tests: testsOfRule(rule, now), except: [], seen, count } }
}

/** What applying a rule to a place asks for: an edit like any other, with plan, consent and undo. A rule that is not saved may have no name. */
export function requestOf(rule: Rule, place: Ref, now: number, count = 0): ChangeRequest {
  const { name, edit, when } = rule
  const sources = [sourceOf(rule, place, now, count)]
  return { do: 'change', sources, change: {}, edit, ...(when && { when }), ...(name && { rule: name }) }
}

function testsOfRule({ names, size, unmodifiedDays, storageClass }: Omit<Rule, 'edit'>, now: number): Test[] {
  return [
    ...(names.length > 0 ? [{ is: 'any' as const, of: names.map(nameTest) }] : []),
    ...(size ? [{ is: 'size' as const, ...size }] : []),
    ...(unmodifiedDays === undefined ? [] : [{ is: 'modified' as const, to: now - unmodifiedDays * day }]),
    ...(storageClass ? [{ is: 'class' as const, text: storageClass.toLowerCase() }] : []),
  ]
}

const nameTest = (pattern: string) => ({
  is: 'like' as const,
  text: folded(pattern),
  by: pattern.includes('/') ? ('path' as const) : ('lastName' as const),
})
