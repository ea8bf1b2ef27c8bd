import { OssError } from '../../oss/errors.ts'
import type { Ctx } from '../ctx.ts'
import { isTransient } from '../limits/ask.ts'
import { withLookSignal } from '../limits/write.ts'
import { isNotYetFree, problemOf, stopsJob } from '../problem.ts'
import type { Checkpoint, Task } from '../types.ts'
import { abortMultipart } from './multipart.ts'
import { runChange } from './runChange.ts'
import { runCopy } from './runCopy.ts'
import { discardDownload, runDownload } from './runDownload.ts'
import { runEntry } from './runEntry.ts'
import { runRemove } from './runRemove.ts'
import { runRestore } from './runRestore.ts'
import { runUndelete } from './runUndelete.ts'
import { runUpload } from './runUpload.ts'

/**
 * Runs a task from wherever it is. One that fails for good leaves nothing behind that was only begun.
 * @throws OssError, CopyError, or the signal's reason when it was stopped.
 */
export async function runTask(task: Task, ctx: Ctx): Promise<void> {
  let checkpoint: Checkpoint | undefined = task.checkpoint
  const save: Ctx['save'] = (patch) => {
    if ('checkpoint' in patch) checkpoint = patch.checkpoint
    return ctx.save(patch)
  }
  try {
    await runKind(task, { ...ctx, save })
  } catch (error) {
    if (checkpoint && isForGood(error, ctx)) await clearAway({ ...task, checkpoint } as Task, ctx)
    throw error
  }
}

async function runKind(task: Task, ctx: Ctx): Promise<void> {
  if (task.restore || task.kind === 'restore') return runRestore(task, ctx)
  if (task.kind === 'copy') return runCopy(task, ctx)
  if (task.kind === 'upload') return runUpload(task, ctx)
  if (task.kind === 'download' && task.isEntry) return runEntry(task, ctx)
  if (task.kind === 'download') return runDownload(task, ctx)
  if (task.kind === 'undelete') return runUndelete(task, ctx)
  return task.kind === 'change' ? runChange(task, ctx) : runRemove(task, ctx)
}

/** Nothing of it would be gone on with: not what waits, what passes, or what stops the whole job. */
function isForGood(error: unknown, { signal }: Ctx): boolean {
  if (signal.aborted || isNotYetFree(error) || stopsJob(error)) return false
  return !(error instanceof OssError) || !isTransient(error)
}

/** Where that fails, too, the task keeps its checkpoint, and why; it is tried again with the job's other leftovers. */
async function clearAway(task: Task, ctx: Ctx): Promise<void> {
  try {
    await cancelTask(task, withLookSignal(ctx))
  } catch (error) {
    if (!(error instanceof OssError)) throw error
    await ctx.save({ left: problemOf(error) })
  }
}

/** Clears away what a task that will not be finished has left in the store, or on the disk. */
export async function cancelTask(task: Task, ctx: Ctx): Promise<void> {
  if (!task.checkpoint) return
  if (task.kind === 'download') await discardDownload(task, ctx)
  else await abortMultipart(task.checkpoint, 'target' in task ? task.target : task.source, ctx)
  await ctx.save({ checkpoint: undefined })
}
