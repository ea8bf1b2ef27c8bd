import type { JobView } from '../../../engine/jobs/types.ts'

/** How a job stands, in one word: its phase, and what a person must know beside it. */
export type JobState =
  | 'planning'
  | 'review'
  | 'running'
  | 'restoring'
  | 'account'
  | 'paused'
  | 'stopped'
  | 'finished'
  /** Done but for what the person wanted left alone. */
  | 'skippedSome'
  | 'partly'
  | 'failed'
  | 'refused'
  | 'skipped'
  | 'nothing'
  | 'cancelled'

type Stand = Pick<JobView, 'phase' | 'counts' | 'problem' | 'missingAccount' | 'request'>

export function stateOf({ phase, counts, problem, missingAccount, request }: Stand): JobState {
  if (missingAccount !== undefined) return 'account'
  if (phase === 'paused') return problem ? 'stopped' : 'paused'
  if (phase === 'running') return isOnlyRestoring(counts) ? 'restoring' : 'running'
  if (phase !== 'finished') return phase
  if (counts.failed > 0) return 'failed'
  if (counts.done > 0) return doneState(counts, request)
  if (counts.refused > 0) return 'refused'
  return counts.skipped > 0 ? 'skipped' : 'nothing'
}

function doneState(counts: JobView['counts'], request: JobView['request']): JobState {
  if (counts.refused + staying(request, counts) > 0) return 'partly'
  return counts.skipped > 0 ? 'skippedSome' : 'finished'
}

/** What was to be moved and was skipped is still where it was. */
function staying(request: JobView['request'], { skipped }: JobView['counts']): number {
  return request.do === 'copy' && request.removeSource ? skipped : 0
}

/** OSS has been asked for all that is left. */
function isOnlyRestoring({ restoring, waiting, running, copied }: JobView['counts']): boolean {
  return restoring > 0 && waiting + running + copied === 0
}

/** Whether something of it is still to come. */
export function isOpen({ phase }: Pick<JobView, 'phase'>): boolean {
  return phase !== 'finished' && phase !== 'cancelled'
}

/** Newest first, but what waits for an answer stands above all: what was done since would push it out of sight. */
export function reviewsFirst<View extends Pick<JobView, 'phase'>>(views: readonly View[]): View[] {
  const asks = ({ phase }: View) => phase === 'review'
  return [...views.filter(asks), ...views.filter((view) => !asks(view))]
}

const wholly: ReadonlySet<JobState> = new Set(['finished', 'skippedSome', 'skipped', 'nothing'])

/** Whatever there was to do is done. */
export function isWhollyDone(state: JobState): boolean {
  return wholly.has(state)
}
