import {
  CheckCircleFilled,
  ClockCircleOutlined,
  ExclamationCircleFilled,
  LoadingOutlined,
  MinusCircleOutlined,
  PauseCircleFilled,
  QuestionCircleFilled,
} from '@ant-design/icons'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobView } from '../jobs/types.ts'
import { explain } from '../words/explain.ts'
import { formatBytes, formatTime } from '../words/format.ts'
import { formatDuration } from './duration.ts'
import { type JobState, stateOf } from './jobState.ts'

const icons: Record<JobState, ComponentType> = {
  planning: LoadingOutlined,
  review: QuestionCircleFilled,
  running: LoadingOutlined,
  account: ClockCircleOutlined,
  paused: PauseCircleFilled,
  stopped: ExclamationCircleFilled,
  finished: CheckCircleFilled,
  failed: ExclamationCircleFilled,
  refused: ExclamationCircleFilled,
  nothing: CheckCircleFilled,
  cancelled: MinusCircleOutlined,
}

/** Two short lines: how it stands, and what more there is to say. */
export function JobStatus({ view }: { view: JobView }) {
  const { t } = useTranslation('panel')
  const state = stateOf(view)
  const Icon = icons[state]
  return (
    <div className="job-status">
      <p className="job-state">
        <Icon aria-hidden />
        <span>{t(`state.${state}`, { count: view.counts.failed })}</span>
        {state === 'running' && <Speed view={view} />}
      </p>
      <p className="job-more">
        <More view={view} />
      </p>
    </div>
  )
}

function Speed({ view: { speed, rate } }: { view: JobView }) {
  const { t, i18n } = useTranslation('panel')
  if (speed > 0) return <span className="job-speed">{t('speed', { bytes: formatBytes(speed, i18n.language) })}</span>
  if (rate === 0) return null
  const objects = rate.toLocaleString(i18n.language, { maximumSignificantDigits: 2 })
  return <span className="job-speed">{t('rate', { objects })}</span>
}

function More({ view }: { view: JobView }) {
  const { t, i18n } = useTranslation('panel')
  const { t: errors } = useTranslation('errors')
  const retrying = view.retrying ?? view.active.find((task) => task.retrying)?.retrying
  if (view.problem) return <span className="job-wrong">{explain(view.problem, errors).title}</span>
  if (retrying && view.phase !== 'paused') {
    return (
      <span className="job-wrong">
        {t('retrying', { reason: explain({ code: retrying, message: '' }, errors).title })}
      </span>
    )
  }
  if (view.eta !== undefined) return t('left', { time: formatDuration(view.eta, i18n.language) })
  return formatTime(view.ended ?? view.created, i18n.language)
}
