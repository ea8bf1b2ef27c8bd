import type { Listed, ListPage } from '../oss/types.ts'

/** One line of a listing; `name` is the key without the prefix that is listed. */
export type Row = ({ is: 'prefix'; key: string } | ({ is: 'object' } & Listed)) & { name: string }

/** What the pages hold so far: prefixes first, both in the store's order. */
export function rowsOf(pages: readonly ListPage[], prefix: string): Row[] {
  const name = (key: string) => key.slice(prefix.length)
  const prefixes = pages.flatMap((page) => page.prefixes)
  const objects = pages.flatMap((page) => page.objects).filter(({ key }) => key !== prefix)
  return [
    ...prefixes.map((key): Row => ({ is: 'prefix', key, name: name(key) })),
    ...objects.map((object): Row => ({ is: 'object', ...object, name: name(object.key) })),
  ]
}

/** The prefix's own object, as made by "new folder" tools. A ref to it means the whole prefix, so it is no row. */
export function markerOf(pages: readonly ListPage[], prefix: string): Listed | undefined {
  return prefix === '' ? undefined : pages[0]?.objects.find(({ key }) => key === prefix)
}

/** Bytes of the objects among the rows. */
export function bytesOf(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + (row.is === 'object' ? row.size : 0), 0)
}
