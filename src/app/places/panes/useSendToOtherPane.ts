import { useQueryClient } from '@tanstack/react-query'
import { use } from 'react'
import type { Source } from '../../../engine/types.ts'
import { bucketsQuery } from '../../queries/queries.ts'
import { bucketRefIn, sendRequest } from '../../requests/requests.ts'
import { useGesture } from '../../requests/useGesture.ts'
import { PaneContext } from './pane.ts'

/** The chosen rows are copied or moved to the other pane, whosever that is. */
export function useSendToOtherPane(sources: () => Source[]): (isCut: boolean) => void {
  const { otherPlace, otherAccount } = use(PaneContext)
  const submit = useGesture()
  const client = useQueryClient()
  return (isCut) => {
    if (!otherPlace || !otherAccount) return
    const buckets = client.getQueryData(bucketsQuery(otherAccount).queryKey) ?? []
    const target = { ...bucketRefIn(otherAccount, buckets, otherPlace), key: otherPlace.prefix }
    submit(sendRequest(sources(), target, isCut))
  }
}
