import { CancelledError, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { matcherOf, testsOf } from '../../engine/scope/match.ts'
import type { Account } from '../../oss/types.ts'
import type { Place } from '../places/place.ts'
import { listingQuery, searchQuery } from '../queries/queries.ts'
import type { BucketRef } from '../requests/requests.ts'
import { forgetDenials } from '../rights/denials.ts'
import { arranged } from './arrange.ts'
import { emptyLevel, type Row } from './rows.ts'
import { useView } from './view.ts'

/** Rows that one request reads: while a job writes among them they are read again each half second, which is not worth a word. */
const onePage = 1000

export type ListingState = ReturnType<typeof useListing>

/**
 * One level of keys as rows, or with `isFlat` everything below, or what a search finds there, as far as they have arrived: prefixes first,
 * both in the store's order. A search that was stopped is no error.
 */
export function useListing(account: Account, home: BucketRef, { prefix, isFlat, search }: Omit<Place, 'bucket'>) {
  const at = { ...home, key: prefix }
  // Until something is searched for, what lies here stays to be seen.
  const query = search ? searchQuery(account, at, search) : listingQuery(account, at, isFlat)
  const { data = emptyLevel, error, isPending, isFetching, refetch } = useQuery(query)
  const isStopped = error instanceof CancelledError
  useAgain(account, () => error && !isStopped && void refetch())
  const rows = useMemo(
    (): readonly Row[] => (data.prefixes.length > 0 ? [...data.prefixes, ...data.objects] : data.objects),
    [data.prefixes, data.objects],
  )
  const client = useQueryClient()
  // What was found so far stays.
  const stop = () => void client.cancelQueries({ queryKey: query.queryKey }, { revert: false })
  const { marker, looked = 0 } = data
  const [isAsked, setAsked] = useState(false)
  return {
    rows,
    level: data,
    marker,
    looked,
    error: isStopped ? null : error,
    isStopped,
    isPending,
    isFetching,
    /** To be shown. */
    isReading: isFetching && (isAsked || !data.isWhole || rows.length > onePage),
    /** A person wants to know anew, also what may be done here. */
    read() {
      forgetDenials(account, home.bucket)
      setAsked(true)
      void refetch().finally(() => setAsked(false))
    },
    stop,
  }
}

/** What is typed to filter, and how it is changed. */
export type Filter = readonly [typed: string, setTyped: (typed: string) => void]

/** The rows as the person wants to see them: filtered while one types, in the chosen order. */
export function useArranged(rows: readonly Row[], [typed, setTyped]: Filter) {
  const sort = useView((view) => view.sort)
  // Ahead of what is shown while the rows are being looked through.
  const latest = useRef(typed)
  const type = useCallback(
    (text: string) => {
      latest.current = text
      setTyped(text)
    },
    [setTyped],
  )
  const shown = useMemo(() => arranged(rows, sort, matcherOf(testsOf(typed))), [rows, sort, typed])
  return { shown, type, latest, isFiltered: typed.trim() !== '' }
}

/** What was refused to an account is asked for again when that has other keys, or pays for it now. */
function useAgain(account: Account, read: () => unknown): void {
  const known = useRef(account)
  useEffect(() => {
    if (known.current === account) return
    known.current = account
    read()
  })
}
