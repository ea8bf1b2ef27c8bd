import { OssError } from '../../oss/errors.ts'
import type { Ref } from '../../oss/types.ts'
import { ask } from '../limits/ask.ts'
import { lookAt } from '../stat.ts'
import type { Ctx, Removals } from '../types.ts'

/** Whether a bucket has, or had, versions, as far as is known; asked once a run. */
const known = new WeakMap<Removals, Map<string, Promise<boolean>>>()

/**
 * A bucket that has, or had, versions takes no notice of `x-oss-forbid-overwrite` (facts/oss-protocol.md 2.21): there the target is
 * looked at just before it is written.
 * @throws OssError FileAlreadyExists, as OSS would.
 */
export async function requireNothing(target: Ref, ctx: Ctx): Promise<void> {
  if (!(await keepsVersions(target, ctx)) || !(await lookAt(ctx, target))) return
  const facts = { operation: 'ListObjectsV2', resource: target.key, message: `${target.key} exists` }
  throw new OssError({ kind: 'http', status: 409, code: 'FileAlreadyExists', ...facts })
}

function keepsVersions(target: Ref, ctx: Ctx): Promise<boolean> {
  const buckets = known.get(ctx.removals) ?? new Map<string, Promise<boolean>>()
  known.set(ctx.removals, buckets)
  const place = `${target.account} ${target.bucket}`
  const keeps = buckets.get(place) ?? readVersioning(target, ctx)
  buckets.set(place, keeps)
  keeps.catch(() => buckets.delete(place))
  return keeps
}

/** For a key that may not ask, any bucket may: a listing before each write costs less than an object. */
async function readVersioning({ account, region, bucket }: Ref, ctx: Ctx): Promise<boolean> {
  const request = { bucket: { region, bucket } }
  try {
    return (await ask(ctx, account, (oss, signal) => oss.bucketInfo({ ...request, signal }))).versioning !== undefined
  } catch (error) {
    if (error instanceof OssError && error.status === 403) return true
    throw error
  }
}
