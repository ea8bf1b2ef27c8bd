import { childPrefixTowards, type Panes, type Place, panesOf } from './place.ts'
import { onHash } from './usePlace.ts'

let before: Panes | null = null
let now = panesOf(location.hash)

onHash(() => {
  before = now
  now = panesOf(location.hash)
})

/** The bucket in which the pane was just now. */
export function previousBucket(pane: number): string | undefined {
  return before?.places[pane]?.bucket
}

/** The row of the level `here` that leads to where the pane was just now; undefined if that was not below. */
export function previousRow(here: Place, pane: number): string | undefined {
  const there = before?.places[pane]
  return there ? childPrefixTowards(here, there) : undefined
}
