import { PlusOutlined } from '@ant-design/icons'
import { type ReactNode, useRef } from 'react'
import { flushSync } from 'react-dom'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { late } from '../../ui/late.tsx'
import type { BoundAction } from '../actions/useActions.ts'
import { LazyDialog } from '../dialogs/LazyDialog.tsx'

const NewBucketDialog = late(async () => (await import('./NewBucketDialog.tsx')).NewBucketDialog)
const AddBucketDialog = late(async () => (await import('./AddBucketDialog.tsx')).AddBucketDialog)

type BucketButtonProps = { action: BoundAction<string>; isOpen: boolean; onClose: () => void }

/** Makes a bucket. */
export function NewBucket(props: BucketButtonProps) {
  return <BucketButton {...props} dialog={(onClose) => <NewBucketDialog onClose={onClose} />} />
}

/** Puts one that is there on the list that is kept by hand. */
export function AddBucket(props: BucketButtonProps) {
  return <BucketButton {...props} dialog={(onClose) => <AddBucketDialog onClose={onClose} />} />
}

type WithDialog = BucketButtonProps & { dialog: (onClose: () => void) => ReactNode }

/** The button; its dialog is loaded when it is first opened. */
function BucketButton({ action: { label, obstacle, isOffered, run }, isOpen, onClose, dialog }: WithDialog) {
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    flushSync(onClose)
    button.current?.focus()
  }
  if (!isOffered) return null
  return (
    <>
      <ActionButton
        ref={button}
        icon={<PlusOutlined aria-hidden />}
        obstacle={obstacle}
        aria-label={label}
        onClick={run}
      >
        <span className="bucket-new">{label}</span>
      </ActionButton>
      {isOpen && <LazyDialog onClose={close}>{dialog(close)}</LazyDialog>}
    </>
  )
}
