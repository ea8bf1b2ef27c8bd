import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef } from 'react'
import { flushSync } from 'react-dom'
import { late } from '../../ui/late.tsx'
import type { BoundAction } from '../actions/useActions.ts'
import { LazyDialog } from '../dialogs/LazyDialog.tsx'

const NewBucketDialog = late(async () => (await import('./NewBucketDialog.tsx')).NewBucketDialog)

type NewBucketProps = { action: BoundAction<string>; isOpen: boolean; onClose: () => void }

/** The button; its dialog is loaded when it is first opened. */
export function NewBucket({ action: { label, obstacle, run }, isOpen, onClose }: NewBucketProps) {
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    flushSync(onClose)
    button.current?.focus()
  }
  return (
    <>
      <Button
        ref={button}
        icon={<PlusOutlined aria-hidden />}
        disabled={obstacle !== undefined}
        title={obstacle}
        aria-label={label}
        onClick={run}
      >
        <span className="bucket-new">{label}</span>
      </Button>
      {isOpen && (
        <LazyDialog onClose={close}>
          <NewBucketDialog onClose={close} />
        </LazyDialog>
      )}
    </>
  )
}
