import type { Ref } from '../../oss/types.ts'
import type { Ctx } from '../ctx.ts'
import { withRetry } from '../limits/ask.ts'
import { lookThenWrite } from '../limits/lookThenWrite.ts'
import { withLookSignal, write } from '../limits/write.ts'
import { type LookAt, lookTogether } from '../plan/lookTogether.ts'
import { CopyError } from '../problem.ts'
import { versionsOf } from '../single/versions.ts'
import type { UndeleteTask } from '../types.ts'
import { isSame } from './decisions.ts'

/**
 * Takes away the delete markers over the version that comes back, and proves by a listing that it has. Each is named by its id, so that
 * nothing else can go, and it may be asked for again. Where another object was made in the meantime that one stays, and nothing is done.
 * @see https://help.aliyun.com/zh/oss/developer-reference/deleteobject
 * @throws OssError; CopyError TargetExists where another object stands there, SourceChanged where it was deleted again; or the signal's
 * reason when it was stopped
 */
export async function runUndelete(task: UndeleteTask, ctx: Ctx): Promise<void> {
  const { source, markers } = task
  for (const versionId of markers) await unlessBack(task, versionId, ctx)
  if (!(await isBack(task, withLookSignal(ctx))))
    throw new CopyError('SourceChanged', `${source.key} was deleted again`)
  await ctx.save({ state: 'done', proof: { etag: source.etag, modified: source.modified } })
}

/** Each try looks anew; the delete follows right behind, or looks again. */
async function unlessBack(task: UndeleteTask, versionId: string, ctx: Ctx): Promise<void> {
  const { source } = task
  let isLeft = false
  const look = async (own: Ctx) => {
    isLeft = !(await isBack(task, own)) && (await isMarker(source, versionId, own))
    return isLeft
  }
  const remove = async (own: Ctx) => {
    if (isLeft) await write(own, source, (oss, signal) => oss.remove({ at: source, versionId, signal }))
  }
  await withRetry(ctx, () => lookThenWrite(ctx, look, remove))
}

/** The id `null` names a place, in which a content may stand by now; any other is what it was. */
async function isMarker(at: Ref, versionId: string, ctx: Ctx): Promise<boolean> {
  if (versionId !== 'null') return true
  return (await versionsOf(at, ctx)).some((each) => each.versionId === versionId && each.is === 'marker')
}

async function isBack({ source }: UndeleteTask, ctx: Ctx): Promise<boolean> {
  const found = await lookOf(ctx)(source)
  if (found && !isSame(source, found)) throw new CopyError('TargetExists', `${source.key} is another object by now`)
  return found !== undefined
}

const looks = new WeakMap<Ctx['removals'], LookAt>()

/** Objects of one run are looked at together, by listing pages. */
function lookOf(ctx: Ctx): LookAt {
  const look = looks.get(ctx.removals) ?? lookTogether(withLookSignal(ctx))
  looks.set(ctx.removals, look)
  return look
}
