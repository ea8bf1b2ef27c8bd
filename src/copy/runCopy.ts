import { ask } from './ask.ts'
import { decide } from './conflict.ts'
import { copyParts, type PartsJob } from './copyParts.ts'
import { copyWhole } from './copyWhole.ts'
import { headOf, lookAt } from './look.ts'
import { partSizeFor } from './method.ts'
import { paceOf } from './pace.ts'
import { CopyError } from './problem.ts'
import { relayCopy } from './relay.ts'
import type { CopyTask, Ctx, Proof } from './types.ts'
import { abortUpload } from './upload.ts'

/**
 * Makes `target` hold the bytes of `source`, then perhaps removes the source: the design's section 4. Running it again resumes.
 * @throws OssError, CopyError, or the signal's reason when it was stopped.
 */
export async function runCopy(task: CopyTask, ctx: Ctx): Promise<void> {
  if (task.state !== 'copied') {
    if (task.behind) await requireFree(task, ctx)
    const proof = await copyByPolicy(task, ctx)
    if (!proof) return
    ctx.report({ is: 'bytes', done: task.source.size })
    await ctx.save({ state: task.removeSource ? 'copied' : 'done', proof, upload: undefined })
  }
  if (!task.removeSource) return
  await ctx.removals.remove(task.source)
  await ctx.save({ state: 'done' })
}

/**
 * The target is free when the source that stood there has gone. Saved before anything is written: from then on what is there may be
 * our own copy, which can have the same ETag.
 */
async function requireFree({ target, behind }: CopyTask, ctx: Ctx): Promise<void> {
  const there = ctx.removals.isRemoving(target) ? undefined : await lookAt(ctx, target)
  if (ctx.removals.isRemoving(target) || there?.etag === behind)
    throw new CopyError('NotYetFree', `${target.key} is still there: this move has not taken it away`)
  await ctx.save({ behind: undefined })
}

/** Copies; a target that turned up after the plan meets the same policy. Undefined: it was left alone, and the task says why. */
async function copyByPolicy(task: CopyTask, ctx: Ctx): Promise<Proof | undefined> {
  let now = task
  const save: Ctx['save'] = (patch) => {
    now = { ...now, ...patch } as CopyTask
    return ctx.save(patch)
  }
  while (true) {
    try {
      return await makeCopy(now, { ...ctx, save })
    } catch (error) {
      if (!(error instanceof CopyError) || error.code !== 'TargetExists') throw error
      if (!(await meetConflict(now, { ...ctx, save }))) return undefined
    }
  }
}

/** True: copy again, with what was saved. */
async function meetConflict(task: CopyTask, ctx: Ctx): Promise<boolean> {
  const { source, target, conflict, upload } = task
  const there = await lookAt(ctx, target)
  if (!there) return true
  const decision = await decide({ source, target, there, policy: conflict }, ctx)
  const stays = decision.is === 'write' && decision.target.key === target.key
  if (upload && !stays) {
    await abortUpload(upload, target, ctx)
    await ctx.save({ upload: undefined })
  }
  if (decision.is === 'write') await ctx.save({ target: decision.target, overwrite: decision.overwrite })
  else await ctx.save({ state: decision.is === 'ask' ? 'conflict' : 'skipped' })
  return decision.is === 'write'
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
  const { source, target, overwrite, removeSource, upload, keepAcl } = task
  const at = source
  const head = await headOf(ctx, source)
  const tags = head.tagCount > 0 && (await ask(ctx, at.account, (oss, signal) => oss.getTags({ at, signal })))
  const acl = keepAcl && (await ask(ctx, at.account, (oss, signal) => oss.getAcl({ at, signal })))
  const attributes = {
    headers: head.headers,
    meta: head.meta,
    storageClass: source.storageClass,
    ...(tags && { tags }),
    ...(acl && acl !== 'default' && { acl }),
    ...(head.encryption && { encryption: head.encryption }),
  }
  const partSize = partSizeFor(source.size, paceOf(ctx.slots, target.bucket))
  return { source, head, target, attributes, overwrite, removeSource, upload, partSize }
}
