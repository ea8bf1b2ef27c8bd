import { useVirtualizer } from '@tanstack/react-virtual'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobView } from '../../engine/jobs/types.ts'
import { showOlder } from '../../hosts/page/store.ts'
import { useJobs } from '../../hosts/page/views.ts'
import { JobRow } from './job/JobRow.tsx'
import { stateOf } from './job/jobState.ts'
import { usePanelState } from './panelState.ts'
import '../../i18n/jobWords.ts'

const rowHeight = 57
const estimateSize = () => rowHeight

/** The jobs, newest first; only those that can be seen, and some around them, are drawn. */
export function JobList({ views, height }: { views: JobView[]; height: number }) {
  const { t } = useTranslation('panel')
  const scroller = useRef<HTMLDivElement>(null)
  const shown = usePanelState((panel) => panel.job)
  const getItemKey = (index: number) => views[index]?.id ?? index
  const list = { count: views.length, getScrollElement: () => scroller.current, estimateSize, getItemKey, overscan: 2 }
  const virtual = useVirtualizer(list)
  const items = virtual.getVirtualItems()
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when another job is to be shown
  useEffect(() => {
    const index = views.findIndex(({ id }) => id === shown)
    if (index >= 0 && !items.some((item) => item.index === index)) virtual.scrollToIndex(index)
  }, [shown])
  return (
    <div ref={scroller} className="panel-body" id="panel-body" style={{ height }}>
      {views.length === 0 && <p className="panel-empty">{t('empty')}</p>}
      <ul className="jobs" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const view = views[index]
          return (
            view && (
              <li
                key={view.id}
                ref={virtual.measureElement}
                data-index={index}
                className={`job job-${stateOf(view)}`}
                aria-setsize={views.length}
                aria-posinset={index + 1}
                style={{ top: start }}
              >
                <JobRow view={view} isShown={view.id === shown} />
              </li>
            )
          )
        })}
      </ul>
      <Older />
    </div>
  )
}

function Older() {
  const { t } = useTranslation('panel')
  const hasOlder = useJobs((jobs) => jobs.hasOlder)
  if (!hasOlder) return null
  return (
    <p className="panel-older">
      <Button type="text" size="small" onClick={() => void showOlder()}>
        {t('older')}
      </Button>
    </p>
  )
}
