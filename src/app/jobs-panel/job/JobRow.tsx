import { RightOutlined } from '@ant-design/icons'
import { memo, useDeferredValue, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobView } from '../../../engine/jobs/types.ts'
import { cancel } from '../../../hosts/page/store.ts'
import { yieldToPage } from '../../../hosts/page/yieldToPage.ts'
import { Late, late } from '../../../ui/late.tsx'
import { usePanelState } from '../panelState.ts'
import { AskCancel } from './AskCancel.tsx'
import { JobActions } from './JobActions.tsx'
import { JobProgress } from './JobProgress.tsx'
import { JobRoute } from './JobRoute.tsx'
import { JobStatus } from './JobStatus.tsx'
import { isOpen } from './jobState.ts'
import { objectOf, titleOf, verbOf } from './jobTitle.ts'
import { Sparkline } from './Sparkline.tsx'

// Most jobs are never looked into: the first listing does without. A plan may have to be seen as soon as it is made.
const JobDetails = late(async () => (await import('./JobDetails.tsx')).JobDetails)
const Review = late(async () => (await import('../plan/Review.tsx')).Review)

/** What does not come is asked for again where it is drawn. */
function loadBeforehand(): void {
  yieldToPage()
    .then(() => Promise.all([Review.load(), JobDetails.load()]))
    .catch(() => {})
}

type JobRowProps = { view: JobView; isShown: boolean }

/** One job at a glance, and below it what a person asked to see, or has to. */
export const JobRow = memo(function JobRow({ view, isShown }: JobRowProps) {
  const { t } = useTranslation('panel')
  const isReview = view.phase === 'review'
  // In slices, since they are large: a key or a click goes before them.
  const [isAsking, isDetailed] = [useDeferredValue(isReview), useDeferredValue(isShown)]
  const isPlanning = view.phase === 'planning'
  const onCancel = () => (isReview && !isBegun(view) ? cancel(view.id) : setAsking(true))
  const row = useRef<HTMLElement>(null)
  const [asking, setAsking] = useState(false)
  useEffect(() => {
    if (isPlanning) loadBeforehand()
  }, [isPlanning])
  useEffect(() => {
    if (isDetailed && row.current) bringIntoView(row.current)
  }, [isDetailed])
  return (
    <article ref={row} aria-label={titleOf(view.request, t)}>
      <div className="job-row">
        <JobTitle view={view} isShown={isShown} />
        <JobProgress view={view} />
        <Sparkline view={view} />
        <JobStatus view={view} />
        <JobActions view={view} onCancel={onCancel} />
      </div>
      {asking && isOpen(view) && <AskCancel view={view} onClose={() => setAsking(false)} />}
      <Late>
        {isReview && isAsking && <Review view={view} onCancel={onCancel} />}
        {isShown && isDetailed && <JobDetails view={view} />}
      </Late>
    </article>
  )
})

/** There is something to lose, or to know of: objects that are done, answers that were given. */
function isBegun({ counts, answers }: JobView): boolean {
  return counts.done > 0 || Object.values(answers ?? {}).some((count) => count > 0)
}

/** A row that is taller than the panel shows its beginning. */
function bringIntoView(row: HTMLElement): void {
  const room = row.closest('.panel-body')?.clientHeight ?? 0
  row.scrollIntoView({ block: row.offsetHeight > room ? 'start' : 'nearest' })
}

function JobTitle({ view, isShown }: JobRowProps) {
  const { t } = useTranslation('panel')
  const { request } = view
  return (
    <div className="job-title">
      <h3>
        <button
          type="button"
          className="job-toggle"
          title={titleOf(request, t)}
          aria-expanded={isShown}
          onClick={() => usePanelState.setState({ job: isShown ? null : view.id })}
        >
          <RightOutlined className="job-arrow" rotate={isShown ? 90 : 0} aria-hidden />
          <span className="job-verb">{verbOf(request, t)}</span> <What request={request} />
        </button>
      </h3>
      <JobRoute view={view} />
    </div>
  )
}

/** The name has a weight of its own; how many more there are does not. */
function What({ request }: { request: JobView['request'] }) {
  const { t } = useTranslation('panel')
  const { count, name } = objectOf(request.sources)
  if (name === undefined) return <span className="job-what">{t('what.items', { count })}</span>
  return (
    <>
      <bdi className="job-what">{name}</bdi>
      {count > 1 && <span className="job-verb"> {t('what.more', { count: count - 1, all: count })}</span>}
    </>
  )
}
