import type { Listed, Ref } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { ask } from '../limits/ask.ts'
import { statObject } from '../stat.ts'
import { type Look, lookMany, type Refused } from './lookMany.ts'

/**
 * What is there now of objects of one bucket, by key.
 * @throws OssError
 */
export function statMany(places: readonly Ref[], world: PlanWorld, refused?: Refused): Promise<Map<string, Listed>> {
  return lookMany(places, objectsIn(world), refused)
}

const objectsIn = (world: PlanWorld): Look<Listed> => ({
  async page(at, after) {
    const { objects, next } = await ask(world, at, (oss, signal) => oss.list({ at, after, signal }))
    return { found: objects.map((object) => [object.key, object]), isWhole: next === undefined }
  },
  one: (at) => statObject(world, at),
})
