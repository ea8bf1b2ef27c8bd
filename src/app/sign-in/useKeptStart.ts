import { useEffect, useState } from 'react'
import { formatOssPath } from '../address/ossPath.ts'
import { withId } from '../session/session.ts'
import { accountOf, type Draft } from './draft.ts'

/** Where the key that is typed may enter, if its list of buckets was kept in this browser: the first one of the region that is typed. */
export function useKeptStart(draft: Draft, isWanted: boolean): string | undefined {
  const { accessKeyId, region, endpoint } = draft
  const [start, setStart] = useState<string>()
  useEffect(() => {
    if (!isWanted) return
    let isOver = false
    const show = (found: string | undefined) => isOver || setStart(found)
    // Where the browser can't tell one key from another, no list is known.
    keptStartOf({ accessKeyId, region, endpoint }).then(show, () => show(undefined))
    return () => {
      isOver = true
    }
  }, [accessKeyId, region, endpoint, isWanted])
  return start
}

async function keptStartOf(typed: Pick<Draft, 'accessKeyId' | 'region' | 'endpoint'>): Promise<string | undefined> {
  // The first page does without.
  const { keptBucketsOf } = await import('../session/keptBuckets.ts')
  const { id, region } = await withId(accountOf({ ...typed, accessKeySecret: '', stsToken: '', start: '' }))
  const first = keptBucketsOf({ id, region }).find((bucket) => bucket.region === region)
  return first && formatOssPath(first.name, first.entry)
}
