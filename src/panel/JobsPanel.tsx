import { useTranslation } from 'react-i18next'
import { useJobs } from '../jobs/store.ts'
import { Announcer } from './Announcer.tsx'
import { JobRow } from './JobRow.tsx'
import { isOpen } from './jobState.ts'
import { PanelBar } from './PanelBar.tsx'
import { usePanelState } from './panelState.ts'
import { Resizer } from './Resizer.tsx'
import { usePanelHeight } from './usePanelHeight.ts'
import './panel.css'

/** Every job of every tab, docked below the listing. */
export function JobsPanel() {
  const { t } = useTranslation('panel')
  const views = useJobs((jobs) => jobs.views)
  const { open: wanted, job } = usePanelState()
  const [height, setHeight] = usePanelHeight()
  const open = wanted ?? views.some(isOpen)
  return (
    <section className="panel" aria-label={t('jobs')}>
      {open && <Resizer height={height} onChange={setHeight} />}
      <PanelBar views={views} open={open} onToggle={() => usePanelState.setState({ open: !open })} />
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
