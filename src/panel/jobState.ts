import type { JobView } from '../jobs/types.ts'

/** How a job stands, in one word: its phase, and what a person must know beside it. */
export type JobState =
  | 'planning'
  | 'review'
  | 'running'
  | 'account'
  | 'paused'
  | 'stopped'
  | 'finished'
  | 'failed'
  | 'refused'
  | 'nothing'
  | 'cancelled'

type Stand = Pick<JobView, 'phase' | 'counts' | 'problem' | 'missingAccount'>

export function stateOf({ phase, counts, problem, missingAccount }: Stand): JobState {
  if (missingAccount !== undefined) return 'account'
  if (phase === 'paused') return problem ? 'stopped' : 'paused'
  if (phase !== 'finished') return phase
  if (counts.failed > 0) return 'failed'
  if (counts.done > 0) return 'finished'
  return counts.refused > 0 ? 'refused' : 'nothing'
}

/** Whether something of it is still to come. */
export function isOpen({ phase }: Pick<JobView, 'phase'>): boolean {
  return phase !== 'finished' && phase !== 'cancelled'
}
