import type { Row } from './rows.ts'
import { cleared, everything, extendedTo, only, rowAt, type Selection, toggled } from './selection.ts'

type Press = { key: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }

/** The selection after a key press; `undefined` for keys that mean nothing to a list. `page`: rows in view. */
export function selectionAfter(
  press: Press,
  selection: Selection,
  { rows, page }: { rows: readonly Row[]; page: number },
): Selection | undefined {
  const ctrl = press.ctrlKey || press.metaKey
  if (ctrl && press.key.toLowerCase() === 'a') return everything(selection, rows)
  if (press.key === 'Escape') return cleared(selection)
  if (press.key === ' ' && selection.cursor !== null) return toggled(selection, selection.cursor)
  const to = destination(press.key, selection, rows, page)
  if (!to) return undefined
  if (press.shiftKey) return extendedTo(selection, to.key, rows)
  return ctrl ? { ...selection, cursor: to.key } : only(to.key)
}

function destination(key: string, selection: Selection, rows: readonly Row[], page: number): Row | undefined {
  if (key === 'Home') return rows[0]
  if (key === 'End') return rows.at(-1)
  const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }[key]
  return by === undefined ? undefined : rowAt(selection, rows, by)
}
