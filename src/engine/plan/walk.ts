import { compareKeys } from '../../oss/keyOrder.ts'
import type { Listed, ListPosition, Ref } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { justBefore, keyBytes, longestKey } from '../keys.ts'
import { ask } from '../limits/ask.ts'

/** Where in a listing one is, or begins. */
type From = { token?: ListPosition; after?: string }

/**
 * Every object below a prefix, behind the key `after` if there is one, a listing page at a time, in the store's order. `beyond`: a key behind the
 * last of a page at which it may go on.
 */
export async function* walk(
  world: PlanWorld,
  at: Ref,
  after?: string,
  beyond?: (last: string) => string | undefined,
): AsyncGenerator<Listed[]> {
  let from: From | undefined = after === undefined ? {} : { after }
  while (from) {
    const begin: From = from
    const { objects, next } = await ask(world, at, (oss, signal) => oss.list({ at, ...begin, signal }))
    yield objects
    const last = objects.at(-1)
    const skip = next && last && beyond?.(last.key)
    from = skip ? { after: skip } : next && { token: next }
  }
}

/**
 * Answers, for keys that are asked in the store's order, what is there: two sorted listings are merged. A page begins at what is asked for, so
 * that little is read of much that lies between.
 */
export function cursorOver(world: PlanWorld, at: Ref, after?: string): (key: string) => Promise<Listed | undefined> {
  let from: From | undefined = after === undefined ? {} : { after }
  let page: Listed[] = []
  let index = 0
  const turn = async (key: string, next: From) => {
    // A page may hold nothing, and still not be the last.
    const begin = next.token && page.length === 0 ? next : skippedTo(next, key)
    const { objects, next: token } = await ask(world, at, (oss, signal) => oss.list({ at, ...begin, signal }))
    from = token && { token }
    page = objects
    index = 0
  }
  return async (key) => {
    for (;;) {
      const here = page[index]
      const order = here ? compareKeys(here.key, key) : 1
      if (here && order >= 0) return order === 0 ? here : undefined
      if (here) index++
      else if (from) await turn(key, from)
      else return undefined
    }
  }
}

/** Right before a key, if that lies further on. A listing begins behind a key that must itself be one. */
export function skippedTo(from: From, key: string): From {
  const before = justBefore(key)
  const isNearer = from.after === undefined || compareKeys(before, from.after) > 0
  return isNearer && before !== '' && keyBytes(before) <= longestKey ? { after: before } : from
}
