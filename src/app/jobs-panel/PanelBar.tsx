import { UpOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { fractionOf } from '../../engine/jobs/progress/progress.ts'
import type { JobView } from '../../engine/jobs/types.ts'
import { clearEnded } from '../../hosts/page/store.ts'
import { useJobs } from '../../hosts/page/views.ts'
import { formatBytes } from '../../i18n/format.ts'
import { Late, late } from '../../ui/late.tsx'
import { type JobState, stateOf } from './job/jobState.ts'
import { Progress } from './job/Progress.tsx'

const PanelSettings = late(async () => (await import('./PanelSettings.tsx')).PanelSettings)

type PanelBarProps = { views: JobView[]; open: boolean; onToggle: () => void }

/** The panel in one line: what runs, how fast, how far; and whether a person is needed. */
export function PanelBar({ views, open, onToggle }: PanelBarProps) {
  const { t } = useTranslation('panel')
  return (
    <div className="bar">
      <h2 className="bar-title">
        <button
          type="button"
          className="bar-toggle"
          aria-label={t('bar.toggle')}
          aria-expanded={open}
          aria-controls={open ? 'panel-body' : undefined}
          onClick={onToggle}
        >
          <UpOutlined className="bar-arrow" rotate={open ? 180 : 0} aria-hidden />
          {t('jobs')}
        </button>
      </h2>
      <Standing views={views} />
      {open && <Clear views={views} />}
      <Moving views={views.filter(({ phase }) => phase === 'running')} />
      <Late>{open && <PanelSettings />}</Late>
    </div>
  )
}

const over: JobState[] = ['finished', 'skippedSome', 'partly', 'skipped', 'nothing', 'refused', 'cancelled']

/** What needs nobody any more goes; failures stay until they are tried again or removed. */
function Clear({ views }: { views: JobView[] }) {
  const { t } = useTranslation('panel')
  if (!views.some((view) => over.includes(stateOf(view)))) return null
  return (
    <Button className="bar-clear bar-clear-all" type="text" size="small" onClick={clearEnded}>
      {t('clear')}
    </Button>
  )
}

/** What needs a person comes first: in a narrow window the rest may not be seen. */
const told: { key: 'running' | 'review' | 'paused' | 'failed'; states: JobState[] }[] = [
  { key: 'review', states: ['review', 'account'] },
  { key: 'failed', states: ['failed', 'partly', 'stopped', 'refused'] },
  { key: 'running', states: ['running', 'restoring', 'planning'] },
  { key: 'paused', states: ['paused'] },
]

function Standing({ views }: { views: JobView[] }) {
  const { t } = useTranslation('panel')
  const older = useOlderTrouble(views)
  const states = views.map(stateOf)
  const counts = told.map(({ key, states: some }) => ({
    key,
    count: states.filter((state) => some.includes(state)).length + (key === 'failed' ? older : 0),
  }))
  const shown = counts.filter(({ count }) => count > 0)
  return (
    <span className="bar-standing">
      {shown.map(({ key, count }) => (
        <span key={key} className={`bar-count bar-${key}`}>
          {t(`bar.${key}`, { count })}
        </span>
      ))}
      {shown.length === 0 && <span className="bar-quiet">{t(views.length > 0 ? 'bar.finished' : 'bar.none')}</span>}
    </span>
  )
}

/** Jobs with problems that are too old to be among those that the page has read. */
function useOlderTrouble(views: JobView[]): number {
  const troubled = useJobs((jobs) => jobs.troubled)
  const read = new Set(views.map(({ id }) => id))
  return troubled.filter((id) => !read.has(id)).length
}

function Moving({ views }: { views: JobView[] }) {
  const { t, i18n } = useTranslation('panel')
  if (views.length === 0) return null
  const speed = views.reduce((sum, view) => sum + view.speed, 0)
  const fraction = views.reduce((sum, view) => sum + fractionOf(view), 0) / views.length
  return (
    <span className="bar-moving">
      <span className="bar-speed">{speed > 0 && t('speed', { bytes: formatBytes(speed, i18n.language) })}</span>
      <span className="bar-progress">
        <Progress label={t('bar.progress')} fraction={fraction} />
      </span>
      <span className="bar-percent">{Math.floor(fraction * 100)}%</span>
    </span>
  )
}
