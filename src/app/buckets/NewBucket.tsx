import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../oss/types.ts'

const NewBucketDialog = lazy(async () => ({ default: (await import('./NewBucketDialog.tsx')).NewBucketDialog }))

/** The button; its dialog is loaded when it is first opened. */
export function NewBucket({ account }: { account: Account }) {
  const { t } = useTranslation('browser')
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    flushSync(() => setOpen(false))
    button.current?.focus()
  }
  return (
    <>
      <Button ref={button} icon={<PlusOutlined aria-hidden />} onClick={() => setOpen(true)}>
        {t('newBucket')}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <NewBucketDialog account={account} onClose={close} />
        </Suspense>
      )}
    </>
  )
}
