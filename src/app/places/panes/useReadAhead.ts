import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { bucketsQuery, listingQuery } from '../../queries/queries.ts'
import { bucketRefIn } from '../../requests/requests.ts'
import { accountNamed } from '../account.ts'
import { panesOf } from '../place.ts'
import { beforeHash } from '../usePlace.ts'

type Query = ReturnType<typeof listingQuery>

/** Asks for what a place holds when the step there is made: to draw the place first would take as long as the answer. */
export function useReadAhead(): void {
  const client = useQueryClient()
  useEffect(() => {
    let ahead: Query[] = []
    const isShown = ({ queryKey }: Query) => client.getQueryCache().find({ queryKey })?.isActive() === true
    return beforeHash(() => {
      // Who goes on before anything is shown does not wait for it.
      for (const query of ahead) if (!isShown(query)) void client.cancelQueries({ queryKey: query.queryKey })
      const { places, accounts } = panesOf(location.hash)
      ahead = places
        .flatMap((place, pane) => {
          const account = accountNamed(accounts?.[pane])
          if (!account || !place || place.search !== undefined) return []
          const buckets = client.getQueryData(bucketsQuery(account).queryKey) ?? []
          return listingQuery(account, { ...bucketRefIn(account, buckets, place), key: place.prefix }, place.isFlat)
        })
        .filter((query) => !isShown(query))
      for (const query of ahead) void client.prefetchQuery(query)
    })
  }, [client])
}
