import { useQuery } from '@tanstack/react-query'
import { use } from 'react'
import type { Account } from '../../../oss/types.ts'
import type { Row } from '../../listing/rows.ts'
import { bucketsQuery } from '../../queries/queries.ts'
import { type Home, homeIn, refsOf, sendRequest } from '../../requests/requests.ts'
import { useGesture } from '../../requests/useGesture.ts'
import { PaneContext } from './pane.ts'

type From = { account: Account; home: Home; selected: readonly Row[] }

/** The chosen rows are copied or moved to the other pane. */
export function useSend({ account, home, selected }: From): (isCut: boolean) => void {
  const { beside } = use(PaneContext)
  const submit = useGesture()
  const { data: buckets = [] } = useQuery(bucketsQuery(account))
  return (isCut) => {
    if (!beside) return
    const target = { ...homeIn(account, buckets, beside), key: beside.prefix }
    submit(sendRequest(refsOf(home, selected), target, isCut))
  }
}
