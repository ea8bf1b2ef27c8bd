import type { JobView } from '../../engine/jobs/types.ts'
import { isOpen, type JobState, stateOf } from './job/jobState.ts'

export type Announcement = {
  say: 'started' | 'review' | 'finished' | 'partly' | 'skipped' | 'failed' | 'refused' | 'stopped' | 'cancelled'
  view: JobView
}

const words: Partial<Record<JobState, Announcement['say']>> = {
  review: 'review',
  finished: 'finished',
  partly: 'partly',
  skipped: 'skipped',
  nothing: 'finished',
  failed: 'failed',
  refused: 'refused',
  stopped: 'stopped',
  cancelled: 'cancelled',
}

/** What is worth saying aloud between two pictures: a start, an end, a question; never mere progress. */
export function announcementsOf(now: JobView[], before: JobView[], since: number): Announcement[] {
  const known = new Map(before.map((view) => [view.id, view]))
  return now.flatMap((view) => {
    const former = known.get(view.id)
    if (former === view) return []
    if (!former) return view.created >= since && isOpen(view) ? [{ say: 'started', view }] : []
    const say = words[stateOf(view)]
    return say && stateOf(former) !== stateOf(view) ? [{ say, view }] : []
  })
}
