import type { Ctx, RemoveTask } from '../types.ts'

/**
 * Removes an object, if it still is what was planned.
 * @throws OssError, CopyError, or the signal's reason when it was stopped.
 */
export async function runRemove(task: RemoveTask, ctx: Ctx): Promise<void> {
  await ctx.removals.remove(task.source, () => ctx.save({ state: 'done' }))
}
