import type { OssError } from '../../oss/errors.ts'
import type { Listed, Ref } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import type { Refused } from '../standing/lookMany.ts'
import { statMany } from '../standing/statMany.ts'

export type LookAt<T = Listed> = (at: Ref) => Promise<T | undefined>
type Many<T> = (places: readonly Ref[], refused: Refused) => Promise<Map<string, T>>
/** `refused`: why a key may not be looked at. */
type Batch<T> = { places: Ref[]; found: Promise<Map<string, T>>; refused: Map<string, OssError> }

/**
 * Answers what stands at places now. Those of one bucket that are asked about at the same moment are looked up together, by listing pages: a
 * thousand objects that were picked one by one, and lie side by side, cost one request.
 */
export function lookTogether(world: PlanWorld): LookAt {
  return together((places, refused) => statMany(places, world, refused))
}

/** The same of whatever is looked at. `many`: at places of one bucket. What may not be looked at fails only who asks for it. */
export function together<T>(many: Many<T>): LookAt<T> {
  const open = new Map<string, Batch<T>>()
  const batchOf = ({ account, bucket }: Ref): Batch<T> => {
    const name = `${account} ${bucket}`
    const batch = open.get(name) ?? begin(many, () => open.delete(name))
    open.set(name, batch)
    return batch
  }
  return async (at) => {
    const { places, found, refused } = batchOf(at)
    places.push(at)
    const there = (await found).get(at.key)
    const refusal = refused.get(at.key)
    if (refusal) throw refusal
    return there
  }
}

/** All that is asked for until what runs now, and what that has waiting, has come to its end. */
function begin<T>(many: Many<T>, close: () => void): Batch<T> {
  const places: Ref[] = []
  const refused = new Map<string, OssError>()
  const found = settled().then(() => {
    close()
    return many(places, ({ key }, error) => refused.set(key, error))
  })
  return { places, found, refused }
}

/** Some rounds of what has just been answered: who goes on from the same answer comes to its next look a few steps apart. */
async function settled(): Promise<void> {
  for (let round = 0; round < 20; round++) await undefined
}
