import { OssError } from '../../oss/errors.ts'
import type { Ref } from '../../oss/types.ts'
import { statObject } from '../stat.ts'
import type { Ctx } from '../types.ts'

/**
 * A bucket that has, or had, versions takes no notice of `x-oss-forbid-overwrite` (docs/oss/copy.md#overwriting): there the target is
 * looked at just before it is written.
 * @throws OssError FileAlreadyExists, as OSS would.
 */
export async function requireNothing(target: Ref, ctx: Ctx): Promise<void> {
  if (!(await keepsVersions(target, ctx)) || !(await statObject(ctx, target))) return
  const facts = { operation: 'ListObjectsV2', resource: target.key, message: `${target.key} exists` }
  throw new OssError({ kind: 'http', status: 409, code: 'FileAlreadyExists', ...facts })
}

/** For a key that may not ask, any bucket may: a listing before each write costs less than an object. */
async function keepsVersions(target: Ref, ctx: Ctx): Promise<boolean> {
  const facts = await ctx.buckets(target)
  return !facts || facts.versioning !== undefined
}
