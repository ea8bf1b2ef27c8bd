import { useTranslation } from 'react-i18next'
import type { JobView } from '../../../engine/jobs/types.ts'
import { isPrefix } from '../../../engine/keys.ts'
import { explain } from '../../../i18n/explain.ts'
import { MissingRights } from '../../../ui/notices/MissingRights.tsx'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { PartsOf } from '../tasks/PartsOf.tsx'
import { Reasons } from '../tasks/Reasons.tsx'
import { Report } from '../tasks/Report.tsx'
import { TaskList } from '../tasks/TaskList.tsx'
import { JobFacts } from './JobFacts.tsx'
import { isOpen } from './jobState.ts'
import { Leftovers } from './Leftovers.tsx'
import { ThroughputGraph } from './ThroughputGraph.tsx'

/** What is behind one row: what went wrong and what to do, the parts of large objects, and every object. */
export function JobDetails({ view }: { view: JobView }) {
  const { t } = useTranslation('panel')
  const { t: errors } = useTranslation('errors')
  const { problem, missingAccount, clockOffset, active, phase, unfinished, objects } = view
  const wrong = problem && explain(problem, errors)
  const split = active.filter((task) => task.parts)
  return (
    <div className="job-below">
      {missingAccount !== undefined && <Notice tone="warn">{t('account')}</Notice>}
      {clockOffset !== undefined && <Notice tone="warn">{t(...clockSaid(clockOffset))}</Notice>}
      {wrong && (
        <Notice tone="danger" title={wrong.title}>
          {wrong.advice}
          {problem.lacks && <MissingRights rights={problem.lacks} />}
        </Notice>
      )}
      <Leftovers view={view} />
      {hasFolders(view) && <p className="job-unknown">{t('hint.links')}</p>}
      {phase !== 'review' && <Reasons view={view} />}
      {phase !== 'review' && (
        <div className="job-facts">
          <JobFacts view={view} />
          <ThroughputGraph view={view} />
        </div>
      )}
      {phase === 'paused' && unfinished > 0 && split.length === 0 && (
        <p className="job-unknown">{t('parts.unknown')}</p>
      )}
      {split.map((task) => task.parts && <PartsOf key={task.n} task={task} parts={task.parts} />)}
      {phase !== 'review' && objects > split.length && <TaskList view={view} />}
      {!isOpen(view) && objects > 0 && <Report view={view} />}
    </div>
  )
}

/** What a browser leaves out of a folder can't be counted, only said. */
function hasFolders({ request }: JobView): boolean {
  return request.do === 'upload' && request.sources.some(({ key }) => isPrefix(key))
}

/** The store's time is ahead of a clock that is slow. */
function clockSaid(offset: number): ['clock.behind' | 'clock.ahead', { count: number }] {
  return [offset > 0 ? 'clock.behind' : 'clock.ahead', { count: Math.round(Math.abs(offset) / 60_000) }]
}
