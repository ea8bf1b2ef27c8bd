import { childPrefixTowards, type Panes, type Place, panesOf } from './place.ts'
import { onHash } from './usePlace.ts'

let before: Panes | null = null
let now = panesOf(location.hash)

onHash(() => {
  before = now
  now = panesOf(location.hash)
})

/** Where the pane was just now, if with the same account. */
function previousPlace(pane: number): Place | undefined {
  const isOwn = before?.accounts?.[pane] === now.accounts?.[pane]
  return isOwn ? (before?.places[pane] ?? undefined) : undefined
}

/** The bucket in which the pane was just now. */
export function previousBucket(pane: number): string | undefined {
  return previousPlace(pane)?.bucket
}

/** The row of the level `here` that leads to where the pane was just now; undefined if that was not below. */
export function previousRow(here: Place, pane: number): string | undefined {
  const there = previousPlace(pane)
  return there ? childPrefixTowards(here, there) : undefined
}
