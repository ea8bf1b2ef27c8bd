import type { JobView } from '../../../engine/jobs/types.ts'

export type Undoable = 'copy' | 'move' | 'change' | 'undelete'

/** What an undo of this job would do; undefined where there is nothing to undo, or where it is being undone. */
export function undoable({ id, request, phase, counts, acted = 0 }: JobView, views: JobView[]): Undoable | undefined {
  if (phase !== 'finished' && phase !== 'cancelled') return undefined
  if (counts.done + acted === 0 || views.some((view) => isUndoOf(view, id))) return undefined
  if (request.do === 'copy') return request.removeSource ? 'move' : 'copy'
  return request.do === 'change' || request.do === 'undelete' ? request.do : undefined
}

function isUndoOf({ request, phase, counts }: JobView, id: string): boolean {
  return request.do === 'undo' && request.job === id && (phase !== 'cancelled' || counts.done > 0)
}
