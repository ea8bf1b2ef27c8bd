import type { KnownBucket } from '../../queries/queries.ts'
import { type BucketText, matchingBuckets } from '../buckets/arrangeBuckets.ts'
import type { Place } from '../place.ts'
import { isSame } from '../places.ts'

/** Something that can be chosen. */
export type PickItem = {
  id: string
  place: Place
  bucket: KnownBucket
  is: 'favourite' | 'recent' | 'bucket' | 'prefix'
}
export type PickRow = PickItem | { is: 'heading'; id: 'below' | 'favourites' | 'recent' | 'buckets' }

type Choices = {
  typed: string
  /** The level that is open; undefined: the buckets. */
  open: Place | undefined
  /** Keys right below it. */
  prefixes: readonly string[]
  favourites: readonly Place[]
  recent: readonly Place[]
  buckets: readonly KnownBucket[]
  /** What is copied lies there: no place to offer first. */
  from?: Place | undefined
  wordsOf: BucketText
}

/** What to offer: below an open level its prefixes, at first where one likes to go, then all buckets; what is typed is looked for in all. */
export function pickRows(choices: Choices): PickRow[] {
  const { typed, open } = choices
  const below = prefixRows(choices)
  if (open && typed.trim() === '') return below
  return [
    ...group('below', below),
    ...group('favourites', placeRows('favourite', choices.favourites, choices)),
    ...group('recent', placeRows('recent', recentOf(choices), choices)),
    ...group('buckets', bucketRows(choices)),
  ]
}

export function isPick(row: PickRow | undefined): row is PickItem {
  return row !== undefined && row.is !== 'heading'
}

function group(id: 'below' | 'favourites' | 'recent' | 'buckets', rows: PickItem[]): PickRow[] {
  return rows.length > 0 ? [{ is: 'heading', id }, ...rows] : []
}

function prefixRows({ typed, open, prefixes, buckets }: Choices): PickItem[] {
  const bucket = buckets.find(({ name }) => name === open?.bucket)
  if (!open || !bucket) return []
  return prefixes
    .filter((key) => holds(key.slice(open.prefix.length), typed))
    .map((prefix) => ({ is: 'prefix', id: `prefix ${prefix}`, place: { bucket: bucket.name, prefix }, bucket }))
}

function placeRows(
  is: 'favourite' | 'recent',
  places: readonly Place[],
  { typed, buckets, from }: Choices,
): PickItem[] {
  const known = new Map(buckets.map((bucket) => [bucket.name, bucket]))
  return places.flatMap(({ bucket: name, prefix }): PickItem[] => {
    const place = { bucket: name, prefix }
    const bucket = known.get(name)
    const isOffered = bucket && holds(`${name}/${prefix}`, typed) && !(from && isSame(place, from))
    return isOffered ? [{ is, id: `${is} ${name}/${prefix}`, place, bucket }] : []
  })
}

function recentOf({ recent, favourites }: Choices): Place[] {
  return recent.filter((place) => !favourites.some((each) => isSame(each, place)))
}

function bucketRows({ typed, buckets, wordsOf }: Choices): PickItem[] {
  return matchingBuckets(buckets, typed, wordsOf).map((bucket) => {
    const { name, entry = '' } = bucket
    return { is: 'bucket', id: `bucket ${name}`, place: { bucket: name, prefix: entry }, bucket }
  })
}

function holds(text: string, typed: string): boolean {
  const lower = text.toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word))
}
