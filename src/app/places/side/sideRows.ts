import type { KnownBucket } from '../../queries/queries.ts'
import type { Place } from '../place.ts'

/** What is known of a level that is open. */
export type LevelState = { prefixes: readonly { key: string; name: string }[]; state: 'reading' | 'read' | 'failed' }

type Item = { id: string; place: Place }
export type SideRow =
  | { is: 'heading'; id: string; words: 'favourites' | 'recent' }
  | { is: 'region'; id: string; region: string }
  | (Item & { is: 'favourite' | 'recent'; bucket: KnownBucket | undefined })
  | (Item & { is: 'bucket'; bucket: KnownBucket; isOpen: boolean; at: number })
  | (Item & { is: 'prefix'; bucket: KnownBucket; name: string; depth: number; isOpen: boolean })
  | { is: 'note'; id: string; words: 'reading' | 'treeFailed' | 'treeNone'; depth: number }

type Side = {
  favourites: readonly Place[]
  recent: readonly Place[]
  /** All, by name. */
  known: ReadonlyMap<string, KnownBucket>
  /** Those that are shown in their order, of one region together. */
  buckets: readonly KnownBucket[]
  /** Of each level that is open, by its id. */
  open: ReadonlyMap<string, LevelState>
}

/** A place in the tree; no bucket's name has a slash. */
export function treeId(bucket: string, prefix: string): string {
  return `${bucket}/${prefix}`
}

/** The lines of the side bar: favourites, the last places, then the buckets by region with what is open below them. */
export function sideRows({ favourites, recent, known, buckets, open }: Side): SideRow[] {
  const links = (words: 'favourites' | 'recent', is: 'favourite' | 'recent', places: readonly Place[]): SideRow[] => {
    const rows = places.map((place): SideRow => {
      return { is, id: `${is} ${treeId(place.bucket, place.prefix)}`, place, bucket: known.get(place.bucket) }
    })
    return rows.length > 0 ? [{ is: 'heading', id: words, words }, ...rows] : []
  }
  return [...links('favourites', 'favourite', favourites), ...links('recent', 'recent', recent), ...tree(buckets, open)]
}

function tree(buckets: readonly KnownBucket[], open: Side['open']): SideRow[] {
  return buckets.flatMap((bucket, at): SideRow[] => {
    const { region, name, entry = '' } = bucket
    const id = treeId(name, entry)
    const place = { bucket: name, prefix: entry }
    const heading: SideRow[] = region === buckets[at - 1]?.region ? [] : [{ is: 'region', id: region, region }]
    const row: SideRow = { is: 'bucket', id, place, bucket, isOpen: open.has(id), at }
    return [...heading, row, ...below(id, bucket, 1, open)]
  })
}

function below(id: string, bucket: KnownBucket, depth: number, open: Side['open']): SideRow[] {
  const level = open.get(id)
  if (!level) return []
  const note = noteOf(level)
  if (note) return [{ is: 'note', id: `${id} note`, words: note, depth }]
  return level.prefixes.flatMap(({ key, name }): SideRow[] => {
    const inside = treeId(bucket.name, key)
    const place = { bucket: bucket.name, prefix: key }
    const row: SideRow = { is: 'prefix', id: inside, place, bucket, name, depth, isOpen: open.has(inside) }
    return [row, ...below(inside, bucket, depth + 1, open)]
  })
}

function noteOf({ prefixes, state }: LevelState): 'reading' | 'treeFailed' | 'treeNone' | undefined {
  if (state === 'failed') return 'treeFailed'
  if (prefixes.length > 0) return undefined
  return state === 'reading' ? 'reading' : 'treeNone'
}

/** Headings and notes are passed over by the keys. */
export function isNavigable(row: SideRow | undefined): row is Extract<SideRow, Item> {
  return row !== undefined && 'place' in row
}

/** The line that a line hangs on. */
export function parentIndex(rows: readonly SideRow[], index: number): number | undefined {
  const row = rows[index]
  if (row?.is !== 'prefix') return undefined
  for (let n = index - 1; n >= 0; n -= 1) {
    const above = rows[n]
    if (above?.is === 'bucket' || (above?.is === 'prefix' && above.depth < row.depth)) return n
  }
  return undefined
}
