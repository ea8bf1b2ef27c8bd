import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobView } from '../../engine/jobs/types.ts'
import { useJobs } from '../../hosts/page/views.ts'
import { eventOf } from './announcements.ts'
import { type JobState, stateOf } from './job/jobState.ts'
import { titleOf } from './job/jobTitle.ts'
import { StateIcon } from './job/StateIcon.tsx'
import { usePanelState } from './panelState.ts'
import { showJob } from './showJob.ts'

const calmMs = 5000
/** Somebody has to do something: these stay until they are seen. */
const urgent: ReadonlySet<JobState> = new Set(['review', 'failed', 'stopped', 'refused', 'account', 'partly'])

/** What became of a job that was asked for here, while the panel is closed. It says how the job stands now, never how it stood. */
export function Toast() {
  const told = usePanelState((panel) => (panel.open ? null : panel.told))
  const view = useJobs(({ views }) => views.find(({ id }) => id === told))
  // What says the same stays in its place, with the focus in it.
  return view ? <Told key={`${view.id} ${eventOf(stateOf(view))}`} view={view} /> : null
}

const hide = () => usePanelState.setState({ told: null })

function Told({ view }: { view: JobView }) {
  const { t } = useTranslation('panel')
  const state = stateOf(view)
  useEffect(() => {
    if (urgent.has(state)) return undefined
    const timer = setTimeout(hide, calmMs)
    return () => clearTimeout(timer)
  }, [state])
  return (
    <div className={`toast job-${state}`}>
      <span className="job-state">
        <StateIcon state={state} />
      </span>
      <p className="toast-text">{t(`event.${eventOf(state)}`, { title: titleOf(view.request, t) })}</p>
      <Button type="link" size="small" onClick={() => showJob(view.id)}>
        {t('showJob')}
      </Button>
      <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('toast.close')} onClick={hide} />
    </div>
  )
}
