import { OssError } from '../../oss/errors.ts'
import type { Attributes, Part, Ref } from '../../oss/types.ts'
import { ask, once, passes, withRetry } from '../limits/ask.ts'
import type { Checkpoint, Ctx } from '../types.ts'
import { conflictOr } from './copyWhole.ts'
import { requireNothing } from './requireNothing.ts'

/** An upload that can take parts: its checkpoint with an id, and the parts that the store has. */
export type OpenMultipart = { checkpoint: Checkpoint & { id: string }; parts: Part[] }

type Wanted = { target: Ref; partSize: number; attributes: Attributes; forbidOverwrite: boolean }

/** Resumes the upload of the checkpoint; undefined if the store has it no more (completed, or aborted by somebody). */
export async function resumeMultipart(
  checkpoint: Checkpoint & { id: string },
  at: Ref,
  ctx: Ctx,
): Promise<OpenMultipart | undefined> {
  try {
    const parts = await ask(ctx, at, (oss, signal) => oss.listParts({ at, uploadId: checkpoint.id, signal }))
    return { checkpoint, parts }
  } catch (error) {
    if (error instanceof OssError && error.code === 'NoSuchUpload') return undefined
    throw error
  }
}

/**
 * Begins an upload. What is about to happen is saved first, so that a crash or a lost answer leaves no orphan: an upload of this key
 * that was not there before is ours and is taken up.
 */
export async function beginMultipart(intent: Checkpoint | undefined, wanted: Wanted, ctx: Ctx): Promise<OpenMultipart> {
  const plan = intent ?? { partSize: wanted.partSize, others: await multipartsOf(wanted.target, ctx) }
  if (!intent) await ctx.save({ checkpoint: plan })
  const id = (intent && (await findOwn(plan, wanted.target, ctx))) ?? (await initiate(plan, wanted, ctx))
  const checkpoint = { ...plan, id }
  await ctx.save({ checkpoint: checkpoint })
  // No part is copied before the id is saved.
  return { checkpoint, parts: [] }
}

/** Aborts what a task has begun, also when a crash came before its id was known. Parts in flight can survive one abort. */
export async function abortMultipart(checkpoint: Checkpoint, at: Ref, ctx: Ctx): Promise<void> {
  const uploadId = checkpoint.id ?? (await findOwn(checkpoint, at, ctx))
  if (!uploadId) return
  await ask(ctx, at, (oss, signal) => oss.abort({ at, uploadId, signal }))
  if (await resumeMultipart({ ...checkpoint, id: uploadId }, at, ctx))
    await ask(ctx, at, (oss, signal) => oss.abort({ at, uploadId, signal }))
}

async function initiate(plan: Checkpoint, { target, attributes, forbidOverwrite }: Wanted, ctx: Ctx): Promise<string> {
  return withRetry(ctx, async () => {
    try {
      if (forbidOverwrite) await requireNothing(target, ctx)
      return await once(ctx, target, (oss, signal) => oss.initiate({ at: target, attributes, forbidOverwrite, signal }))
    } catch (error) {
      const lost = error instanceof OssError && passes(error)
      const own = lost ? await findOwn(plan, target, ctx) : undefined
      if (own) return own
      throw conflictOr(error, target)
    }
  })
}

async function findOwn({ others }: Checkpoint, target: Ref, ctx: Ctx): Promise<string | undefined> {
  return (await multipartsOf(target, ctx)).find((id) => !others.includes(id))
}

async function multipartsOf(at: Ref, ctx: Ctx): Promise<string[]> {
  const uploads = await ask(ctx, at, (oss, signal) => oss.listUploads({ at, signal }))
  return uploads.filter(({ key }) => key === at.key).map(({ uploadId }) => uploadId)
}
