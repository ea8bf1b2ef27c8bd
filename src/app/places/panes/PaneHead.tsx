import { CloseOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { visible } from '../../../i18n/visible.ts'
import { AccountDot } from '../../../ui/account/AccountDot.tsx'
import { bucketsQuery } from '../../queries/queries.ts'
import { useAccount } from '../account.ts'
import { Crumbs } from '../Breadcrumb.tsx'
import type { Place } from '../place.ts'
import { activatePane, closeOtherPane } from '../usePlace.ts'
import { PaneAccount } from './PaneAccount.tsx'
import type { OwnedPlace } from './Panes.tsx'
import { PaneContext } from './pane.ts'
import '../../../i18n/paneHead.ts'

type PaneHeadProps = { panes: readonly OwnedPlace[]; isNarrow: boolean }

/** Whose the pane is and where, and the way to close it; where there is room for one pane only, the switch between both. */
export function PaneHead({ panes, isNarrow }: PaneHeadProps) {
  const { t } = useTranslation('browser')
  const { pane = 0 } = use(PaneContext)
  const { owner, place = null } = panes[pane] ?? {}
  const { data: buckets = [] } = useQuery(bucketsQuery(useAccount()))
  return (
    <div className="pane-head">
      {owner && <PaneAccount owner={owner} />}
      {isNarrow && <Switch panes={panes} />}
      {!isNarrow && (owner ? <Crumbs buckets={buckets} place={place} /> : <span>{t('pane.noAccount')}</span>)}
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

function Switch({ panes }: { panes: readonly OwnedPlace[] }) {
  const { t } = useTranslation('browser')
  const { pane: shown } = use(PaneContext)
  const isMixed = panes[0]?.owner?.id !== panes[1]?.owner?.id
  return (
    <fieldset className="pane-switch" aria-label={t('pane.switch')}>
      {panes.map(({ place, owner }, pane) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a pane is its number
        <button key={pane} type="button" aria-pressed={pane === shown} onClick={() => activatePane(pane)}>
          {isMixed && owner && <AccountDot colour={owner.colour} />}
          {owner ? (nameOf(place) ?? t('allBuckets')) : t('pane.noAccount')}
          {isMixed && owner && <span className="unseen"> {owner.name}</span>}
        </button>
      ))}
    </fieldset>
  )
}

function nameOf(place: Place | null): string | undefined {
  return place ? visible(place.prefix.split('/').at(-2) || place.bucket) : undefined
}
