import { type Query, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { onTouched } from '../jobs/store.ts'
import type { Place } from '../jobs/types.ts'
import type { listingKey } from './queries.ts'

/** After a job only what it touched is read again. */
export function useTouched(): void {
  const client = useQueryClient()
  useEffect(
    () => onTouched((places) => void client.invalidateQueries({ predicate: (query) => isTouched(query, places) })),
    [client],
  )
}

/** Also the levels above: a prefix comes into being with its first object and goes with its last. */
function isTouched({ queryKey }: Query, places: Place[]): boolean {
  const [what, account, bucket, key] = queryKey as Partial<ReturnType<typeof listingKey>>
  if (what !== 'listing' || key === undefined) return false
  return places.some((place) => place.account === account && place.bucket === bucket && place.prefix.startsWith(key))
}
