import type { Ctx, Task } from '../types.ts'
import { abortMultipart } from './multipart.ts'
import { runChange } from './runChange.ts'
import { runCopy } from './runCopy.ts'
import { runRemove } from './runRemove.ts'
import { runRestore } from './runRestore.ts'

/**
 * Runs a task from wherever it is. What not every person needs is loaded when it is.
 * @throws OssError, CopyError, or the signal's reason when it was stopped.
 */
export async function runTask(task: Task, ctx: Ctx): Promise<void> {
  if (task.restore || task.kind === 'restore') return runRestore(task, ctx)
  if (task.kind === 'copy') return runCopy(task, ctx)
  if (task.kind === 'upload') return (await import('./runUpload.ts')).runUpload(task, ctx)
  if (task.kind === 'download' && task.isEntry) return (await import('./runEntry.ts')).runEntry(task, ctx)
  if (task.kind === 'download') return (await import('./runDownload.ts')).runDownload(task, ctx)
  return task.kind === 'change' ? runChange(task, ctx) : runRemove(task, ctx)
}

/** Clears away what a task that will not be finished has left in the store. */
export async function cancelTask(task: Task, ctx: Ctx): Promise<void> {
  if (!task.checkpoint) return
  if (task.kind === 'download') await (await import('./runDownload.ts')).discardDownload(task, ctx)
  else await abortMultipart(task.checkpoint, 'target' in task ? task.target : task.source, ctx)
  await ctx.save({ checkpoint: undefined })
}
