import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { onTouched } from '../jobs/store.ts'
import { listingKey } from './queries.ts'

/** After a job only what it touched is read again. */
export function useTouched(): void {
  const client = useQueryClient()
  useEffect(
    () =>
      onTouched((places) => {
        for (const { account, bucket, prefix } of places) {
          void client.invalidateQueries({ queryKey: listingKey({ account, bucket, key: prefix }), exact: true })
        }
      }),
    [client],
  )
}
