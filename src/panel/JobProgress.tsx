import { useTranslation } from 'react-i18next'
import { fractionOf, objectsOf } from '../jobs/progress.ts'
import type { JobView } from '../jobs/types.ts'
import { formatBytes, formatCount } from '../words/format.ts'
import { stateOf } from './jobState.ts'
import { Progress } from './Progress.tsx'

export function JobProgress({ view }: { view: JobView }) {
  const { t } = useTranslation('panel')
  const state = stateOf(view)
  const failed = state === 'failed' || state === 'stopped' || state === 'refused'
  const moving = state === 'running' || state === 'planning'
  return (
    <div className="job-progress">
      <Progress
        label={t('progress')}
        fraction={state === 'finished' || state === 'nothing' ? 1 : fractionOf(view)}
        tone={failed ? 'failed' : moving ? 'moving' : 'still'}
      />
      <Figures view={view} />
    </div>
  )
}

function Figures({ view }: { view: JobView }) {
  const { t, i18n } = useTranslation('panel')
  const { language } = i18n
  const count = (n: number) => formatCount(n, language)
  const { todo, done } = objectsOf(view.counts)
  if (!view.planned) return <p className="job-figures">{t('found', { count: todo, objects: count(view.objects) })}</p>
  return (
    <p className="job-figures">
      <span>{t('objects', { count: todo, done: count(done), objects: count(todo) })}</span>
      {view.bytes > 0 && (
        <span>
          {t('bytes', { done: formatBytes(view.bytesDone, language), bytes: formatBytes(view.bytes, language) })}
        </span>
      )}
    </p>
  )
}
