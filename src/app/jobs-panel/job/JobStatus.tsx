import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { JobView } from '../../../engine/jobs/types.ts'
import type { Refusal } from '../../../engine/types.ts'
import { explain, explainRefusal } from '../../../i18n/explain.ts'
import { formatCount, formatTime } from '../../../i18n/format.ts'
import { formatDuration, formatElapsed } from './duration.ts'
import { isOpen, isWhollyDone, stateOf } from './jobState.ts'
import { proofOf } from './proof.ts'
import { StateIcon } from './StateIcon.tsx'
import { useRate } from './useRate.ts'

/** Two short lines: how it stands, and what more there is to say. */
export function JobStatus({ view }: { view: JobView }) {
  const { t, i18n } = useTranslation('panel')
  const { failed, skipped } = view.counts
  const state = stateOf(view)
  const count = state === 'skippedSome' ? skipped : failed
  return (
    <div className="job-status">
      <p className="job-state">
        <StateIcon state={state} />
        <span>{t(`state.${state}`, { count, objects: formatCount(count, i18n.language) })}</span>
        {state === 'running' && <Speed view={view} />}
      </p>
      <p className="job-more">
        <More view={view} />
      </p>
    </div>
  )
}

function Speed({ view: { speed, rate } }: { view: JobView }) {
  const [bytes, objects] = [useRate('bytes'), useRate('objects')]
  if (speed === 0 && rate === 0) return null
  return <span className="job-speed">{speed > 0 ? bytes(speed) : objects(rate)}</span>
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
  // Under "Running" a bare time would read like its end; what is wholly done has it beside its amount.
  if (isOpen(view)) return null
  const took = view.throughput && formatElapsed(view.throughput.worked, t, i18n.language)
  const time = !isWhollyDone(stateOf(view)) && formatTime(view.ended ?? view.created, i18n.language)
  return [proofOf(view.proofs, t), took].filter(Boolean).join(' · ') || time
}

/** The cause that hit most objects, and how many more there are. */
function causes(problems: JobView['problems'][string][], t: TFunction<'errors'>): string {
  const [first, ...others] = problems.toSorted((a, b) => b.count - a.count)
  const title = first ? explain(first.sample, t).title : ''
  return others.length > 0 ? t('causes.more', { title, count: others.length }) : title
}

/** What stopped it, or why objects failed. */
function whyOf(view: JobView, t: TFunction<'errors'>): string | undefined {
  if (view.problem) return explain(view.problem, t).title
  const state = stateOf(view)
  const problems = Object.values(view.problems)
  const refusals = Object.keys(view.refusals) as Refusal[]
  if (state === 'failed' && problems[0]) return causes(problems, t)
  if (state === 'refused' && refusals.length === 1 && refusals[0]) return explainRefusal(refusals[0], t).title
  return undefined
}
