import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { hashHere } from '../usePlace.ts'
import { nameOf, OneTab } from './OneTab.tsx'
import { closeTab, openTab, showTab, type Tab, useTabs } from './tabs.ts'
import { useTabDropPosition } from './useTabDrag.ts'
import './tabs.css'

/** Shown when there is more than one. The arrows walk, Delete closes; each can be dragged to another place, and takes rows. */
export function TabStrip() {
  const { t } = useTranslation('browser')
  const { tabs, active } = useTabs()
  const strip = useRef<HTMLDivElement>(null)
  const gap = useTabDropPosition(strip)
  const moved = useMoved()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a tab that was moved may have left the view, too
  useEffect(() => {
    document.getElementById(`tab-${active}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [active, moved])
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
    <div ref={strip} className="tab-strip">
      <div
        role="tablist"
        aria-label={t('tabs')}
        onKeyDown={onKeyDown}
        onWheel={({ currentTarget, deltaY }) => currentTarget.scrollBy({ left: deltaY })}
      >
        {tabs.map((tab) => (
          <OneTab
            key={tab.id}
            tab={tab}
            isActive={tab.id === active}
            gap={gap?.beside === tab.id ? gap.side : undefined}
          />
        ))}
      </div>
      <Button
        type="text"
        size="small"
        icon={<PlusOutlined />}
        aria-label={t('tab.new')}
        title={t('tab.new')}
        onClick={() => openTab(hashHere())}
      />
      <p className="unseen" role="status">
        {moved}
      </p>
    </div>
  )
}

/** Where the active tab has gone, for those who don't see the strip. */
function useMoved(): string {
  const { t } = useTranslation('browser')
  const [moved, setMoved] = useState('')
  useEffect(
    () =>
      useTabs.subscribe(({ tabs, active }, before) => {
        const isActive = ({ id }: Tab) => id === active
        const at = tabs.findIndex(isActive)
        const tab = tabs[at]
        if (!tab || tabs.length !== before.tabs.length || at === before.tabs.findIndex(isActive)) return
        setMoved(t('tab.moved', { name: nameOf(tab, t('allBuckets')), at: at + 1, of: tabs.length }))
      }),
    [t],
  )
  return moved
}
