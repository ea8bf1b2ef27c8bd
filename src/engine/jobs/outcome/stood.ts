import { isLocal } from '../../localFiles.ts'
import type { Planned, Task } from '../../types.ts'

/**
 * What stood at the target of an object that was skipped, beside its source: the same bytes; an older, a newer or, of the same second, another
 * object; `twin`: nothing yet, but another object of the job is to have that name there.
 */
export type Stood = 'same' | 'older' | 'newer' | 'different' | 'twin'

/** Why an object was skipped; undefined of what was not, and of what goes to no target. */
export function stoodOf(task: Planned | Task): Stood | undefined {
  if (task.state !== 'skipped' || !('target' in task)) return undefined
  const { source, target, there, conflict } = task
  // By this policy only that is skipped; by what it was seen, the task may not tell.
  if (conflict === 'different') return 'same'
  if (!there) return 'twin'
  const isFile = isLocal(source) || isLocal(target)
  if (!isFile && source.etag === there.etag && source.size === there.size && source.type === there.type) return 'same'
  if (source.modified === there.modified) return 'different'
  return there.modified < source.modified ? 'older' : 'newer'
}
