import { OssError } from '../../oss/errors.ts'
import type { Attributes, Part, Ref } from '../../oss/types.ts'
import type { Ctx } from '../ctx.ts'
import { type PlannedWrite, writeAsDecided } from '../evidence/beforeWrite.ts'
import { sameTags } from '../evidence/evidence.ts'
import { ask, withRetry } from '../limits/ask.ts'
import { withLookSignal, writeToTheEnd } from '../limits/write.ts'
import type { Checkpoint } from '../types.ts'
import { refusalOf } from './copyWhole.ts'

/** A multipart upload that can take parts, and the parts that the store has. */
export type OpenMultipart = { checkpoint: Checkpoint; parts: Part[] }

type Wanted = PlannedWrite & { partSize: number; attributes: Attributes }

/** Resumes the upload of the checkpoint; undefined if the store has it no more (completed, or aborted by somebody). */
export async function resumeMultipart(checkpoint: Checkpoint, at: Ref, ctx: Ctx): Promise<OpenMultipart | undefined> {
  try {
    const parts = await ask(ctx, at, (oss, signal) => oss.listParts({ at, uploadId: checkpoint.id, signal }))
    return { checkpoint, parts }
  } catch (error) {
    if (error instanceof OssError && error.code === 'NoSuchUpload') return undefined
    throw error
  }
}

/**
 * Begins an upload; no part is copied before its id is saved. Another upload of the same key is never taken for ours: if the answer of
 * Initiate is lost, an upload without parts stays, since nothing tells it from somebody else's (docs/decisions/lost-initiate.md).
 */
export async function beginMultipart(wanted: Wanted, ctx: Ctx): Promise<OpenMultipart> {
  const id = await withRetry(ctx, () => initiate(wanted, ctx))
  const checkpoint = { id, partSize: wanted.partSize, tags: wanted.attributes.tags ?? [] }
  await ctx.save({ checkpoint })
  return { checkpoint, parts: [] }
}

/** Whether what an upload will become has the tags that its source has now: whoever set them during a stop left no other trace. */
export function hasTags({ tags }: Checkpoint, { tags: wanted = [] }: Attributes): boolean {
  return tags !== undefined && sameTags(tags, wanted)
}

/** Aborts an upload of ours. Parts in flight can survive one abort. */
export async function abortMultipart(checkpoint: Checkpoint, at: Ref, ctx: Ctx): Promise<void> {
  const abort = () => ask(ctx, at, (oss, signal) => oss.abort({ at, uploadId: checkpoint.id, signal }))
  await abort().catch(unlessGone)
  if (await resumeMultipart(checkpoint, at, ctx)) await abort().catch(unlessGone)
}

function unlessGone(error: unknown): void {
  if (!(error instanceof OssError) || error.code !== 'NoSuchUpload') throw error
}

async function initiate(wanted: Wanted, ctx: Ctx): Promise<string> {
  const { target, attributes, overwrite, there } = wanted
  try {
    const request = { at: target, attributes, forbidOverwrite: !overwrite }
    return await writeAsDecided({ target, overwrite, there }, ctx, (own) =>
      writeToTheEnd(own, target, (oss, signal) => oss.initiate({ ...request, signal })),
    )
  } catch (error) {
    throw refusalOf(error, wanted)
  }
}

/** Whether an upload is still open: while it is, it was not completed. */
export async function isOpen(checkpoint: Checkpoint, at: Ref, ctx: Ctx): Promise<boolean> {
  return (await resumeMultipart(checkpoint, at, withLookSignal(ctx))) !== undefined
}
