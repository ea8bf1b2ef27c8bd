import { OssError } from '../../oss/errors.ts'
import { compareKeys } from '../../oss/keyOrder.ts'
import { lacksRights } from '../../oss/rights.ts'
import type { Ref } from '../../oss/types.ts'
import { justBefore, keyBytes, longestKey } from '../keys.ts'
import { commonBase } from '../plan/check.ts'

/** `isWhole`: behind the last key of the page is nothing more. */
type Page<T> = { found: (readonly [key: string, what: T])[]; isWhole: boolean }

/** How one looks at keys. `page`: those below a prefix, behind the key `after`, in the store's order. */
export type Look<T> = {
  page: (at: Ref, after: string) => Promise<Page<T>>
  one: (at: Ref) => Promise<T | undefined>
}

/** What a key may not be looked at for. */
export type Refused = (place: Ref, error: OssError) => void

/** At most as many are looked at one by one before a page is tried again. */
const mostAlone = 160

/**
 * What is there now at places of one bucket, by key: by pages while these hold what is looked for, else key by key, side by side. Nothing is
 * listed outside of the folder that all of them lie in, which may be all that a key may list. `refused`: hears of those that may not be looked at.
 * @throws OssError, also that of the first that may not be looked at where nobody hears of it
 */
export async function lookMany<T>(places: readonly Ref[], look: Look<T>, refused?: Refused): Promise<Map<string, T>> {
  const left = [...places].sort((a, b) => compareKeys(a.key, b.key))
  const base = commonBase(left)
  const found = new Map<string, T>()
  let mayPage = true
  for (let alone = 10; left.length > 0; ) {
    const hits = mayPage && left.length > 1 && canBegin(left[0]) ? await readPage(left, base, found, look) : 0
    // Each of them may lie where this key may list, though what they have in common does not.
    if (hits === 'refused') mayPage = false
    else if (hits >= Math.min(10, left.length + hits)) alone = 10
    else {
      await Promise.all(left.splice(0, alone).map((place) => readOne(place, found, look, refused)))
      alone = Math.min(mostAlone, alone * 2)
    }
  }
  return found
}

function refusedOnly(error: unknown): 'refused' {
  if (error instanceof OssError && error.status === 403) return 'refused'
  throw error
}

async function readOne<T>(place: Ref, found: Map<string, T>, look: Look<T>, refused?: Refused): Promise<void> {
  try {
    const there = await look.one(place)
    if (there) found.set(place.key, there)
  } catch (error) {
    if (!refused || !(error instanceof OssError) || !lacksRights(error)) throw error
    refused(place, error)
  }
}

/** A listing begins behind a key that must itself be one: of the longest there is none just before. */
function canBegin(first: Ref | undefined): boolean {
  return first !== undefined && keyBytes(justBefore(first.key)) <= longestKey
}

/** One page from the first key on; takes the keys that it covers off the list and tells how many those are. */
async function readPage<T>(
  left: Ref[],
  base: string,
  found: Map<string, T>,
  look: Look<T>,
): Promise<number | 'refused'> {
  const [first] = left
  if (!first) return 0
  const page = await look.page({ ...first, key: base }, justBefore(first.key)).catch(refusedOnly)
  if (page === 'refused') return page
  // A page may hold nothing, and still not be the last.
  if (!page.isWhole && page.found.length === 0) return 0
  const end = page.isWhole ? undefined : page.found.at(-1)?.[0]
  const covered = left.findIndex(({ key }) => end !== undefined && compareKeys(key, end) > 0)
  const wanted = left.splice(0, covered < 0 ? left.length : covered)
  const there = new Map(page.found)
  for (const { key } of wanted) {
    const what = there.get(key)
    if (what) found.set(key, what)
  }
  return wanted.length
}
