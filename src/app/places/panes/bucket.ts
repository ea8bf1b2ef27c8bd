import { createContext, use } from 'react'
import type { BucketRef } from '../../requests/requests.ts'

/** The bucket of the place that a pane shows. Dialogs are told theirs: they may be about another. */
export const BucketContext = createContext<BucketRef | null>(null)

/** @throws Error outside of the listing of a place */
export function useBucketRef(): BucketRef {
  const bucket = use(BucketContext)
  if (!bucket) throw new Error('No bucket')
  return bucket
}
