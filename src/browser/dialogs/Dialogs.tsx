import { lazy, Suspense } from 'react'
import type { Account } from '../../oss/types.ts'
import type { ActionName } from '../actions.ts'
import type { Home } from '../requests.ts'
import type { Row } from '../rows.ts'

export type DialogName = Exclude<ActionName, 'address'>
export type DialogProps = { account: Account; home: Home; rows: readonly Row[]; onClose: () => void }

const TransferDialog = lazy(async () => ({ default: (await import('./TransferDialog.tsx')).TransferDialog }))
const RenameDialog = lazy(async () => ({ default: (await import('./RenameDialog.tsx')).RenameDialog }))
const MetadataDialog = lazy(async () => ({ default: (await import('./MetadataDialog.tsx')).MetadataDialog }))

/** Each dialog is loaded when it is first opened. */
export function Dialogs({ name, ...props }: DialogProps & { name: DialogName }) {
  return (
    <Suspense fallback={null}>
      {name === 'copyTo' && <TransferDialog {...props} removeSource={false} />}
      {name === 'moveTo' && <TransferDialog {...props} removeSource />}
      {name === 'rename' && <RenameDialog {...props} />}
      {name === 'metadata' && <MetadataDialog {...props} />}
    </Suspense>
  )
}
