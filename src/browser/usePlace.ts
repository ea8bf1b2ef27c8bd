import { useMemo, useSyncExternalStore } from 'react'
import { hashOf, type Place, placeOf } from './place.ts'

/** The place that the URL names. */
export function usePlace(): Place | null {
  const hash = useSyncExternalStore(onHashChange, () => location.hash)
  return useMemo(() => placeOf(hash), [hash])
}

/** A new entry of the browser's history. */
export function go(place: Place | null): void {
  location.hash = hashOf(place)
}

function onHashChange(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}
