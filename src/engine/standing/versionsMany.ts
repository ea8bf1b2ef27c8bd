import type { Ref, Version } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { ask } from '../limits/ask.ts'
import { byKey, versionsOf } from '../single/versions.ts'
import { type Look, lookMany, type Refused } from './lookMany.ts'

/**
 * All versions and delete markers of keys of one bucket, by key, newest first.
 * @throws OssError
 */
export function versionsMany(
  places: readonly Ref[],
  world: PlanWorld,
  refused?: Refused,
): Promise<Map<string, Version[]>> {
  return lookMany(places, versionsIn(world), refused)
}

const versionsIn = (world: PlanWorld): Look<Version[]> => ({
  async page(at, after) {
    const { versions, next } = await ask(world, at, (oss, signal) => oss.listVersions({ at, after, signal }))
    const keys = byKey(versions)
    // Those of the last key may go on in the next page.
    if (next) keys.pop()
    return { found: keys.map((own) => [own[0]?.key ?? '', own]), isWhole: next === undefined }
  },
  one: (at) => versionsOf(at, world),
})
