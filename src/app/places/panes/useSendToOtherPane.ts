import { useQuery } from '@tanstack/react-query'
import { use } from 'react'
import type { Source } from '../../../engine/types.ts'
import type { Account } from '../../../oss/types.ts'
import { bucketsQuery } from '../../queries/queries.ts'
import { bucketRefIn, sendRequest } from '../../requests/requests.ts'
import { useGesture } from '../../requests/useGesture.ts'
import { PaneContext } from './pane.ts'

type From = { account: Account; sources: () => Source[] }

/** The chosen rows are copied or moved to the other pane. */
export function useSendToOtherPane({ account, sources }: From): (isCut: boolean) => void {
  const { otherPlace } = use(PaneContext)
  const submit = useGesture()
  const { data: buckets = [] } = useQuery(bucketsQuery(account))
  return (isCut) => {
    if (!otherPlace) return
    const target = { ...bucketRefIn(account, buckets, otherPlace), key: otherPlace.prefix }
    submit(sendRequest(sources(), target, isCut))
  }
}
