import type { JobView } from '../../engine/jobs/types.ts'
import { isOpen, type JobState, stateOf } from './job/jobState.ts'

type JobEvent =
  | 'started'
  | 'review'
  | 'finished'
  | 'partly'
  | 'skippedSome'
  | 'skipped'
  | 'nothing'
  | 'failed'
  | 'refused'
  | 'stopped'
  | 'cancelled'
  | 'paused'
  | 'account'
export type Announcement = { say: JobEvent; view: JobView }

const quiet: ReadonlySet<JobState> = new Set(['planning', 'running', 'restoring', 'paused', 'account'])

/** How a job stands, as something that happened. */
export function eventOf(state: JobState): JobEvent {
  return state === 'planning' || state === 'running' || state === 'restoring' ? 'started' : state
}

/** What is worth saying aloud between two pictures: a start, an end, a question; never mere progress. */
export function announcementsOf(now: JobView[], before: JobView[], since: number): Announcement[] {
  const known = new Map(before.map((view) => [view.id, view]))
  return now.flatMap((view) => {
    const former = known.get(view.id)
    if (former === view) return []
    const state = stateOf(view)
    if (!former) return view.created >= since && isOpen(view) ? [{ say: 'started', view }] : []
    return quiet.has(state) || stateOf(former) === state ? [] : [{ say: eventOf(state), view }]
  })
}
