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
  }
}

/** Levels that follow each other in the store's order. */
export function joined(levels: readonly Level[]): Level {
  const marker = levels.find((level) => level.marker)?.marker
  return {
    prefixes: levels.flatMap(({ prefixes }) => prefixes),
    objects: levels.flatMap(({ objects }) => objects),
    ...(marker && { marker }),
  }
}

/** Bytes of the objects among the rows. */
export function bytesOf(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + (row.is === 'object' ? row.size : 0), 0)
}

/** The listing's own object becomes the row: a hundred thousand of them are not held twice. */
function objectRow(object: Listed, prefix: string): ObjectRow {
  return Object.assign(object, { is: 'object' as const, name: nameIn(object.key, prefix) })
}

function nameIn(key: string, prefix: string): string {
  return key.slice(prefix.length)
}
