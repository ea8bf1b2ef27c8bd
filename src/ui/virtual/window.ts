/** A browser lays nothing out beyond some 16 to 33 million px. */
const tallest = 15_000_000

export type Space = {
  count: number
  /** px of a row */
  height: number
  /** px of the part in view */
  view: number
  /** Rows of another height, in their order, and by how many px. */
  others?: readonly (readonly [index: number, px: number])[]
}

/** px of the scrolled body. */
export function bodyHeight(space: Space): number {
  return Math.min(rowsHeight(space), tallest)
}

/** px of all rows, more than a body may have. */
export function rowsHeight(space: Space): number {
  return startOf(space, space.count)
}

/** Where a row begins, in the rows' own px. */
export function startOf({ height, others = [] }: Space, index: number): number {
  let start = index * height
  for (const [other, px] of others) {
    if (other >= index) break
    start += px
  }
  return start
}

/** Where the rows begin, in their own px, when the body is scrolled to `top`: the same, unless the rows are taller than a body can be. */
export function rowsTop(space: Space, top: number): number {
  return top * stretch(space)
}

/** The first row and the one behind the last that are worth drawing. */
export function inView(space: Space, top: number, overscan: number): { from: number; to: number } {
  const at = rowsTop(space, top)
  const from = Math.max(0, Math.floor(rowAt(space, at)) - overscan)
  return { from, to: Math.min(space.count, Math.ceil(rowAt(space, at + space.view)) + overscan) }
}

/** How far to scroll so that the row is in view, or undefined if it is. Of a row that is taller than the view, its beginning. */
export function topFor(space: Space, top: number, index: number): number | undefined {
  const at = rowsTop(space, top)
  const [start, end] = [startOf(space, index), startOf(space, index + 1)]
  if (start < at || end - start > space.view) return start / stretch(space)
  return end > at + space.view ? (end - space.view) / stretch(space) : undefined
}

/** What to draw of `from` to `to`: the row with the cursor always, so that it keeps the focus, or a screen reader can name it. */
export function drawnRows(from: number, to: number, cursor = -1): number[] {
  const inView = Array.from({ length: Math.max(0, to - from) }, (_, n) => from + n)
  if (cursor < 0 || (cursor >= from && cursor < to)) return inView
  return cursor < from ? [cursor, ...inView] : [...inView, cursor]
}

/** The row at a place, and which part of it lies before. */
function rowAt({ height, others = [] }: Space, at: number): number {
  let more = 0
  for (const [other, px] of others) {
    const start = other * height + more
    if (at < start) break
    if (at < start + height + px) return other + (at - start) / (height + px)
    more += px
  }
  return (at - more) / height
}

function stretch(space: Space): number {
  const all = rowsHeight(space)
  return all <= tallest ? 1 : (all - space.view) / (tallest - space.view)
}
