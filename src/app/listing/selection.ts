import type { Row } from './rows.ts'

/** Which rows are chosen, where the keyboard is, and from where shift extends. All by key: rows may move. */
export type Selection = {
  keys: ReadonlySet<string>
  cursor: string | null
  anchor: string | null
  /** Also what is still to come, until something else is chosen. */
  isAll?: true
}

export const noSelection: Selection = { keys: new Set(), cursor: null, anchor: null }

export function only(key: string): Selection {
  return { keys: new Set([key]), cursor: key, anchor: key }
}

export function toggled(selection: Selection, key: string): Selection {
  const keys = new Set(selection.keys)
  if (!keys.delete(key)) keys.add(key)
  return { keys, cursor: key, anchor: key }
}

/** Everything between the anchor and `key`. */
export function extendedTo(selection: Selection, key: string, rows: readonly Row[]): Selection {
  const to = indexOf(rows, key)
  const from = selection.anchor === null ? to : Math.max(0, indexOf(rows, selection.anchor))
  const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { keys: new Set(range.map((row) => row.key)), cursor: key, anchor: selection.anchor ?? key }
}

export function everything(selection: Selection, rows: readonly Row[]): Selection {
  return { ...selection, keys: new Set(rows.map((row) => row.key)), isAll: true }
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

export function chosen(selection: Pick<Selection, 'keys' | 'isAll'>, rows: readonly Row[]): readonly Row[] {
  if (selection.isAll) return rows
  return selection.keys.size === 0 ? [] : rows.filter((row) => selection.keys.has(row.key))
}
