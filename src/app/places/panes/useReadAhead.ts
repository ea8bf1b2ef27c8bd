import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Account } from '../../../oss/types.ts'
import { type KnownBucket, listingQuery } from '../../queries/queries.ts'
import { bucketRefIn } from '../../requests/requests.ts'
import { type Place, panesOf } from '../place.ts'
import { beforeHash } from '../usePlace.ts'

type Query = ReturnType<typeof listingQuery>

/** Asks for what a place holds when the step there is made: to draw the place first would take as long as the answer. */
export function useReadAhead(account: Account, buckets: readonly KnownBucket[]): void {
  const client = useQueryClient()
  useEffect(() => {
    let ahead: Query[] = []
    const isShown = ({ queryKey }: Query) => client.getQueryCache().find({ queryKey })?.isActive() === true
    return beforeHash(() => {
      // Who goes on before anything is shown does not wait for it.
      for (const query of ahead) if (!isShown(query)) void client.cancelQueries({ queryKey: query.queryKey })
      ahead = panesOf(location.hash)
        .places.filter((place): place is Place => place !== null && place.search === undefined)
        .map((place) =>
          listingQuery(account, { ...bucketRefIn(account, buckets, place), key: place.prefix }, place.isFlat),
        )
        .filter((query) => !isShown(query))
      for (const query of ahead) void client.prefetchQuery(query)
    })
  }, [account, buckets, client])
}
