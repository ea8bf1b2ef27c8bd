import type { ObjectRow, Row } from './rows.ts'

export const columns = ['size', 'type', 'class', 'modified'] as const
export type Column = (typeof columns)[number]
export type Sort = { by: 'name' | Column; isDown: boolean }

/** The rows that match, in the wanted order; prefixes come first and go by their names. */
export function arranged(rows: readonly Row[], sort: Sort, matches?: (row: Row) => boolean): readonly Row[] {
  const found = matches ? rows.filter(matches) : rows
  if (sort.by === 'name' && !sort.isDown) return found
  const first = found.findIndex(({ is }) => is === 'object')
  const split = first < 0 ? found.length : first
  const prefixes = found.slice(0, split)
  const objects = found.slice(split) as ObjectRow[]
  if (sort.by === 'name') return [...prefixes.reverse(), ...objects.reverse()]
  return [...prefixes, ...ordered(objects, valuesOf(objects, sort.by), sort.isDown)]
}

/** What stands behind the last dot, in capitals. */
export function typeOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot > 0 && name.length - dot <= 8 ? name.slice(dot + 1).toUpperCase() : ''
}

const classes = ['Standard', 'IA', 'Archive', 'ColdArchive', 'DeepColdArchive']

function valuesOf(objects: readonly ObjectRow[], by: Column): Float64Array {
  if (by === 'size') return Float64Array.from(objects, ({ size }) => size)
  if (by === 'modified') return Float64Array.from(objects, ({ modified }) => modified)
  if (by === 'class') return Float64Array.from(objects, ({ storageClass }) => classes.indexOf(storageClass))
  const types = objects.map(({ name }) => typeOf(name))
  const rank = new Map([...new Set(types)].sort().map((type, n) => [type, n]))
  return Float64Array.from(types, (type) => rank.get(type) ?? 0)
}

/** By numbers and places, which takes a fraction of the time that comparing rows takes; equal ones stay in the store's order. */
function ordered(objects: readonly ObjectRow[], values: Float64Array, isDown: boolean): ObjectRow[] {
  const sign = isDown ? -1 : 1
  const places = Uint32Array.from(objects, (_, place) => place)
  places.sort((a, b) => sign * ((values[a] ?? 0) - (values[b] ?? 0)) || a - b)
  return Array.from(places, (place) => objects[place] as ObjectRow)
}
