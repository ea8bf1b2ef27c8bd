/** What a running task writes into the journal, and the world as it sees it. */

import type { Ctx } from '../../ctx.ts'
import { parentOf } from '../../keys.ts'
import { isLocal } from '../../localFiles.ts'
import type { Task, TaskState } from '../../types.ts'
import type { Place, StoredPatch } from '../types.ts'
import { type Run, sharedOf } from '../world.ts'
import { copyOf } from './copyOf.ts'

/** What the journal could not write concerns the whole job, not one object. */
export class JournalError extends Error {}

/** States after which a listing may show something else. A failure may mean that the object is not what it shows. */
const shows: ReadonlySet<TaskState> = new Set(['copied', 'restoring', 'done', 'failed'])

/** @throws JournalError */
export async function save(task: Task, { world, live, changed, touched }: Run, patch: StoredPatch): Promise<void> {
  await world.journal.save(task.job, task.n, patch).catch((cause) => {
    throw new JournalError('The journal could not be written', { cause })
  })
  if (patch.state) live.reached(task.n, patch.state)
  if (patch.state && shows.has(patch.state)) for (const place of changedBy(task, patch.state)) touched(place)
  changed()
}

/** The world as a task of this run sees it. */
export function ctxOf(task: Task, run: Run): Ctx {
  return {
    ...sharedOf(run),
    buckets: run.buckets,
    removals: run.removals,
    versionsAt: run.versionsAt,
    copyOf: (source) => copyOf(source, task, run),
    save: (patch) => save(task, run, patch),
    report(what) {
      run.live.report(task.n, what)
      run.changed()
    },
  }
}

/** What was only read stays as it is shown; a failure may mean that it had changed before, and an archived one may be restored first. */
function changedBy(task: Task, state: TaskState): Place[] {
  const isRead = state === 'done' || state === 'copied'
  const isKept = isRead && 'target' in task && !('removeSource' in task && task.removeSource)
  const refs = [...(isKept ? [] : [task.source]), ...('target' in task ? [task.target] : [])]
  const remote = refs.filter((ref) => !isLocal(ref))
  return remote.map(({ account, bucket, key }) => ({ account, bucket, prefix: parentOf(key) }))
}
