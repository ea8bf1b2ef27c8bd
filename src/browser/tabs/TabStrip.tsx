import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type KeyboardEvent, useCallback, useRef } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../oss/types.ts'
import { formatOssPath } from '../../session/ossPath.ts'
import { visible } from '../../words/visible.ts'
import { useLanding } from '../drag/useLanding.ts'
import { type Place, panesOf } from '../place.ts'
import type { KnownBucket } from '../queries.ts'
import { homeOf } from '../requests.ts'
import { usePlace } from '../usePlace.ts'
import { closeTab, openTab, showTab, type Tab, useTabs } from './tabs.ts'
import './tabs.css'

type TabStripProps = { account: Account; buckets: readonly KnownBucket[] }

/** Shown when there is more than one. The arrows walk, Delete closes; rows can be dropped on each. */
export function TabStrip({ account, buckets }: TabStripProps) {
  const { t } = useTranslation('browser')
  const { tabs, active } = useTabs()
  const place = usePlace()
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ id }) => id === active)
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[event.key]
    if (event.key === 'Delete') flushSync(() => closeTab(active))
    else if (to !== undefined) flushSync(() => showTab(tabs[(to + tabs.length) % tabs.length]?.id ?? active))
    else return
    event.preventDefault()
    document.getElementById(`tab-${useTabs.getState().active}`)?.focus()
  }
  return (
    <div className="tabs">
      <div role="tablist" aria-label={t('tabs')} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <OneTab key={tab.id} tab={tab} isActive={tab.id === active} account={account} buckets={buckets} />
        ))}
      </div>
      <Button
        type="text"
        size="small"
        icon={<PlusOutlined />}
        aria-label={t('tab.new')}
        title={t('tab.new')}
        onClick={() => openTab(place)}
      />
    </div>
  )
}

type OneTabProps = TabStripProps & { tab: Tab; isActive: boolean }

function OneTab({ tab, isActive, account, buckets }: OneTabProps) {
  const { t } = useTranslation('browser')
  const ref = useRef<HTMLDivElement>(null)
  const { places, active } = panesOf(tab.hash)
  const place = places[active]
  const bucket = buckets.find(({ name }) => name === place?.bucket)
  const target = place && bucket && { ...homeOf(account, bucket), key: place.prefix }
  const address = (each: Place | null) => (each ? visible(formatOssPath(each.bucket, each.prefix)) : t('allBuckets'))
  const over = useLanding(ref, {
    target: target ?? undefined,
    label: address(place ?? null),
    spring: useCallback(() => showTab(tab.id), [tab.id]),
  })
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the list's
    <div
      ref={ref}
      id={`tab-${tab.id}`}
      role="tab"
      className="tab"
      tabIndex={isActive ? 0 : -1}
      aria-selected={isActive}
      aria-controls="panes"
      data-over={over}
      title={places.map(address).join(' | ')}
      onClick={() => showTab(tab.id)}
      onAuxClick={({ button }) => button === 1 && closeTab(tab.id)}
    >
      <span className="tab-name">{places.map((each) => lastName(each) ?? t('allBuckets')).join(' | ')}</span>
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

function lastName(place: Place | null): string | undefined {
  const name = place && visible(place.prefix.split('/').at(-2) || place.bucket)
  return place?.search ? `${visible(place.search)} · ${name}` : (name ?? undefined)
}
