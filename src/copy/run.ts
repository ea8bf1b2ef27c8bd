import { runChange } from './runChange.ts'
import { runCopy } from './runCopy.ts'
import { runRemove } from './runRemove.ts'
import { runRestore } from './runRestore.ts'
import type { Ctx, Task } from './types.ts'
import { abortUpload } from './upload.ts'

/**
 * Runs a task from wherever it is.
 * @throws OssError, CopyError, or the signal's reason when it was stopped.
 */
export function runTask(task: Task, ctx: Ctx): Promise<void> {
  if (task.restore || task.kind === 'restore') return runRestore(task, ctx)
  if (task.kind === 'copy') return runCopy(task, ctx)
  return task.kind === 'change' ? runChange(task, ctx) : runRemove(task, ctx)
}

/** Clears away what a task that will not be finished has left in the store. */
export async function cancelTask(task: Task, ctx: Ctx): Promise<void> {
  if (!task.upload) return
  await abortUpload(task.upload, task.kind === 'copy' ? task.target : task.source, ctx)
  await ctx.save({ upload: undefined })
}
