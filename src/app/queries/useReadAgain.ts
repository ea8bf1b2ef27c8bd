import { type Query, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Place } from '../../engine/jobs/types.ts'
import { onTouched } from '../../hosts/page/store.ts'
import { forgetMeasures } from '../measure/measures.ts'
import { createReader } from './readAgain.ts'

/** Of all that was read only what a job touched is read again. */
export function useReadAgain(): void {
  const client = useQueryClient()
  useEffect(() => {
    const readAgain = createReader(client, () => document.visibilityState === 'visible')
    return onTouched((places) => {
      forgetMeasures(places)
      for (const query of client.getQueryCache().findAll()) if (isTouched(query, places)) readAgain(query)
    })
  }, [client])
}

/** Also the levels above: there a prefix may have come or gone; and what another account, in the other pane, has read of the bucket. */
function isTouched({ queryKey: [is, , bucket, key] }: Query, places: Place[]): boolean {
  if (is !== 'listing' || typeof key !== 'string') return false
  return places.some((place) => place.bucket === bucket && place.prefix.startsWith(key))
}
