import { type Place, placeOf, stepTowards } from './place.ts'

let before: Place | null = null

addEventListener('hashchange', ({ oldURL }) => {
  before = placeOf(new URL(oldURL).hash)
})

/** The row of the level `here` that leads to where the person was just now; undefined if that was not below. */
export function cameFrom(here: Place): string | undefined {
  return before ? stepTowards(here, before) : undefined
}
