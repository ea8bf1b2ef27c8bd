import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Account } from '../oss/types.ts'
import { listingQuery } from './queries.ts'
import type { Home } from './requests.ts'
import { emptyLevel, type Row } from './rows.ts'

/** One level of keys as rows, as far as they have arrived: prefixes first, both in the store's order. */
export function useListing(account: Account, home: Home, prefix: string) {
  const query = useQuery(listingQuery(account, { ...home, key: prefix }))
  const { data = emptyLevel, error, isPending, isFetching, refetch } = query
  const rows = useMemo((): Row[] => [...data.prefixes, ...data.objects], [data])
  return { rows, marker: data.marker, error, isPending, isFetching, refetch }
}
