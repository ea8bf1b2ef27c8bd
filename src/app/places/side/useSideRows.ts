import { useCallback, useMemo } from 'react'
import type { Account } from '../../../oss/types.ts'
import type { KnownBucket } from '../../queries/queries.ts'
import { arrangedBuckets, matchingBuckets } from '../buckets/arrangeBuckets.ts'
import { useBucketWords } from '../buckets/useBucketWords.ts'
import type { Place } from '../place.ts'
import { savedPlacesOf, usePlaces } from '../places.ts'
import { type LevelState, sideRows } from './sideRows.ts'

const mostRecent = 5
const byRegion = { by: 'region', isDown: false } as const

type Side = {
  account: Account
  buckets: readonly KnownBucket[]
  typed: string
  open: ReadonlyMap<string, LevelState>
}

/** The lines of the side bar, made when they change: of an open level there may be a hundred thousand, and each scroll and key draws some. */
export function useSideRows({ account, buckets, typed, open }: Side) {
  const known = useMemo(() => new Map(buckets.map((bucket) => [bucket.name, bucket])), [buckets])
  const found = useFoundBuckets(buckets, typed)
  const places = useFoundPlaces(account, typed)
  const rows = useMemo(() => sideRows({ ...places, known, buckets: found, open }), [places, known, found, open])
  const keys = useMemo(() => rows.map(({ id }) => id), [rows])
  return { rows, keys, found }
}

function useFoundBuckets(buckets: readonly KnownBucket[], typed: string): readonly KnownBucket[] {
  const wordsOf = useBucketWords()
  const regionOf = useCallback((bucket: KnownBucket) => wordsOf(bucket).region, [wordsOf])
  const all = useMemo(() => arrangedBuckets(buckets, byRegion, regionOf), [buckets, regionOf])
  return useMemo(() => matchingBuckets(all, typed, regionOf), [all, typed, regionOf])
}

/** What is typed is looked for in addresses, too. */
function useFoundPlaces(account: Account, typed: string) {
  const kept = usePlaces((places) => savedPlacesOf(places, account.id))
  return useMemo(() => {
    const words = typed.toLowerCase().split(/\s+/)
    const isFound = ({ bucket, prefix }: Place) =>
      words.every((word) => `${bucket}/${prefix}`.toLowerCase().includes(word))
    const below = kept.recent.filter(({ prefix }) => prefix !== '').slice(0, mostRecent)
    return { favourites: kept.favourites.filter(isFound), recent: below.filter(isFound) }
  }, [kept, typed])
}
