import type { Ref } from '../../oss/types.ts'
import type { Ctx, PlanWorld } from '../ctx.ts'
import { lookThenWrite } from '../limits/lookThenWrite.ts'
import { CopyError } from '../problem.ts'
import { nullVersion, standingAt } from '../standing/standing.ts'
import { type Mark, mayWriteOver } from './decisions.ts'

/** A write to a target, and what was decided about what stands there. */
export type PlannedWrite = { target: Ref; overwrite: boolean; there?: Mark | undefined }

/**
 * Looks at a target right before it is written, by `send`, unless OSS itself protects it: where nothing is to be written over,
 * `x-oss-forbid-overwrite` is sent, of which a bucket that has, or had, versions takes no notice.
 * @see https://help.aliyun.com/zh/oss/developer-reference/copyobject
 * @throws CopyError TargetExists where something else stands there than was decided about, NullVersion where an older version would be lost; OssError
 */
export function writeAsDecided<T>(
  aim: PlannedWrite & { requireSource?: () => Promise<void> },
  ctx: Ctx,
  send: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  const look = async (own: Ctx) => {
    await aim.requireSource?.()
    return requireAsDecided(aim, own)
  }
  return lookThenWrite(ctx, look, send)
}

/** False: there is nothing to look for. */
async function requireAsDecided({ target, overwrite, there }: PlannedWrite, ctx: PlanWorld): Promise<boolean> {
  if (!overwrite && !(await mayKeepVersions(target, ctx))) return false
  const { now, old } = await standingAt(target, ctx)
  if (!mayWriteOver(overwrite ? there : undefined, now)) throw targetExists(target)
  if (old) throw nullVersion(target)
  return true
}

export function targetExists({ key }: Ref, cause?: unknown): CopyError {
  return new CopyError('TargetExists', `${key} is not what it was when the plan was made`, cause)
}

/** For a key that may not ask, any bucket may: a listing before each write costs less than an object. */
async function mayKeepVersions(target: Ref, ctx: PlanWorld): Promise<boolean> {
  const facts = await ctx.buckets(target)
  return !facts || facts.versioning !== undefined
}
