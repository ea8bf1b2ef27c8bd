import { matcherOf, testsOf } from '../../engine/scope/match.ts'
import type { Row } from './rows.ts'

/** Which rows are chosen, where the keyboard is, and from where shift extends. By key: rows may move. */
export type Selection = {
  /** Just these; or all but these, where all are meant. */
  keys: ReadonlySet<string>
  cursor: string | null
  anchor: string | null
  /** All rows are meant that this filter lets through, also those that are still to come; empty: all of the place. */
  all?: string
}

export const noSelection: Selection = { keys: new Set(), cursor: null, anchor: null }

export function only(key: string): Selection {
  return { keys: new Set([key]), cursor: key, anchor: key }
}

export function toggled(selection: Selection, key: string): Selection {
  const keys = new Set(selection.keys)
  if (!keys.delete(key)) keys.add(key)
  return { ...selection, keys, cursor: key, anchor: key }
}

/** Everything between the anchor and `key`. */
export function extendedTo(selection: Selection, key: string, rows: readonly Row[]): Selection {
  const to = indexOf(rows, key)
  const from = selection.anchor === null ? to : Math.max(0, indexOf(rows, selection.anchor))
  const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { keys: new Set(range.map((row) => row.key)), cursor: key, anchor: selection.anchor ?? key }
}

/** `typed`: what the rows are filtered by. */
export function everything({ cursor, anchor }: Selection, typed: string): Selection {
  return { keys: new Set(), cursor, anchor, all: typed.trim() }
}

/** What is chosen, and these rows with it. */
export function withAlso({ all, keys }: Selection, rows: readonly Row[]): Pick<Selection, 'keys' | 'all'> {
  const touched = rows.map(({ key }) => key)
  if (all === undefined) return { keys: new Set([...keys, ...touched]) }
  const gone = new Set(touched)
  return { all, keys: new Set([...keys].filter((key) => !gone.has(key))) }
}

/** Without moving the keyboard's place. */
export function cleared({ cursor, anchor }: Selection): Selection {
  return { keys: new Set(), cursor, anchor }
}

/** The row that is `by` rows from the cursor, within the list; before any cursor: the first. */
export function rowAt(selection: Selection, rows: readonly Row[], by: number): Row | undefined {
  const from = selection.cursor === null ? -1 : indexOf(rows, selection.cursor)
  if (from < 0) return by < 0 ? rows.at(-1) : rows[0]
  return rows[Math.min(rows.length - 1, Math.max(0, from + by))]
}

export function indexOf(rows: readonly Row[], key: string): number {
  return rows.findIndex((row) => row.key === key)
}

/** Whether a row is chosen, if it is shown. */
export function isChosen({ keys, all }: Pick<Selection, 'keys' | 'all'>, row: Row): boolean {
  if (all === undefined) return keys.has(row.key)
  return !keys.has(row.key) && isLetThrough(all, row)
}

/** The rows themselves where all of them are chosen: a million need no second list. `typed`: what they are filtered by. */
export function chosen(
  selection: Pick<Selection, 'keys' | 'all'>,
  rows: readonly Row[],
  typed: string,
): readonly Row[] {
  const { keys, all } = selection
  if (all === undefined) return keys.size === 0 ? [] : rows.filter((row) => keys.has(row.key))
  if (all !== '' && all !== typed.trim()) return rows.filter((row) => isChosen(selection, row))
  return keys.size === 0 ? rows : rows.filter((row) => !keys.has(row.key))
}

let last: { all: string; matches: ReturnType<typeof matcherOf> } | undefined

function isLetThrough(all: string, row: Row): boolean {
  if (last?.all !== all) last = { all, matches: matcherOf(testsOf(all)) }
  return last.matches?.(row) ?? true
}
