import { CloseOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { visible } from '../../../i18n/visible.ts'
import { AccountDot } from '../../../ui/account/AccountDot.tsx'
import { formatOssPath } from '../../address/ossPath.ts'
import { useDropTarget } from '../../drag/useDropTarget.ts'
import { bucketsQuery } from '../../queries/queries.ts'
import { bucketRefOf } from '../../requests/requests.ts'
import { accountNamed, useAccount } from '../account.ts'
import { type Place, panesOf } from '../place.ts'
import { closeTab, showTab, type Tab } from './tabs.ts'
import { type TabDropPosition, useTabDrag } from './useTabDrag.ts'

type OneTabProps = {
  tab: Tab
  isActive: boolean
  /** Where a tab that is dragged would stand beside this one. */
  gap: TabDropPosition['side'] | undefined
}

/** A tab of the strip, named after its places. */
export function OneTab({ tab, isActive, gap }: OneTabProps) {
  const { t } = useTranslation('browser')
  const ref = useRef<HTMLDivElement>(null)
  const { places, active, accounts } = panesOf(tab.hash)
  const place = places[active]
  // Only where the tab names one: then it may be another than that of the tabs beside.
  const owners = accounts ? places.map((_, pane) => accountNamed(accounts[pane])) : []
  const shown = useAccount()
  // Nothing is dropped where the account that the tab names is not signed in: another key would carry it out.
  const owner = accountNamed(accounts?.[active])
  const { data: buckets = [] } = useQuery({ ...bucketsQuery(owner ?? shown), enabled: false })
  const bucket = buckets.find(({ name }) => name === place?.bucket)
  const target = place && owner && bucket && { ...bucketRefOf(owner, bucket), key: place.prefix }
  const address = (each: Place | null) => (each ? visible(formatOssPath(each.bucket, each.prefix)) : t('allBuckets'))
  const over = useDropTarget(ref, {
    target: target ?? undefined,
    label: address(place ?? null),
    spring: useCallback(() => showTab(tab.id), [tab.id]),
  })
  const isDragged = useTabDrag(ref, tab.id)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the list's
    <div
      ref={ref}
      id={`tab-${tab.id}`}
      data-tab={tab.id}
      role="tab"
      className="tab"
      tabIndex={isActive ? 0 : -1}
      aria-selected={isActive}
      aria-controls="panes"
      data-over={over}
      data-gap={gap}
      data-dragged={isDragged || undefined}
      title={places.map((each, pane) => [owners[pane]?.name, address(each)].filter(Boolean).join(' · ')).join(' | ')}
      onClick={() => showTab(tab.id)}
      onAuxClick={({ button }) => button === 1 && closeTab(tab.id)}
    >
      {owners.length > 0 && (
        <span className="tab-accounts">
          {[...new Set(owners)].map(
            (each) =>
              each && (
                <span key={each.id}>
                  <AccountDot colour={each.colour} />
                  <span className="unseen">{each.name} </span>
                </span>
              ),
          )}
        </span>
      )}
      <span className="tab-name">{nameOf(tab, t('allBuckets'))}</span>
      <CloseOutlined
        className="tab-close"
        aria-hidden
        title={t('tab.close')}
        onClick={(event) => {
          event.stopPropagation()
          closeTab(tab.id)
        }}
      />
    </div>
  )
}

/** The last folder, or the bucket, of each place. */
export function nameOf({ hash }: Tab, allBuckets: string): string {
  return panesOf(hash)
    .places.map((place) => lastName(place) ?? allBuckets)
    .join(' | ')
}

function lastName(place: Place | null): string | undefined {
  const name = place && visible(place.prefix.split('/').at(-2) || place.bucket)
  return place?.search ? `${visible(place.search)} · ${name}` : (name ?? undefined)
}
