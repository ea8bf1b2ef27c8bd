import type { Listed, ListPage } from '../../oss/types.ts'

/** One line of a listing; `name` is the key without the prefix that is listed. */
export type Row = ({ is: 'prefix'; key: string } | ({ is: 'object' } & Listed)) & { name: string }
export type ObjectRow = Extract<Row, { is: 'object' }>

/** What is known of one level of keys: both in the store's order. */
export type Level = {
  prefixes: readonly Row[]
  objects: readonly ObjectRow[]
  /** The prefix's own object, as made by "new folder" tools. A ref to it means the whole prefix, so it is no row. */
  marker?: Listed
  /** Of a search: how many objects were looked at. */
  looked?: number
  /** The moment before reading it began (`ListPage`); absent where that is not known. */
  asked?: number
  /** It was read to its end. */
  isWhole?: true
}

export const emptyLevel: Level = { prefixes: [], objects: [] }

export function levelOf(pages: readonly ListPage[], prefix: string): Level {
  const objects = pages.flatMap((page) => page.objects.map((object) => objectRow(object, prefix)))
  const marker = prefix === '' ? undefined : objects.find(({ key }) => key === prefix)
  return {
    prefixes: pages.flatMap((page) =>
      page.prefixes.map((key): Row => ({ is: 'prefix', key, name: nameIn(key, prefix) })),
    ),
    objects: marker ? objects.filter((object) => object !== marker) : objects,
    ...(marker && { marker }),
    ...earliestAsked(pages),
  }
}

/** Levels that follow each other in the store's order. */
export function joinLevels(levels: readonly Level[]): Level {
  const marker = levels.find((level) => level.marker)?.marker
  return {
    prefixes: levels.flatMap(({ prefixes }) => prefixes),
    objects: levels.flatMap(({ objects }) => objects),
    ...(marker && { marker }),
    ...earliestAsked(levels),
  }
}

/** When the first of all was asked for; nobody knows where that of one is not known. */
export function earliestAsked(parts: readonly Pick<Level, 'asked'>[]): Pick<Level, 'asked'> {
  let first = Number.POSITIVE_INFINITY
  for (const { asked = Number.NaN } of parts) first = Math.min(first, asked)
  return Number.isFinite(first) ? { asked: first } : {}
}

export type RowTotals = { prefixes: number; objects: number; bytes: number; archived: number; cool: number }

const known = new WeakMap<readonly Row[], RowTotals>()

/** How many rows are what, and bytes of the objects; `cool`: not of class Standard. Of the same rows it is counted once. */
export function totalsOf(rows: readonly Row[]): RowTotals {
  const totals = known.get(rows) ?? counted(rows)
  known.set(rows, totals)
  return totals
}

function counted(rows: readonly Row[]): RowTotals {
  const totals = { prefixes: 0, objects: 0, bytes: 0, archived: 0, cool: 0 }
  for (const row of rows) {
    if (row.is === 'prefix') totals.prefixes++
    else {
      totals.objects++
      totals.bytes += row.size
      if (row.storageClass === 'Standard') continue
      totals.cool++
      if (row.storageClass.endsWith('Archive')) totals.archived++
    }
  }
  return totals
}

/** The listing's own object becomes the row: a hundred thousand of them are not held twice. */
function objectRow(object: Listed, prefix: string): ObjectRow {
  return Object.assign(object, { is: 'object' as const, name: nameIn(object.key, prefix) })
}

function nameIn(key: string, prefix: string): string {
  return key.slice(prefix.length)
}
