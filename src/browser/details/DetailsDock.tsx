import { lazy, Suspense } from 'react'
import type { Account } from '../../oss/types.ts'
import type { ActionName } from '../actions.ts'
import type { Home } from '../requests.ts'
import type { Row } from '../rows.ts'
import { useDetails } from './detailsStore.ts'

export type DetailsProps = {
  account: Account
  home: Home
  rows: readonly Row[]
  /** Starts an action on the same rows. */
  run: (name: ActionName) => void
}

const Details = lazy(async () => ({ default: (await import('./Details.tsx')).Details }))

/** Follows the selection, when it is open. */
export function DetailsDock(props: DetailsProps) {
  const isOpen = useDetails((state) => state.isOpen)
  return (
    isOpen && (
      <Suspense fallback={null}>
        <Details {...props} />
      </Suspense>
    )
  )
}
