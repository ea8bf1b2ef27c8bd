import { compareKeys } from '../../oss/keyOrder.ts'
import type { Listed, ListMark, Ref } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { ask } from '../limits/ask.ts'

/** Every object below a prefix, behind the key `after` if there is one, a listing page at a time, in the store's order. */
export async function* walk(world: PlanWorld, at: Ref, after?: string): AsyncGenerator<Listed[]> {
  let token: ListMark | undefined
  do {
    const begin = after === undefined ? {} : { after }
    const next: { token?: ListMark; after?: string } = token === undefined ? begin : { token }
    const page = await ask(world, at, (oss, signal) => oss.list({ at, ...next, signal }))
    yield page.objects
    token = page.next
  } while (token !== undefined)
}

/** Answers, for keys that are asked in the store's order, what is there: two sorted listings are merged. */
export function cursorOver(world: PlanWorld, at: Ref, after?: string): (key: string) => Promise<Listed | undefined> {
  const pages = walk(world, at, after)
  let page: Listed[] = []
  let index = 0
  let ended = false
  return async (key) => {
    while (!ended) {
      const here = page[index]
      const order = here ? compareKeys(here.key, key) : 1
      if (here && order >= 0) return order === 0 ? here : undefined
      if (here) index++
      else {
        const next = await pages.next()
        ended = next.done === true
        page = next.value ?? []
        index = 0
      }
    }
    return undefined
  }
}
