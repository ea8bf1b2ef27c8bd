import { OssError } from '../../oss/errors.ts'
import type { Ctx } from '../ctx.ts'
import { ask } from '../limits/ask.ts'
import { factsOf } from '../stat.ts'
import type { Task } from '../types.ts'

/**
 * Asks OSS to restore the source, unless it does already. That takes a minute to two days: the task ends as `restoring`, and who runs
 * the job looks now and then (`watch.ts` of the jobs).
 * @throws OssError, CopyError, or the signal's reason when it was stopped.
 */
export async function runRestore({ source, restore }: Task, ctx: Ctx): Promise<void> {
  const head = await factsOf(ctx, source)
  // An earlier run asked, and OSS was fast: more days are given only to what could be read when it was planned.
  const isBegun = head.restore?.ongoing || (head.restore && !source.readable)
  if (!isBegun && restore) await begin({ source, restore }, ctx)
  await ctx.save({ state: 'restoring' })
}

async function begin({ source, restore }: Required<Pick<Task, 'source' | 'restore'>>, ctx: Ctx): Promise<void> {
  try {
    await ask(ctx, source, (oss, signal) => oss.restore({ at: source, ...restore, signal }))
  } catch (error) {
    if (!(error instanceof OssError) || error.code !== 'RestoreAlreadyInProgress') throw error
  }
}
