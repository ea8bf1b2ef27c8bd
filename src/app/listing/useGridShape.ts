import { type RefObject, useMemo } from 'react'
import { type Column, columns } from './arrange.ts'
import { useWidth } from './useWidth.ts'
import { useView, usualWidth } from './view.ts'

/** px, below which a row has two lines instead of columns; `grid.css` has the same figure. */
const narrow = 440
const tile = { width: 168, height: 176 }

/** What the choice of columns and layout comes to in the room that there is: px of a line, rows side by side, the columns. */
export function useGridShape(scroller: RefObject<HTMLElement | null>) {
  const { hidden, widths, layout } = useView((view) => view)
  const width = useWidth(scroller)
  const isNarrow = width <= narrow
  const fits = isNarrow ? 0 : width - 44 - 220
  // Rows are drawn again only when it changes.
  const shown = useMemo(
    () =>
      fitting(
        columns.filter((column) => !hidden.includes(column)),
        (column) => widths[column] ?? usualWidth[column],
        fits,
      ),
    [hidden, widths, fits],
  )
  const template = [
    '44px',
    'minmax(0, 1fr)',
    ...shown.map((column) => `${widths[column] ?? usualWidth[column]}px`),
  ].join(' ')
  const perLine = layout === 'tiles' ? Math.max(2, Math.floor(width / tile.width)) : 1
  const height = perLine > 1 ? tile.height : isNarrow ? 58 : 40
  return { height, perLine, template, shown: perLine > 1 ? noColumns : shown }
}

const noColumns: Column[] = []

/** As many columns as fit beside the name; the class goes first, then the type. */
function fitting(wanted: Column[], widthOf: (column: Column) => number, room: number): Column[] {
  const leaving: Column[] = ['class', 'type', 'modified', 'size']
  return leaving.reduce((kept, next) => {
    const needed = kept.reduce((sum, column) => sum + widthOf(column), 0)
    return needed <= room ? kept : kept.filter((column) => column !== next)
  }, wanted)
}
