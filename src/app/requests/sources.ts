import { matcherOf, testsOf } from '../../engine/scope/match.ts'
import { isIn } from '../../engine/scope/scope.ts'
import type { Range, Scope, Source } from '../../engine/types.ts'
import { compareKeys } from '../../oss/keyOrder.ts'
import type { Level, Row } from '../listing/rows.ts'
import type { Place } from '../places/place.ts'
import { type BucketRef, refsOf } from './requests.ts'

/** Where rows are chosen: the place, what was read of it, and what of that is shown. */
export type ShownRows = {
  place: Pick<Place, 'prefix' | 'isFlat' | 'search'>
  level: Pick<Level, 'asked' | 'isWhole'>
  typed: string
  /** The filter whose rows were all chosen, where they were (`Selection`): another may be typed by now. */
  all?: string | undefined
  rows: readonly Row[]
}

/** As many as one page of a listing has: more are not named each, but as what they are of their place. */
const mostNamed = 1000
/** As many may be left out between the first and the last, or have come while the rows were read; with more the rows are named. */
const mostApart = 1000

/**
 * The chosen rows as sources of a request: by their names; or, of many, the place with what is meant of it, which costs as much whether it is a
 * thousand or a million. Only what was read to its end is meant as a whole.
 */
export function sourcesOf(home: BucketRef, chosen: readonly Row[], shown: ShownRows): Source[] {
  const scope = chosen.length > mostNamed ? asWhole(chosen, shown) : undefined
  return scope ? [{ ...home, key: shown.place.prefix, scope }] : refsOf(home, chosen)
}

/** What is meant of the place, if it can be said so. `apart`: how many may be left out, or have come while the rows were read. */
export function asWhole(
  chosen: readonly Row[],
  { place, level, typed, all, rows: shown }: ShownRows,
  apart = mostApart,
): Scope | undefined {
  const { asked, isWhole } = level
  if (!isWhole || asked === undefined) return undefined
  const within = all ? lettingThrough(all, typed, shown) : shown
  const range = within.length - chosen.length > apart ? rangeOf(chosen) : {}
  const rows = range.from === undefined ? within : within.filter(({ key }) => isIn(range, key))
  const since = cameSince(asked, chosen)
  if (rows.length - chosen.length > apart || since.length > mostApart) return undefined
  return {
    ...meantBy(place, [...new Set([typed.trim(), all ?? ''])]),
    ...range,
    except: leftOut(rows, chosen),
    seen: { before: asked, since },
    count: chosen.length,
  }
}

/** What came while the rows were read, as it was shown. */
function cameSince(asked: number, chosen: readonly Row[]): Scope['seen']['since'] {
  const since: Scope['seen']['since'] = []
  for (const row of chosen)
    if (row.is === 'object' && row.modified >= asked)
      since.push({ key: row.key, etag: row.etag, modified: row.modified })
  return since
}

/** Of rows that were chosen from one to another, as Shift does. */
function rangeOf(chosen: readonly Row[]): Range {
  let [from, to] = [chosen[0]?.key ?? '', chosen[0]?.key ?? '']
  for (const { key } of chosen) {
    if (compareKeys(key, from) < 0) from = key
    else if (compareKeys(key, to) > 0) to = key
  }
  return { from, to }
}

function lettingThrough(all: string, typed: string, rows: readonly Row[]): readonly Row[] {
  const matches = all === typed.trim() ? undefined : matcherOf(testsOf(all))
  return matches ? rows.filter(matches) : rows
}

function meantBy({ isFlat, search }: ShownRows['place'], filters: string[]): Pick<Scope, 'rows' | 'tests'> {
  const tests = filters.flatMap((typed) => testsOf(typed))
  if (search) return { rows: 'found', tests: [...testsOf(search, 'lastName'), ...tests] }
  return { rows: isFlat ? 'flat' : 'level', tests }
}

/** What is chosen stands in the same order as what is shown. */
function leftOut(rows: readonly Row[], chosen: readonly Row[]): string[] {
  if (rows.length === chosen.length) return []
  let at = 0
  return rows.filter((row) => row !== chosen[at] || !++at).map(({ key }) => key)
}
