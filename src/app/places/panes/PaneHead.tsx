import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { visible } from '../../../i18n/visible.ts'
import type { KnownBucket } from '../../queries/queries.ts'
import { Crumbs } from '../Breadcrumb.tsx'
import type { Place } from '../place.ts'
import { activatePane, closeOtherPane } from '../usePlace.ts'
import { PaneContext } from './pane.ts'

type PaneHeadProps = {
  buckets: readonly KnownBucket[]
  places: readonly (Place | null)[]
  isNarrow: boolean
}

/** Where the pane is, and the way to close it; where there is room for one pane only, the switch between both. */
export function PaneHead({ buckets, places, isNarrow }: PaneHeadProps) {
  const { t } = useTranslation('browser')
  const { pane = 0 } = use(PaneContext)
  return (
    <div className="pane-head">
      {isNarrow ? <Switch places={places} /> : <Crumbs buckets={buckets} place={places[pane] ?? null} />}
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined aria-hidden />}
        aria-label={t('pane.close')}
        title={t('pane.close')}
        onClick={() => closeOtherPane(pane)}
      />
    </div>
  )
}

function Switch({ places }: { places: readonly (Place | null)[] }) {
  const { t } = useTranslation('browser')
  const { pane: shown } = use(PaneContext)
  return (
    <fieldset className="pane-switch" aria-label={t('pane.switch')}>
      {places.map((place, pane) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a pane is its number
        <button key={pane} type="button" aria-pressed={pane === shown} onClick={() => activatePane(pane)}>
          {nameOf(place) ?? t('allBuckets')}
        </button>
      ))}
    </fieldset>
  )
}

function nameOf(place: Place | null): string | undefined {
  return place ? visible(place.prefix.split('/').at(-2) || place.bucket) : undefined
}
