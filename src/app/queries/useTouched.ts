import { type Query, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Place } from '../../engine/jobs/types.ts'
import { onTouched } from '../../hosts/page/store.ts'
import { forgetMeasures } from '../measure/measures.ts'

/** After a job only what it touched is read again. */
export function useTouched(): void {
  const client = useQueryClient()
  useEffect(
    () =>
      onTouched((places) => {
        forgetMeasures(places)
        readTouched(client, places, (query) => !isDeep(query))
        later.push(...places)
        clearTimeout(quiet)
        quiet = setTimeout(() => readTouched(client, later.splice(0), isDeep), deepAfter)
      }),
    [client],
  )
}

/** ms of quiet; while a job runs, a walk of everything below would begin again with each second. */
const deepAfter = 2500
const later: Place[] = []
let quiet: ReturnType<typeof setTimeout> | undefined

/** Of a search, or with everything below. */
function isDeep({ queryKey }: Query): boolean {
  return queryKey.length > 5
}

function readTouched(client: QueryClient, places: Place[], which: (query: Query) => boolean): void {
  const touched = client.getQueryCache().findAll({ predicate: (query) => isTouched(query, places) && which(query) })
  for (const query of touched) void readAgain(query, client)
}

const waiting = new WeakSet<Query>()

/** One that is being read is read to its end first: a large prefix that began anew each second would never be whole. */
async function readAgain(query: Query, client: QueryClient): Promise<void> {
  if (waiting.has(query)) return
  waiting.add(query)
  // What went wrong with it is shown where it is shown.
  if (query.state.fetchStatus === 'fetching') await query.promise?.catch(() => {})
  waiting.delete(query)
  await client.invalidateQueries({ queryKey: query.queryKey, exact: true })
}

/** Also the levels above: there a prefix may have come or gone. */
function isTouched({ queryKey: [is, account, bucket, key] }: Query, places: Place[]): boolean {
  if (is !== 'listing' || typeof key !== 'string') return false
  return places.some((place) => place.account === account && place.bucket === bucket && place.prefix.startsWith(key))
}
