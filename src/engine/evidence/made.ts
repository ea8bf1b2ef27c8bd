/** What a task has written, from the answer on until it is proved. */
import type { Copied, Ref } from '../../oss/types.ts'
import type { Ctx } from '../ctx.ts'
import { withLookSignal } from '../limits/write.ts'
import { CopyError } from '../problem.ts'
import { statObject } from '../stat.ts'
import type { ExistingObject, Made, Pinned, Task } from '../types.ts'

/** What a write came to: its answer, or, where that was lost, what shows all the same that it was made. */
export type WriteResult<Answer, Proof> = { answer: Answer } | { found: Proof }

type Place = { source: Pinned; target: Ref }
type Told = Pick<Copied, 'etag' | 'modified'>

/**
 * Proves what a write has made. Where that fails, or is not reached, the task notes what it has made: the next try may write over just
 * that, and an undo takes it back.
 * @throws what `prove` throws
 */
export async function proved<Answer extends Told, Proof>(
  place: Place,
  written: WriteResult<Answer, Proof>,
  prove: (answer: Answer) => Promise<Proof>,
  ctx: Ctx,
): Promise<Proof> {
  if ('found' in written) return written.found
  try {
    return await prove(written.answer)
  } catch (error) {
    await note(place, written.answer, ctx)
    throw error
  }
}

async function note({ source, target }: Place, { etag, modified }: Told, ctx: Ctx): Promise<void> {
  const time = modified ?? (await timeOf(target, etag, ctx))
  if (time !== undefined) await ctx.save({ made: { etag, modified: time, of: markOf(source) } })
}

/** Only CopyObject says when. Of what may not be looked at nothing is noted: an ETag alone can be somebody else's, too. */
async function timeOf(target: Ref, etag: string, ctx: Ctx): Promise<number | undefined> {
  const now = await statObject(withLookSignal(ctx), target).catch(() => undefined)
  return now?.etag === etag ? now.modified : undefined
}

/** What something was made of. */
export function markOf({ etag, modified, type }: Pinned): Made['of'] {
  return { etag, modified, type }
}

/** Whether what stands at a place is what a task has made there, proved or not. A time that was not told is not compared. */
export function isOwn(
  { proof, made: unproved, source }: Pick<Task, 'proof' | 'made' | 'source'>,
  now: ExistingObject,
): boolean {
  const made = unproved ?? proof
  const isThatTime = made?.modified === undefined || made.modified === now.modified
  return made?.etag === now.etag && isThatTime && (now.type === 'Symlink') === (source.type === 'Symlink')
}

/** What stands there is our own to write over. What it took the place of stays known. */
export function overwritingOwn(
  { there, overwrite, replacesOwn }: { there?: ExistingObject; overwrite: boolean; replacesOwn?: true },
  now: ExistingObject,
) {
  return { there: now, overwrite: true, replacesOwn: there && overwrite && !replacesOwn ? undefined : true } as const
}

/** It was made, and is another or none a moment later. */
export async function goneError(target: Ref, ctx: Ctx): Promise<CopyError> {
  const now = await statObject(withLookSignal(ctx), target)
  return new CopyError('CopyGone', `${target.key} is ${now ? 'another object' : 'gone'} right after it was made`)
}
