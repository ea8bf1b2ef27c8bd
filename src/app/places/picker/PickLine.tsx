// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys are the field's, which has the focus
import { ClockCircleOutlined, RightOutlined, StarOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { visible } from '../../../i18n/visible.ts'
import { formatOssPath } from '../../address/ossPath.ts'
import { BucketIcon, PrefixIcon } from '../../listing/icons.tsx'
import type { Place } from '../place.ts'
import { useRegionName } from '../RegionName.tsx'
import type { PickItem, PickRow } from './pickRows.ts'

type PickLineProps = {
  id: string
  row: PickRow
  /** px from the top. */
  top: number
  /** Which of how many. */
  place: number
  count: number
  isActive: boolean
  isByRelay: boolean
  onPick: (place: Place) => void
}

/** A place that can be chosen, or the heading of some. */
export function PickLine({ id, row, top, place, count, isActive, isByRelay, onPick }: PickLineProps) {
  const { t } = useTranslation('picker')
  const { t: browser } = useTranslation('browser')
  const regionName = useRegionName()
  if (row.is === 'heading')
    return (
      <div role="none" className="picker-heading" style={{ top }}>
        {t(`group.${row.id}`)}
      </div>
    )
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      className="picker-line"
      style={{ top }}
      aria-selected={isActive}
      aria-setsize={count}
      aria-posinset={place}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onPick(row.place)}
    >
      {pictures[row.is]}
      <span className="picker-name">{nameOf(row) || browser('namelessLevel')}</span>
      {row.is !== 'prefix' && <span className="picker-note">{regionName(row.bucket.region)}</span>}
      {isByRelay && <span className="picker-relay">{t('viaRelay')}</span>}
      <RightOutlined className="picker-arrow" aria-hidden />
    </div>
  )
}

const pictures = {
  favourite: <StarOutlined aria-hidden />,
  recent: <ClockCircleOutlined aria-hidden />,
  bucket: <BucketIcon />,
  prefix: <PrefixIcon />,
}

function nameOf({ is, place: { bucket, prefix } }: PickItem): string {
  if (is === 'bucket') return bucket
  return visible(is === 'prefix' ? (prefix.split('/').at(-2) ?? '') : formatOssPath(bucket, prefix))
}
