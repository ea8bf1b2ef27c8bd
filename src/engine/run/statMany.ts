import { OssError } from '../../oss/errors.ts'
import { compareKeys } from '../../oss/keyOrder.ts'
import type { Listed, Ref } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { justBefore, keyBytes, longestKey } from '../keys.ts'
import { ask } from '../limits/ask.ts'
import { commonBase } from '../plan/check.ts'
import { statObject } from '../stat.ts'

/** At most as many are looked at one by one before a page is tried again. */
const mostAlone = 160

/**
 * What is there now of objects of one bucket, by key: by pages while these hold what is looked for, else key by key, side by side. Nothing is
 * listed outside of the folder that all of them lie in, which may be all that a key may list.
 * @throws OssError
 */
export async function statMany(places: readonly Ref[], world: PlanWorld): Promise<Map<string, Listed>> {
  const left = [...places].sort((a, b) => compareKeys(a.key, b.key))
  const base = commonBase(left)
  const found = new Map<string, Listed>()
  let mayPage = true
  for (let alone = 10; left.length > 0; ) {
    const hits = mayPage && left.length > 1 && canBegin(left[0]) ? await readPage(left, base, found, world) : 0
    // Each of them may lie where this key may list, though what they have in common does not.
    if (hits === 'refused') mayPage = false
    else if (hits >= Math.min(10, left.length + hits)) alone = 10
    else {
      await Promise.all(left.splice(0, alone).map((source) => readOne(source, found, world)))
      alone = Math.min(mostAlone, alone * 2)
    }
  }
  return found
}

function refusedOnly(error: unknown): 'refused' {
  if (error instanceof OssError && error.status === 403) return 'refused'
  throw error
}

async function readOne(source: Ref, found: Map<string, Listed>, world: PlanWorld): Promise<void> {
  const there = await statObject(world, source)
  if (there) found.set(source.key, there)
}

/** A listing begins behind a key that must itself be one: of the longest there is none just before. */
function canBegin(first: Ref | undefined): boolean {
  return first !== undefined && keyBytes(justBefore(first.key)) <= longestKey
}

/** One page from the first key on; takes the keys that it covers off the list and tells how many those are. */
async function readPage(
  left: Ref[],
  base: string,
  found: Map<string, Listed>,
  world: PlanWorld,
): Promise<number | 'refused'> {
  const [first] = left
  if (!first) return 0
  const at = { ...first, key: base }
  const after = justBefore(first.key)
  const page = await ask(world, first, (oss, signal) => oss.list({ at, after, signal })).catch(refusedOnly)
  if (page === 'refused') return page
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
