import { useQuery } from '@tanstack/react-query'
import { useLayoutEffect } from 'react'
import { emptyLevel } from '../../listing/rows.ts'
import { listingQuery } from '../../queries/queries.ts'
import { bucketRefOf } from '../../requests/requests.ts'
import { useAccount } from '../account.ts'
import type { LevelState } from './sideRows.ts'
import type { OpenLevel } from './useTree.ts'

type ReadLevelProps = { level: OpenLevel; onRead: (id: string, below: LevelState) => void }

/** Reads one open level of the tree, and tells what it holds; it draws nothing, since its lines may be out of view. */
export function ReadLevel({ level: { id, bucket, prefix }, onRead }: ReadLevelProps) {
  const account = useAccount()
  const query = listingQuery(account, { ...bucketRefOf(account, bucket), key: prefix })
  const { data = emptyLevel, isError, isPending } = useQuery(query)
  const { prefixes } = data
  useLayoutEffect(() => {
    const state = isError && prefixes.length === 0 ? 'failed' : isPending ? 'reading' : 'read'
    onRead(id, { prefixes, state })
  }, [id, prefixes, isError, isPending, onRead])
  return null
}
