import type { Version } from '../../oss/types.ts'
import type { Ctx } from '../ctx.ts'
import { isSame } from '../evidence/decisions.ts'
import { markOf } from '../evidence/made.ts'
import { mayHaveHappened, withRetry } from '../limits/ask.ts'
import { lookThenWrite } from '../limits/lookThenWrite.ts'
import { withLookSignal, write } from '../limits/write.ts'
import { CopyError } from '../problem.ts'
import { deletedOf, versionsOf } from '../single/versions.ts'
import type { UndeleteTask } from '../types.ts'

/**
 * Takes away the delete markers over the version that comes back, and proves by a listing that it has. Each is named by its id, so that
 * nothing else can go, and it may be asked for again. Nothing is done where another object would come back, or is there. What somebody else
 * has brought back is done, without a proof: no undo may delete it.
 * @see https://help.aliyun.com/zh/oss/developer-reference/deleteobject
 * @throws OssError; CopyError TargetExists where another object stands there, SourceChanged where its version is gone or it was deleted
 * again; or the signal's reason when it was stopped
 */
export async function runUndelete(task: UndeleteTask, ctx: Ctx): Promise<void> {
  const { source, markers } = task
  if ((await markersOver(task, ctx)).length === 0 && !task.made) return ctx.save({ state: 'done' })
  // A run that goes on behind an end of this one finds the object back, and has to know by whom.
  const { etag, modified } = source
  if (!task.made) await ctx.save({ made: { etag, modified, of: markOf(source) } })
  let isBegun = task.made !== undefined
  for (const versionId of markers) {
    await removeMarker(task, versionId, ctx).catch(async (error) => {
      if (!isBegun && !mayHaveHappened(error)) await ctx.save({ made: undefined })
      throw error
    })
    isBegun = true
  }
  if ((await markersOver(task, ctx)).length > 0) throw deletedAgain(task)
  await ctx.save({ state: 'done', proof: { etag, modified } })
}

/**
 * Each try looks anew; the delete follows right behind, or looks again. The id `null` names a place, in which a content may stand by now: it is
 * looked at alone, since a look at many takes its time.
 */
async function removeMarker(task: UndeleteTask, versionId: string, ctx: Ctx): Promise<void> {
  const { source } = task
  let isLeft = false
  const look = async (own: Ctx) => {
    const versions = versionId === 'null' ? await versionsOf(source, withLookSignal(own)) : await versionsAt(task, own)
    isLeft = over(versions, task).some((marker) => marker.versionId === versionId)
    return isLeft
  }
  const remove = async (own: Ctx) => {
    if (isLeft) await write(own, source, (oss, signal) => oss.remove({ at: source, versionId, signal }))
  }
  await withRetry(ctx, () => lookThenWrite(ctx, look, remove))
}

const markersOver = async (task: UndeleteTask, ctx: Ctx) => over(await versionsAt(task, ctx), task)

/** The markers that are still over the version that comes back; none: it is back. */
function over(versions: Version[], task: UndeleteTask): Version[] {
  const { source } = task
  const { content, markers } = deletedOf(versions)
  const isOther = !isSame(source, content)
  if (isOther && content && markers.length === 0)
    throw new CopyError('TargetExists', `${source.key} is another object by now`)
  if (isOther) throw new CopyError('SourceChanged', `The version of ${source.key} that was to come back is not there`)
  if (markers.some(({ versionId }) => !task.markers.includes(versionId))) throw deletedAgain(task)
  return markers
}

/** Objects of one run are looked at together, by listing pages. */
async function versionsAt({ source }: UndeleteTask, ctx: Ctx): Promise<Version[]> {
  return ctx.versionsAt ? ((await ctx.versionsAt(source)) ?? []) : versionsOf(source, withLookSignal(ctx))
}

function deletedAgain({ source }: UndeleteTask): CopyError {
  return new CopyError('SourceChanged', `${source.key} was deleted again`)
}
