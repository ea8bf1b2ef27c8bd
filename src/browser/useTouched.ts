import { type Query, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { onTouched } from '../jobs/store.ts'
import type { Place } from '../jobs/types.ts'

/** After a job only what it touched is read again. */
export function useTouched(): void {
  const client = useQueryClient()
  useEffect(
    () => onTouched((places) => void client.invalidateQueries({ predicate: (query) => isTouched(query, places) })),
    [client],
  )
}

/** Also the levels above: there a prefix may have come or gone. */
function isTouched({ queryKey: [is, account, bucket, key] }: Query, places: Place[]): boolean {
  if (is !== 'listing' || typeof key !== 'string') return false
  return places.some((place) => place.account === account && place.bucket === bucket && place.prefix.startsWith(key))
}
