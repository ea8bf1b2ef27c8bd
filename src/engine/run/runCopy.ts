import type { Ctx, ProvedCopy } from '../ctx.ts'
import { knownClass } from '../knownClass.ts'
import { partSizeFor } from '../plan/method.ts'
import { CopyError } from '../problem.ts'
import { aclAt, headOf, statObject, tagsAt } from '../stat.ts'
import type { CopyTask, Proof } from '../types.ts'
import { byPolicy } from './byPolicy.ts'
import { copyLink } from './copyLink.ts'
import { copyParts, type PartsJob } from './copyParts.ts'
import { copyWhole, requireAllowed } from './copyWhole.ts'
import { linkFor } from './linkFor.ts'
import { relayCopy } from './relay.ts'

/** How often a copy that somebody takes away before its source is removed is made again. */
const mostCopies = 3

/**
 * Makes `target` hold what `source` holds, then perhaps removes the source: only while both stand as they were proved. A copy that no
 * longer does is made again. Running it again resumes.
 * @throws OssError, CopyError, or the signal's reason when it was stopped.
 */
export async function runCopy(task: CopyTask, ctx: Ctx): Promise<void> {
  let now = task
  const save: Ctx['save'] = (patch) => {
    now = { ...now, ...patch } as CopyTask
    return ctx.save(patch)
  }
  for (let copies = 0; ; copies++) {
    const isEarlier = now.state === 'copied' && now.proof !== undefined
    const began = ctx.clock.now()
    const made = await provedCopy(now, { ...ctx, save })
    if (!made || !task.removeSource) return
    const since = isEarlier || isByParts(now) ? {} : { since: began }
    if (await removeSource(now, { ...made, ...since }, { ...ctx, save })) return
    if (copies === mostCopies) throw new CopyError('CopyGone', `The copies of ${task.source.key} do not stay`)
  }
}

/** Hours may lie between the first part and the last. */
const isByParts = ({ method }: CopyTask) => method === 'parts' || method === 'relay'

/** The proof of the copy that an earlier run made, or of a new one; undefined where it was left alone. */
async function provedCopy(task: CopyTask, ctx: Ctx): Promise<Proof | undefined> {
  if (task.state === 'copied' && task.proof) return task.proof
  if (task.behind) await requireFree(task, ctx)
  const proof = await byPolicy(task, makeCopy, ctx)
  if (!proof) return undefined
  ctx.report({ is: 'bytes', done: task.source.size })
  await ctx.save({ state: task.removeSource ? 'copied' : 'done', proof, checkpoint: undefined })
  return proof
}

/**
 * False: the copy does not stand as it was proved, and another is to be made. The task stays `copied`, without a proof: among those that
 * wait, another lane would take it up beside this one.
 */
async function removeSource(task: CopyTask, made: Proof & Pick<ProvedCopy, 'since'>, ctx: Ctx): Promise<boolean> {
  const { source, target, keepAcl } = task
  const { etag, modified, since } = made
  const type = source.type === 'Symlink' ? 'Symlink' : 'Normal'
  const known = { ...(modified !== undefined && { modified }), ...(since !== undefined && { since }) }
  const keeper = { ...target, etag, type, ...known, ...(keepAcl && { keepsAcl: true as const }) } as const
  try {
    await ctx.removals.remove(source, keeper, () => ctx.save({ state: 'done' }))
    return true
  } catch (error) {
    if (!(error instanceof CopyError) || error.code !== 'CopyGone') throw error
    await ctx.save({ proof: undefined })
    return false
  }
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
  if (task.link !== undefined) return copyLink({ ...task, link: await linkFor(task, ctx) }, ctx)
  if (task.method === 'relay') return relayCopy(await partsJob(task, ctx), ctx)
  if (task.method !== 'parts') {
    const proof = await copyWhole(task, ctx)
    if (proof) return proof
    await ctx.save({ method: 'parts' })
  }
  return copyParts(await partsJob(task, ctx), ctx)
}

/** The tags are asked for in any case: a head does not count them for a key that may not read them, and then they would be lost. */
async function partsJob(task: CopyTask, ctx: Ctx): Promise<PartsJob> {
  const { source, target, overwrite, there, removeSource, checkpoint, keepAcl } = task
  const head = await headOf(ctx, source)
  const tags = await tagsAt(source, ctx)
  const acl = keepAcl ? await aclAt(source, ctx) : 'default'
  await requireAllowed(acl, target, ctx)
  const attributes = {
    headers: head.headers,
    meta: head.meta,
    storageClass: knownClass(source.storageClass, source.key),
    ...(tags.length > 0 && { tags }),
    ...(acl !== 'default' && { acl }),
    ...(head.encryption && { encryption: head.encryption }),
  }
  const partSize = partSizeFor(source.size, ctx.pace.of(target.bucket))
  return { source, head, target, attributes, overwrite, there, removeSource, checkpoint, partSize }
}
