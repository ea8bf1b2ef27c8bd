import { useTranslation } from 'react-i18next'
import { fractionOf, objectsOf } from '../../../engine/jobs/progress/progress.ts'
import type { JobView } from '../../../engine/jobs/types.ts'
import { formatBytes, formatCount, formatTime } from '../../../i18n/format.ts'
import { isWhollyDone, type JobState, stateOf } from './jobState.ts'
import { Progress } from './Progress.tsx'

/** How far it is; of what is wholly done, where a bar would only say so again, how much it was, and when. */
export function JobProgress({ view }: { view: JobView }) {
  const state = stateOf(view)
  return isWhollyDone(state) ? <Ended view={view} /> : <Under view={view} state={state} />
}

function Ended({ view }: { view: JobView }) {
  const { t, i18n } = useTranslation('panel')
  const { counts, bytes, methods, ended: at } = view
  const parts = methods.parts?.parts ?? 0
  const count = (n: number) => formatCount(n, i18n.language)
  return (
    <div className="job-progress job-ended">
      <p className="job-amount">
        {counts.done > 0 && <span>{t('amount', { count: counts.done, objects: count(counts.done) })}</span>}
        {counts.done > 0 && bytes > 0 && <span>{formatBytes(bytes, i18n.language)}</span>}
        {parts > 0 && <span>{t('amount.parts', { count: parts, parts: count(parts) })}</span>}
        <Skipped view={view} />
      </p>
      {at !== undefined && <p className="job-when">{formatTime(at, i18n.language)}</p>}
    </div>
  )
}

/** Left as it was, and why. */
function Skipped({ view }: { view: JobView }) {
  const { t, i18n } = useTranslation('panel')
  const { skipped } = view.counts
  if (skipped === 0) return null
  const why = whySkipped(view)
  return (
    <span>{t(why ? `skip.${why}` : 'skipped', { count: skipped, objects: formatCount(skipped, i18n.language) })}</span>
  )
}

/** The one reason for all of them, if it is one. */
function whySkipped({ stood = {}, request }: JobView) {
  if (request.do === 'undo') return 'undo'
  const [why, ...others] = Object.keys(stood) as (keyof typeof stood)[]
  return others.length === 0 ? why : undefined
}

function Under({ view, state }: { view: JobView; state: JobState }) {
  const { t } = useTranslation('panel')
  const failed = state === 'failed' || state === 'stopped' || state === 'refused'
  const moving = state === 'running' || state === 'planning'
  return (
    <div className="job-progress">
      <Progress
        label={t('progress')}
        fraction={state === 'partly' ? 1 : fractionOf(view)}
        tone={failed ? 'failed' : moving ? 'moving' : 'still'}
      />
      <ObjectCounts view={view} />
    </div>
  )
}

function ObjectCounts({ view }: { view: JobView }) {
  const { t, i18n } = useTranslation('panel')
  const count = (n: number) => formatCount(n, i18n.language)
  const { todo, done } = objectsOf(view.counts)
  const { restoring } = view.counts
  if (!view.planned) return <p className="job-figures">{t('found', { count: todo, objects: count(view.objects) })}</p>
  if (todo === 0)
    return (
      <p className="job-figures">
        <Untouched view={view} />
      </p>
    )
  return (
    <p className="job-figures">
      <span>{t('objects', { count: todo, done: count(done), objects: count(todo) })}</span>
      <Bytes view={view} />
      {restoring > 0 && <span>{t('restoring', { count: restoring, objects: count(restoring) })}</span>}
      <Untouched view={view} />
    </p>
  )
}

/** An edit moves no bytes. */
function Bytes({ view: { bytes, bytesDone } }: { view: JobView }) {
  const { t, i18n } = useTranslation('panel')
  const [done, all] = [formatBytes(bytesDone, i18n.language), formatBytes(bytes, i18n.language)]
  return bytes > 0 ? <span>{t('bytes', { done, bytes: all })}</span> : null
}

/** What is left as it was: no one shall take the rest for the whole. */
function Untouched({ view }: { view: JobView }) {
  const { t, i18n } = useTranslation('panel')
  const { refused } = view.counts
  return (
    <>
      {refused > 0 && <span>{t('refused', { count: refused, objects: formatCount(refused, i18n.language) })}</span>}
      <Skipped view={view} />
    </>
  )
}
