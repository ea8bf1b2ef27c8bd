import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import type { Account } from '../oss/types.ts'
import { arranged } from './arrange.ts'
import { matcherOf } from './match.ts'
import { listingQuery } from './queries.ts'
import type { Home } from './requests.ts'
import { emptyLevel, type Row } from './rows.ts'
import { useView } from './view.ts'

/** One level of keys as rows, or with `isFlat` everything below, as far as they have arrived: prefixes first, both in the store's order. */
export function useListing(account: Account, home: Home, prefix: string, isFlat = false) {
  const query = useQuery(listingQuery(account, { ...home, key: prefix }, isFlat))
  const { data = emptyLevel, error, isPending, isFetching, refetch } = query
  const rows = useMemo((): Row[] => [...data.prefixes, ...data.objects], [data])
  return { rows, marker: data.marker, error, isPending, isFetching, refetch }
}

/** The rows as the person wants to see them: filtered while one types, in the chosen order. */
export function useArranged(rows: readonly Row[]) {
  const [typed, setTyped] = useState('')
  const sort = useView((view) => view.sort)
  const wanted = useDeferredValue(typed)
  const shown = useMemo(() => arranged(rows, sort, matcherOf(wanted)), [rows, sort, wanted])
  return { shown, typed, setTyped, isFiltered: wanted.trim() !== '' }
}
