import {
  CheckCircleFilled,
  ClockCircleOutlined,
  ExclamationCircleFilled,
  FireOutlined,
  MinusCircleOutlined,
  PauseCircleFilled,
  QuestionCircleFilled,
  SyncOutlined,
} from '@ant-design/icons'
import type { TFunction } from 'i18next'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobView } from '../../../engine/jobs/types.ts'
import type { Refusal } from '../../../engine/types.ts'
import { explain, explainRefusal } from '../../../i18n/explain.ts'
import { formatBytes, formatCount, formatTime } from '../../../i18n/format.ts'
import { formatDuration } from './duration.ts'
import { type JobState, stateOf } from './jobState.ts'

/** None of them turns: a page that is drawn sixty times a second takes the processor from the copies. */
const icons: Record<JobState, ComponentType> = {
  planning: SyncOutlined,
  review: QuestionCircleFilled,
  running: SyncOutlined,
  restoring: FireOutlined,
  account: ClockCircleOutlined,
  paused: PauseCircleFilled,
  stopped: ExclamationCircleFilled,
  finished: CheckCircleFilled,
  partly: ExclamationCircleFilled,
  failed: ExclamationCircleFilled,
  refused: ExclamationCircleFilled,
  skipped: MinusCircleOutlined,
  nothing: CheckCircleFilled,
  cancelled: MinusCircleOutlined,
}

/** Two short lines: how it stands, and what more there is to say. */
export function JobStatus({ view }: { view: JobView }) {
  const { t, i18n } = useTranslation('panel')
  const { failed } = view.counts
  const state = stateOf(view)
  const Icon = icons[state]
  return (
    <div className="job-status">
      <p className="job-state">
        <Icon aria-hidden />
        <span>{t(`state.${state}`, { count: failed, objects: formatCount(failed, i18n.language) })}</span>
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
  const why = whyOf(view, errors)
  if (why !== undefined) return <span className="job-wrong">{why}</span>
  if (retrying && view.phase !== 'paused') {
    const reason = explain({ code: retrying, message: '' }, errors).title
    return <span className="job-wrong">{t('retrying', { reason })}</span>
  }
  if (view.eta !== undefined) return t('left', { time: formatDuration(view.eta, i18n.language) })
  // Under "Running" a bare time would read like its end.
  return view.phase === 'running' ? '' : formatTime(view.ended ?? view.created, i18n.language)
}

/** What stopped it, or what all its failures have in common. */
function whyOf(view: JobView, t: TFunction<'errors'>): string | undefined {
  if (view.problem) return explain(view.problem, t).title
  const state = stateOf(view)
  const problems = Object.values(view.problems)
  const refusals = Object.keys(view.refusals) as Refusal[]
  if (state === 'failed' && problems.length === 1 && problems[0]) return explain(problems[0].sample, t).title
  if (state === 'refused' && refusals.length === 1 && refusals[0]) return explainRefusal(refusals[0], t).title
  return undefined
}
