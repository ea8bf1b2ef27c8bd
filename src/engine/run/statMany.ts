import { compareKeys } from '../../oss/keyOrder.ts'
import type { Listed, Ref } from '../../oss/types.ts'
import { justBefore, keyBytes, longestKey } from '../keys.ts'
import { ask } from '../limits/ask.ts'
import { statObject } from '../stat.ts'
import type { PlanWorld } from '../types.ts'

/** What is there now of objects of one bucket: by pages while they hold what is looked for, else key by key. */
export async function statMany(places: Ref[], world: PlanWorld): Promise<Map<string, Listed>> {
  const left = [...places].sort((a, b) => compareKeys(a.key, b.key))
  const found = new Map<string, Listed>()
  while (left.length > 0) {
    const hits = left.length > 1 && canBegin(left[0]) ? await readPage(left, found, world) : 0
    if (hits >= Math.min(10, left.length + hits)) continue
    for (const source of left.splice(0, 10)) {
      const there = await statObject(world, source)
      if (there) found.set(source.key, there)
    }
  }
  return found
}

/** A listing begins behind a key that must itself be one: of the longest there is none just before. */
function canBegin(first: Ref | undefined): boolean {
  return first !== undefined && keyBytes(justBefore(first.key)) <= longestKey
}

/** One page from the first key on; takes the keys that it covers off the list and tells how many those are. */
async function readPage(left: Ref[], found: Map<string, Listed>, world: PlanWorld): Promise<number> {
  const [first] = left
  if (!first) return 0
  const at = { ...first, key: '' }
  const after = justBefore(first.key)
  const page = await ask(world, first, (oss, signal) => oss.list({ at, after, signal }))
  // A page may hold nothing, and still not be the last.
  if (page.next !== undefined && page.objects.length === 0) return 0
  const end = page.next === undefined ? undefined : page.objects.at(-1)?.key
  const covered = left.findIndex(({ key }) => end !== undefined && compareKeys(key, end) > 0)
  const wanted = left.splice(0, covered < 0 ? left.length : covered)
  const there = new Map(page.objects.map((object) => [object.key, object]))
  for (const { key } of wanted) {
    const object = there.get(key)
    if (object) found.set(key, object)
  }
  return wanted.length
}
