/** A place as a whole, as a source: all of a level, all below, or what a search finds, that matches, but some. */
import { compareKeys } from '../../oss/keyOrder.ts'
import type { Listed } from '../../oss/types.ts'
import { keyBytes, longestKey, parentOf } from '../keys.ts'
import type { Range, Scope, Source } from '../types.ts'
import { type Matched, matcherOf } from './match.ts'

/** What a person sees as one thing where they choose by name: each source, or as many rows as were chosen of a place. */
export function countOf(sources: readonly Source[]): number {
  return sources.reduce((sum, { scope }) => sum + (scope?.count ?? 1), 0)
}

/** The prefix in which a source is seen; that of many is where they were chosen. */
export function placeOf({ key, scope }: Pick<Source, 'key' | 'scope'>): string {
  return scope ? key : parentOf(key)
}

/** Whether an object below the sources is one that they mean. */
export function scopeMatcher(sources: readonly Source[]): (object: Listed) => boolean {
  const [{ scope, ...at } = { key: '' }] = sources as [Source?]
  if (!scope) return () => true
  const { holds, isLater } = chooserOf({ ...at, scope })
  return (object) => holds(object) && !isLater(object)
}

/** Which objects below a prefix a scope means. */
export type Chooser = {
  /** Ask in the order of keys: what was found out of a prefix is kept until the next one. */
  holds: (object: Facts) => boolean
  /** Whether an object that it holds is a row that was chosen itself. */
  isRow: (object: Facts) => boolean
  /** Whether all below a prefix is meant. */
  holdsBelow: (prefix: string) => boolean
  /** Whether an object came, or was written again, after the person looked. */
  isLater: (object: Pick<Listed, 'key' | 'etag' | 'modified'>) => boolean
  /** Whether nothing is meant from a key on. */
  isOver: (key: string) => boolean
  /** A key before which nothing is meant, although it lies far behind this one; undefined where none is known. */
  beyond: (key: string) => string | undefined
}
type Facts = Pick<Listed, 'key' | 'size' | 'modified' | 'storageClass'>

export function chooserOf({ key: place, scope }: { key: string; scope: Scope }): Chooser {
  const isMeant = rowJudge(scope)
  const isPrefixMeant = remembered((key) => isMeant({ is: 'prefix', key, name: key.slice(place.length) }))
  const isBelowMeant = remembered((folder) => prefixesOf(folder, place, scope).some(isPrefixMeant))
  const isRow = (object: Facts) =>
    (scope.rows !== 'level' || topOf(object.key, place) === undefined) &&
    isMeant({ ...object, is: 'object', name: object.key.slice(place.length) })
  return {
    isRow,
    // The object of the place itself is no row.
    holds: (object) => object.key !== place && (isRow(object) || isBelowMeant(folderOf(object.key))),
    holdsBelow: (prefix) => isBelowMeant(prefix),
    isOver: (key) => isBehind(key, place, scope),
    isLater: laterJudge(scope),
    beyond(key) {
      const top = scope.rows === 'level' ? topOf(key, place) : undefined
      return top === undefined || isPrefixMeant(top) ? undefined : behind(top, key)
    },
  }
}

/** What is written again is another object than the one that was seen. */
function laterJudge({ seen }: Scope): Chooser['isLater'] {
  const since = new Map(seen.since.map((object) => [object.key, object]))
  return ({ key, etag, modified }) => {
    if (modified < seen.before) return false
    const shown = since.get(key)
    return shown?.etag !== etag || shown.modified !== modified
  }
}

function rowJudge({ tests, except, ...range }: Scope): (row: Matched) => boolean {
  const matches = matcherOf(tests)
  const left = new Set(except)
  return (row) => !left.has(row.key) && isIn(range, row.key) && (matches === undefined || matches(row))
}

/** Whether a key lies between two, these included, in the order of the store. */
export function isIn({ from, to }: Range, key: string): boolean {
  return (from === undefined || compareKeys(key, from) >= 0) && (to === undefined || compareKeys(key, to) <= 0)
}

/** Below the last row, or a folder that it lies in, there may be more. */
function isBehind(key: string, place: string, { to, rows }: Scope): boolean {
  if (to === undefined || compareKeys(key, to) <= 0) return false
  const top = rows === 'flat' ? undefined : topOf(to, place)
  return top === undefined || !key.startsWith(top)
}

/** The rows that hold all that lies in a folder. */
function prefixesOf(folder: string, place: string, { rows }: Scope): string[] {
  if (rows === 'flat') return []
  if (rows === 'level') return [topOf(folder, place) ?? []].flat()
  const found: string[] = []
  for (let at = folder; at.length > place.length; at = parentOf(at)) found.push(at)
  return found
}

/** The prefix of the level that a key lies in; undefined for an object of the level. */
function topOf(key: string, place: string): string | undefined {
  const slash = key.indexOf('/', place.length)
  return slash < 0 ? undefined : key.slice(0, slash + 1)
}

/** A key that ends in `/` is what its own prefix begins with. */
function folderOf(key: string): string {
  return key.endsWith('/') ? key : parentOf(key)
}

function behind(prefix: string, key: string): string | undefined {
  const last = `${prefix}\u{10ffff}`
  return keyBytes(last) <= longestKey && compareKeys(last, key) > 0 ? last : undefined
}

/** Neighbours in a listing ask for the same. */
function remembered(judge: (key: string) => boolean): (key: string) => boolean {
  let last: string | undefined
  let answer = false
  return (key) => {
    if (key !== last) answer = judge(key)
    last = key
    return answer
  }
}
