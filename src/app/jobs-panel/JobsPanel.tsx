import { lazy, Suspense, useDeferredValue, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobView } from '../../engine/jobs/types.ts'
import { useJobs } from '../../hosts/page/store.ts'
import { Announcer } from './Announcer.tsx'
import { JobRow } from './job/JobRow.tsx'
import { isOpen } from './job/jobState.ts'
import { PanelBar } from './PanelBar.tsx'
import { usePanelState } from './panelState.ts'
import { Resizer } from './Resizer.tsx'
import { usePanelHeight } from './usePanelHeight.ts'
import './panel.css'

const Outdated = lazy(async () => ({ default: (await import('./Outdated.tsx')).Outdated }))

/** Every job of every tab, docked below the listing. */
export function JobsPanel() {
  const { t } = useTranslation('panel')
  // Drawn in slices: a click or a key goes before the figures.
  const views = useDeferredValue(useJobs((jobs) => jobs.views))
  const isOutdated = useJobs((jobs) => jobs.isOutdated)
  const { open, job } = usePanelState()
  const [height, setHeight] = usePanelHeight()
  useEffect(() => {
    // The jobs may have come before the panel.
    openForWork(useJobs.getState(), useJobs.getState())
    return useJobs.subscribe(openForWork)
  }, [])
  return (
    <section className="panel" aria-label={t('jobs')}>
      <Suspense fallback={null}>{isOutdated && <Outdated />}</Suspense>
      {open && <Resizer height={height} onChange={setHeight} />}
      <PanelBar views={views} open={open === true} onToggle={() => usePanelState.setState({ open: !open })} />
      {open && (
        <div className="panel-body" id="panel-body" style={{ height }}>
          {views.length === 0 && <p className="panel-empty">{t('empty')}</p>}
          <ul className="jobs">
            {views.map((view) => (
              <JobRow key={view.id} view={view} isShown={view.id === job} />
            ))}
          </ul>
        </div>
      )}
      <Announcer />
    </section>
  )
}

/** The first work opens the panel; a plan that has to be seen opens it always. */
function openForWork({ views }: { views: JobView[] }, before: { views: JobView[] }): void {
  const asked = views.find(
    ({ id, phase }) => phase === 'review' && !before.views.some((view) => view.id === id && view.phase === phase),
  )
  if (asked && before.views.some(({ id }) => id === asked.id)) usePanelState.setState({ open: true, job: asked.id })
  if (usePanelState.getState().open === null && views.some(isOpen)) usePanelState.setState({ open: true })
}
