import { Button } from 'antd'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobView } from '../../engine/jobs/types.ts'
import { showOlder } from '../../hosts/page/store.ts'
import { useJobs } from '../../hosts/page/views.ts'
import { useRowHeights } from '../../ui/virtual/useRowHeights.ts'
import { useWindow } from '../../ui/virtual/useWindow.ts'
import { drawnRows } from '../../ui/virtual/window.ts'
import { JobRow } from './job/JobRow.tsx'
import { reviewsFirst, stateOf } from './job/jobState.ts'
import { usePanelState } from './panelState.ts'
import '../../i18n/jobWords.ts'

/** px of a closed one, where there is room for its line */
const height = 57

/** The jobs, those that ask first, then the newest; only those that can be seen, and some around them, are drawn. */
export function JobList({ views: all, room }: { views: JobView[]; room: number }) {
  const { t } = useTranslation('panel')
  const scroller = useRef<HTMLDivElement>(null)
  const shown = usePanelState((panel) => panel.job)
  const views = useMemo(() => reviewsFirst(all), [all])
  const ids = useMemo(() => views.map(({ id }) => id), [views])
  const { others, measure } = useRowHeights(scroller, height, ids)
  const count = views.length
  const { from, to, total, topOf, reveal } = useWindow(scroller, { count, height, others, overscan: 2 })
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when another job is to be shown
  useEffect(() => {
    const index = views.findIndex(({ id }) => id === shown)
    if (index >= 0 && (index < from || index >= to)) reveal(index)
  }, [shown])
  return (
    <div ref={scroller} className="panel-body" id="panel-body" style={{ height: room }}>
      {views.length === 0 && <p className="panel-empty">{t('empty')}</p>}
      <ul className="jobs" style={{ height: total }}>
        {drawnRows(from, to).map((index) => {
          const view = views[index]
          return (
            view && (
              <li
                key={view.id}
                ref={measure}
                data-key={view.id}
                className={`job job-${stateOf(view)}`}
                aria-setsize={count}
                aria-posinset={index + 1}
                style={{ top: topOf(index) }}
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
