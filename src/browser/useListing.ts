import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Account, ListPage } from '../oss/types.ts'
import { listingQuery } from './queries.ts'
import type { Home } from './requests.ts'
import { markerOf, rowsOf } from './rows.ts'

const noPages: ListPage[] = []

/** One level of keys as rows, as far as they have arrived. */
export function useListing(account: Account, home: Home, prefix: string) {
  const {
    data = noPages,
    error,
    isPending,
    isFetching,
    refetch,
  } = useQuery(listingQuery(account, { ...home, key: prefix }))
  const rows = useMemo(() => rowsOf(data, prefix), [data, prefix])
  return { rows, marker: markerOf(data, prefix), error, isPending, isFetching, refetch }
}
