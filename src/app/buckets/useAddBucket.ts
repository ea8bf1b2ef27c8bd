import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Account } from '../../oss/types.ts'
import { go } from '../places/usePlace.ts'
import { queryKeys } from '../queries/queryKeys.ts'
import { ossOf } from '../queries/remote.ts'
import { type KeptBucket, keepBucket } from '../session/keptBuckets.ts'

type Adding = { account: Account; onRegion: (region: string) => void; onClose: () => void }

/** `look`: whether the key may enter, and in which region; then `keep` puts the bucket on the list and opens it. */
export function useAddBucket({ account, onRegion, onClose }: Adding) {
  const client = useQueryClient()
  const looking = useRef<AbortController>(undefined)
  // Who closes the window, or types another name, wants nothing added any more.
  useEffect(() => () => looking.current?.abort(), [])
  const keep = async (bucket: KeptBucket) => {
    keepBucket(account, bucket)
    await client.invalidateQueries({ queryKey: queryKeys.buckets(account) })
    onClose()
    go({ bucket: bucket.name, prefix: bucket.entry })
  }
  const look = useMutation({
    mutationFn: async (bucket: KeptBucket) => {
      looking.current = new AbortController()
      const region = await regionOf(account, bucket, looking.current.signal)
      onRegion(region)
      return { ...bucket, region }
    },
    onSuccess: keep,
  })
  const reset = () => {
    looking.current?.abort()
    look.reset()
  }
  return { look, reset, keep: (bucket: KeptBucket) => void keep(bucket) }
}

/** The region in which the bucket answers: the one that was said, or the one that OSS names instead. */
async function regionOf(account: Account, { name, region, entry }: KeptBucket, signal: AbortSignal): Promise<string> {
  const at = { account: account.id, region, bucket: name, key: entry }
  await ossOf(account).list({ at, limit: 1, signal })
  return ossOf(account).regionOf(at)
}
