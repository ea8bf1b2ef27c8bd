import type { Ctx } from '../ctx.ts'
import { CopyError } from '../problem.ts'
import type { RemoveTask } from '../types.ts'

/**
 * Removes an object, if it still is what was planned; one that was made from another only while that stands, and one that was deleted before
 * only where versioning keeps it.
 * @throws OssError, CopyError SourceChanged or OnlyCopy, or the signal's reason when it was stopped.
 */
export async function runRemove({ source, keeper, needsVersions }: RemoveTask, ctx: Ctx): Promise<void> {
  const kept = keeper && { ...keeper, since: ctx.clock.now() }
  try {
    await ctx.removals.remove({ ...source, needsVersions }, kept, () => ctx.save({ state: 'done' }))
  } catch (error) {
    if (!(error instanceof CopyError) || error.code !== 'CopyGone') throw error
    throw new CopyError('OnlyCopy', `What ${source.key} was copied from does not stand any more; it was kept`, error)
  }
}
