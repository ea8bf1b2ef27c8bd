import type { Listed, Ref } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { statMany } from '../run/statMany.ts'

export type LookAt<T = Listed> = (at: Ref) => Promise<T | undefined>
type Many<T> = (places: readonly Ref[]) => Promise<Map<string, T>>
type Batch<T> = { places: Ref[]; found: Promise<Map<string, T>> }

/**
 * Answers what stands at places now. Those of one bucket that are asked about at the same moment are looked up together, by listing pages: a
 * thousand objects that were picked one by one, and lie side by side, cost one request.
 */
export function lookTogether(world: PlanWorld): LookAt {
  return together((places) => statMany(places, world))
}

/** The same of whatever is looked at. `many`: at places of one bucket. */
export function together<T>(many: Many<T>): LookAt<T> {
  const open = new Map<string, Batch<T>>()
  const batchOf = ({ account, bucket }: Ref): Batch<T> => {
    const name = `${account} ${bucket}`
    const batch = open.get(name) ?? begin(many, () => open.delete(name))
    open.set(name, batch)
    return batch
  }
  return async (at) => {
    const { places, found } = batchOf(at)
    places.push(at)
    return (await found).get(at.key)
  }
}

/** All that is asked for until what runs now, and what that has waiting, has come to its end. */
function begin<T>(many: Many<T>, close: () => void): Batch<T> {
  const places: Ref[] = []
  const found = settled().then(() => {
    close()
    return many(places)
  })
  return { places, found }
}

/** Some rounds of what has just been answered: who goes on from the same answer comes to its next look a few steps apart. */
async function settled(): Promise<void> {
  for (let round = 0; round < 20; round++) await undefined
}
