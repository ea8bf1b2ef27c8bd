import type { Row } from './rows.ts'
import { cleared, everything, extendedTo, only, rowAt, type Selection, toggled } from './selection.ts'

type Press = { key: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean; altKey?: boolean }

/** The selection after a key press; `undefined` for keys that mean nothing to a list. `page`: rows in view; `perLine`: rows side by side; `typed`: what they are filtered by. */
export function selectionAfter(
  press: Press,
  selection: Selection,
  { rows, page, perLine = 1, typed = '' }: { rows: readonly Row[]; page: number; perLine?: number; typed?: string },
): Selection | undefined {
  const ctrl = press.ctrlKey || press.metaKey
  if (ctrl && press.key.toLowerCase() === 'a') return everything(selection, typed)
  if (press.key === 'Escape') return cleared(selection)
  if (press.key === ' ' && selection.cursor !== null) return toggled(selection, selection.cursor)
  // On a Mac the latter go up and open.
  if (press.altKey || (press.metaKey && /^Arrow(Up|Down)$/.test(press.key))) return undefined
  const to = destination(press.key, selection, rows, { page, perLine })
  if (!to) return undefined
  if (press.shiftKey) return extendedTo(selection, to.key, rows)
  return ctrl ? { ...selection, cursor: to.key } : only(to.key)
}

function destination(
  key: string,
  selection: Selection,
  rows: readonly Row[],
  { page, perLine }: { page: number; perLine: number },
): Row | undefined {
  if (key === 'Home') return rows[0]
  if (key === 'End') return rows.at(-1)
  const by = {
    ...(perLine > 1 && { ArrowLeft: -1, ArrowRight: 1 }),
    ArrowDown: perLine,
    ArrowUp: -perLine,
    PageDown: page,
    PageUp: -page,
  } as Record<string, number>
  const steps = by[key]
  return steps === undefined ? undefined : rowAt(selection, rows, steps)
}
