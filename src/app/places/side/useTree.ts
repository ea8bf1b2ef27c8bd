import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import type { Account } from '../../../oss/types.ts'
import { emptyLevel, type Level } from '../../listing/rows.ts'
import { type KnownBucket, listingQuery } from '../../queries/queries.ts'
import { homeOf } from '../../requests/requests.ts'
import type { Below, SideRow } from './sideRows.ts'

type Node = { id: string; bucket: KnownBucket; prefix: string }

/** Which levels of the tree are open, and what is known of each. */
export function useTree(account: Account) {
  const [nodes, setNodes] = useState<readonly Node[]>([])
  const results = useQueries({
    queries: nodes.map(({ bucket, prefix }) => listingQuery(account, { ...homeOf(account, bucket), key: prefix })),
  })
  const open = new Map(nodes.map(({ id }, n) => [id, belowOf(results[n])]))
  const toggle = (row: SideRow) => {
    if (row.is !== 'bucket' && row.is !== 'prefix') return
    const { id, bucket, place } = row
    const others = nodes.filter((node) => node.id !== id)
    setNodes(row.isOpen ? others : [...others, { id, bucket, prefix: place.prefix }])
  }
  return { open, toggle }
}

function belowOf(result: { data?: Level | undefined; isError: boolean; isPending: boolean } | undefined): Below {
  const { prefixes } = result?.data ?? emptyLevel
  if (result?.isError && prefixes.length === 0) return { prefixes, state: 'failed' }
  return { prefixes, state: result?.isPending ? 'reading' : 'read' }
}
