/** px of what is no level: the way home, a button behind the levels, the menu of those that are hidden. `shell.css` lays them out. */
const around = 28 + 34
const menu = 28 + 9

/** Levels before `head` and from `tail` on are shown. */
export type ShownCrumbs = { head: number; tail: number }

/** Which levels find room in so many px: all, or the last ones, after the first if it fits, too. The last is always shown. */
export function fittingCrumbs(widths: readonly number[], room: number): ShownCrumbs {
  const last = widths.length - 1
  const free = room - around
  if (last < 1 || sum(widths) <= free) return { head: 0, tail: 0 }
  const first = widths[0] ?? 0
  const head = first + menu + (widths[last] ?? 0) <= free ? 1 : 0
  let left = free - menu - (widths[last] ?? 0) - (head ? first : 0)
  let tail = last
  while (tail - 1 > head && (widths[tail - 1] ?? 0) <= left) {
    tail -= 1
    left -= widths[tail] ?? 0
  }
  return { head, tail }
}

function sum(widths: readonly number[]): number {
  return widths.reduce((all, width) => all + width, 0)
}
