import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../oss/types.ts'

const NewBucketDialog = lazy(async () => ({ default: (await import('./NewBucketDialog.tsx')).NewBucketDialog }))

/** The button; its dialog is loaded when it is first opened. */
export function NewBucket({ account }: { account: Account }) {
  const { t } = useTranslation('browser')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button icon={<PlusOutlined />} onClick={() => setOpen(true)}>
        {t('newBucket')}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <NewBucketDialog account={account} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
