import { useDeferredValue, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobView } from '../../engine/jobs/types.ts'
import { useJobs } from '../../hosts/page/views.ts'
import { useFirstPainted, whenFirstPainted } from '../../ui/firstPaint.ts'
import { Late, late } from '../../ui/late.tsx'
import { isOpen } from './job/jobState.ts'
import { PanelBar } from './PanelBar.tsx'
import { setOpen, usePanelState } from './panelState.ts'
import { ShowContext, type ShowContextValue } from './showContext.ts'
import { usePanelHeight } from './usePanelHeight.ts'
import './panel.css'

// The first listing does without; it is there before a hand can open the panel.
const loadList = () => import('./JobList.tsx')
const JobList = late(async () => (await loadList()).JobList)
const Resizer = late(async () => (await import('./Resizer.tsx')).Resizer)
const News = late(async () => (await import('./JobNotifications.tsx')).JobNotifications)
const Outdated = late(async () => (await import('./Outdated.tsx')).Outdated)

/** Every job of every tab, docked below the listing. */
export function JobsPanel({ account, accounts, show }: ShowContextValue) {
  const { t } = useTranslation('panel')
  // Drawn in slices: a click or a key goes before the figures.
  const views = useDeferredValue(useJobs((jobs) => jobs.views))
  const isOutdated = useJobs((jobs) => jobs.isOutdated)
  const open = usePanelState((panel) => panel.open)
  const [height, setHeight] = usePanelHeight()
  const isDrawn = useFirstPainted()
  const showing = useMemo(() => ({ account, ...(accounts && { accounts }), show }), [account, accounts, show])
  useEffect(() => {
    // What does not come now, as when the page is left meanwhile, is asked for again by the panel.
    whenFirstPainted()
      .then(loadList)
      .catch(() => {})
    // The jobs may have come before the panel.
    openForWork(useJobs.getState(), useJobs.getState())
    return useJobs.subscribe(openForWork)
  }, [])
  return (
    <>
      <Late isExtra>{isDrawn && <News />}</Late>
      <section className="panel" aria-label={t('jobs')}>
        <Late>
          {isOutdated && <Outdated />}
          {open && <Resizer height={height} onChange={setHeight} />}
        </Late>
        <PanelBar views={views} open={open === true} onToggle={() => setOpen(!open)} />
        <ShowContext value={showing}>
          <Late fallback={<div className="panel-body" style={{ height }} />}>
            {open && <JobList views={views} room={height} />}
          </Late>
        </ShowContext>
      </section>
    </>
  )
}

/** The first work opens the panel. Who closed it is told beside it; where it is open, a plan that has to be seen is shown. */
function openForWork({ views }: { views: JobView[] }, before: { views: JobView[] }): void {
  const { open } = usePanelState.getState()
  if (open === null && views.some(isOpen)) usePanelState.setState({ open: true })
  if (open === false) return
  const asked = views.find(
    ({ id, phase }) => phase === 'review' && !before.views.some((view) => view.id === id && view.phase === phase),
  )
  if (asked && before.views.some(({ id }) => id === asked.id)) usePanelState.setState({ open: true, job: asked.id })
}
