import { use } from 'react'
import { createPortal } from 'react-dom'
import { Late, late } from '../../ui/late.tsx'
import type { DialogName } from '../dialogs/Dialogs.tsx'
import type { Row } from '../listing/rows.ts'
import { PaneContext } from '../places/panes/pane.ts'
import { useDetails } from './detailsStore.ts'

export type DetailsProps = {
  prefix: string
  rows: readonly Row[]
  /** Starts an action on the same rows. */
  openDialog: (name: DialogName) => void
}

const Details = late(async () => (await import('./Details.tsx')).Details)

/** Follows the selection of the active pane, when it is open. */
export function DetailsDock(props: DetailsProps) {
  const isOpen = useDetails((state) => state.isOpen)
  const { isActive, dock } = use(PaneContext)
  if (!isOpen || !isActive || !dock) return null
  return createPortal(
    <Late>
      <Details {...props} />
    </Late>,
    dock,
  )
}
