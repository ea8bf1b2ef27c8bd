import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../oss/types.ts'
import type { Place } from '../places/place.ts'
import type { KnownBucket } from '../queries/queries.ts'

const PlacePicker = lazy(async () => ({ default: (await import('../places/picker/PlacePicker.tsx')).PlacePicker }))

type DestinationProps = {
  account: Account
  buckets: readonly KnownBucket[]
  address: string
  onPick: (place: Place) => void
}

/** Where to upload: where one is, unless another place is chosen. */
export function Destination({ account, buckets, address, onPick }: DestinationProps) {
  const { t } = useTranslation('transfer')
  const { t: browser } = useTranslation('browser')
  const [isChanging, setChanging] = useState(false)
  return (
    <div className="upload-to">
      <div className="upload-place">
        <span className="field-label">{browser('destination')}</span>
        <code>{address}</code>
        <Button size="small" aria-expanded={isChanging} onClick={() => setChanging(!isChanging)}>
          {t('upload.change')}
        </Button>
      </div>
      {isChanging && (
        <Suspense fallback={<div className="upload-picker" />}>
          <PlacePicker account={account} buckets={buckets} onPick={onPick} />
        </Suspense>
      )}
    </div>
  )
}
