/** A browser lays nothing out beyond some 16 to 33 million px. */
const tallest = 15_000_000

export type Space = { count: number; height: number /** px of the part in view */; view: number }

/** px of the scrolled body. */
export function bodyHeight({ count, height }: Space): number {
  return Math.min(count * height, tallest)
}

/** Where the rows begin, in their own px, when the body is scrolled to `top`: the same, unless the rows are taller than a body can be. */
export function rowsTop(space: Space, top: number): number {
  return top * stretch(space)
}

/** The first row and the one behind the last that are worth drawing. */
export function inView(space: Space, top: number, overscan: number): { from: number; to: number } {
  const at = rowsTop(space, top)
  const from = Math.max(0, Math.floor(at / space.height) - overscan)
  return { from, to: Math.min(space.count, Math.ceil((at + space.view) / space.height) + overscan) }
}

/** How far to scroll so that the row is in view, or undefined if it is. `covered`: px at the top that a sticky head hides. */
export function topFor(space: Space, top: number, index: number): number | undefined {
  const at = rowsTop(space, top)
  const start = index * space.height
  if (start < at) return start / stretch(space)
  const end = start + space.height
  return end > at + space.view ? (end - space.view) / stretch(space) : undefined
}

/** What to draw of `from` to `to`: the row with the cursor always, so that it keeps the focus, or a screen reader can name it. */
export function drawn(from: number, to: number, cursor: number): number[] {
  const inView = Array.from({ length: Math.max(0, to - from) }, (_, n) => from + n)
  if (cursor < 0 || (cursor >= from && cursor < to)) return inView
  return cursor < from ? [cursor, ...inView] : [...inView, cursor]
}

function stretch(space: Space): number {
  const all = space.count * space.height
  return all <= tallest ? 1 : (all - space.view) / (tallest - space.view)
}
