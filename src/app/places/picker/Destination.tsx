import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../oss/types.ts'
import { Late, late } from '../../../ui/late.tsx'
import type { KnownBucket } from '../../queries/queries.ts'
import type { Place } from '../place.ts'
import '../../../i18n/transfer.ts'
import './destination.css'

const PlacePicker = late(async () => (await import('./PlacePicker.tsx')).PlacePicker)

type DestinationProps = {
  account: Account
  buckets: readonly KnownBucket[]
  address: string
  onPick: (place: Place) => void
}

/** Where to: where one is, unless another place is chosen. */
export function Destination({ account, buckets, address, onPick }: DestinationProps) {
  const { t } = useTranslation('transfer')
  const { t: browser } = useTranslation('browser')
  const [isChanging, setChanging] = useState(false)
  return (
    <div className="destination">
      <div className="destination-place">
        <span className="field-label">{browser('destination')}</span>
        <code>{address}</code>
        <Button size="small" aria-expanded={isChanging} onClick={() => setChanging(!isChanging)}>
          {t('upload.change')}
        </Button>
      </div>
      {isChanging && (
        <Late fallback={<div className="destination-picker" />}>
          <PlacePicker account={account} buckets={buckets} onPick={onPick} />
        </Late>
      )}
    </div>
  )
}
