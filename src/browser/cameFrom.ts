import { type Place, placeOf } from './place.ts'

let before: Place | null = null

addEventListener('hashchange', ({ oldURL }) => {
  before = placeOf(new URL(oldURL).hash)
})

/** The row of the level `here` that leads to where the person was just now; undefined if that was not below. */
export function cameFrom(here: Place): string | undefined {
  return before ? stepTowards(here, before) : undefined
}

export function stepTowards(here: Place, there: Place): string | undefined {
  if (here.bucket !== there.bucket || !there.prefix.startsWith(here.prefix)) return undefined
  const slash = there.prefix.indexOf('/', here.prefix.length)
  return slash < 0 ? undefined : there.prefix.slice(0, slash + 1)
}
