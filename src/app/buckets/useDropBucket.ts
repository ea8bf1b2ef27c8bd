import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../oss/types.ts'
import { message } from '../../ui/messages/messages.ts'
import { queryKeys } from '../queries/queryKeys.ts'
import { dropBucket } from '../session/keptBuckets.ts'

/** Takes a bucket off the list that is kept by hand. Nothing is sent. */
export function useDropBucket(): (account: Account, name: string) => void {
  const client = useQueryClient()
  const { t } = useTranslation('browser')
  return (account, name) => {
    dropBucket(account, name)
    void client.invalidateQueries({ queryKey: queryKeys.buckets(account) })
    message.success(t('bucketDropped', { name }))
  }
}
