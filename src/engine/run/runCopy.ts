import { ask } from '../limits/ask.ts'
import { partSizeFor } from '../plan/method.ts'
import { CopyError } from '../problem.ts'
import { headOf, statObject } from '../stat.ts'
import type { CopyTask, Ctx, Proof } from '../types.ts'
import { byPolicy } from './byPolicy.ts'
import { copyParts, type PartsJob } from './copyParts.ts'
import { copyWhole } from './copyWhole.ts'
import { relayCopy } from './relay.ts'

/**
 * Makes `target` hold the bytes of `source`, then perhaps removes the source: the design's section 4. Running it again resumes.
 * @throws OssError, CopyError, or the signal's reason when it was stopped.
 */
export async function runCopy(task: CopyTask, ctx: Ctx): Promise<void> {
  if (task.state !== 'copied') {
    if (task.behind) await requireFree(task, ctx)
    const proof = await byPolicy(task, makeCopy, ctx)
    if (!proof) return
    ctx.report({ is: 'bytes', done: task.source.size })
    await ctx.save({ state: task.removeSource ? 'copied' : 'done', proof, checkpoint: undefined })
  }
  if (!task.removeSource) return
  await ctx.removals.remove(task.source, () => ctx.save({ state: 'done' }))
}

/**
 * The target is free when the source that stood there has gone. Saved before anything is written: from then on what is there may be
 * our own copy, which can have the same ETag.
 */
async function requireFree({ target, behind }: CopyTask, ctx: Ctx): Promise<void> {
  const there = await statObject(ctx, target)
  if (there?.etag === behind)
    throw new CopyError('NotYetFree', `${target.key} is still there: this move has not taken it away`)
  // In this order: what was seen to have gone is among the removals until that is written down.
  await ctx.removals.ended(target)
  await ctx.save({ behind: undefined })
}

/** A copy that the store won't make in one piece goes on by parts; from then on the task says so. */
async function makeCopy(task: CopyTask, ctx: Ctx): Promise<Proof> {
  if (task.method === 'relay') return relayCopy(await partsJob(task, ctx), ctx)
  if (task.method !== 'parts') {
    const proof = await copyWhole(task, ctx)
    if (proof) return proof
    await ctx.save({ method: 'parts' })
  }
  return copyParts(await partsJob(task, ctx), ctx)
}

async function partsJob(task: CopyTask, ctx: Ctx): Promise<PartsJob> {
  const { source, target, overwrite, removeSource, checkpoint, keepAcl } = task
  const at = source
  const head = await headOf(ctx, source)
  const tags = head.tagCount > 0 && (await ask(ctx, at, (oss, signal) => oss.getTags({ at, signal })))
  const acl = keepAcl && (await ask(ctx, at, (oss, signal) => oss.getAcl({ at, signal })))
  const attributes = {
    headers: head.headers,
    meta: head.meta,
    storageClass: source.storageClass,
    ...(tags && { tags }),
    ...(acl && acl !== 'default' && { acl }),
    ...(head.encryption && { encryption: head.encryption }),
  }
  const partSize = partSizeFor(source.size, ctx.pace.of(target.bucket))
  return { source, head, target, attributes, overwrite, removeSource, checkpoint, partSize }
}
