/** Whether a person has to see the plan before anything is written. Small safe requests run at once. */
import { overlaps } from '../../plan/check.ts'
import type { JobRecord, JobRequest, Phase } from '../types.ts'

/** More objects than this are shown before they are touched. */
const manyObjects = 1000
/** An undo begins with one key: what is larger, or would leave something, is shown first. */
const manyToUndo = 100

/** `overlapsOther`: another job, older and not ended, works at the same place. */
type Planned = Pick<JobRecord, 'request' | 'confirmed' | 'counts' | 'objects' | 'hints'> & { overlapsOther?: boolean }

function needsReview({ request, confirmed, counts, objects, hints, overlapsOther = false }: Planned): boolean {
  if (confirmed) return false
  const left = counts.refused + (request.do === 'undo' ? counts.skipped : 0)
  const inPart = left > 0 && counts.waiting > 0
  const costs = hints.early !== undefined || hints.retrieval !== undefined
  return (
    inPart ||
    counts.conflict > 0 ||
    (counts.waiting > 0 && (overlapsOther || asksFor(request) || objects > manyFor(request) || costs))
  )
}

function manyFor(request: JobRequest): number {
  return request.do === 'undo' ? manyToUndo : manyObjects
}

function asksFor(request: JobRequest): boolean {
  return request.review === true
}

/** Where a job goes on that is not stopped. A plan that may run runs while it is being made. */
export function nextPhase(record: Planned & Pick<JobRecord, 'planned'>): Phase {
  if (needsReview(record)) return 'review'
  return record.planned || record.confirmed ? 'running' : 'planning'
}

/** A copy that would meet its own copies in the listing runs when its plan is whole. */
export function writesWhereItReads(request: JobRequest): boolean {
  if (request.do === 'undo') return request.of.do === 'copy' && writesWhereItReads(request.of)
  return request.do === 'copy' && overlaps(request)
}
