import { useTranslation } from 'react-i18next'
import { fractionOf, objectsOf } from '../../../engine/jobs/progress.ts'
import type { JobView } from '../../../engine/jobs/types.ts'
import { formatBytes, formatCount } from '../../../i18n/format.ts'
import { type JobState, stateOf } from './jobState.ts'
import { Progress } from './Progress.tsx'

/** Whatever there was to do is done. */
const ended: ReadonlySet<JobState> = new Set(['finished', 'partly', 'nothing'])

export function JobProgress({ view }: { view: JobView }) {
  const { t } = useTranslation('panel')
  const state = stateOf(view)
  const failed = state === 'failed' || state === 'stopped' || state === 'refused'
  const moving = state === 'running' || state === 'planning'
  return (
    <div className="job-progress">
      <Progress
        label={t('progress')}
        fraction={ended.has(state) ? 1 : fractionOf(view)}
        tone={failed ? 'failed' : moving ? 'moving' : 'still'}
      />
      <Figures view={view} />
    </div>
  )
}

function Figures({ view }: { view: JobView }) {
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
function Untouched({ view: { counts } }: { view: JobView }) {
  const { t, i18n } = useTranslation('panel')
  const kinds = (['refused', 'skipped'] as const).filter((kind) => counts[kind] > 0)
  return kinds.map((kind) => (
    <span key={kind}>{t(kind, { count: counts[kind], objects: formatCount(counts[kind], i18n.language) })}</span>
  ))
}
