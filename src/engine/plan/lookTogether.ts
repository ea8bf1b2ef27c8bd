import type { Listed, Ref } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { statMany } from '../run/statMany.ts'

export type LookAt = (at: Ref) => Promise<Listed | undefined>
type Batch = { places: Ref[]; found: Promise<Map<string, Listed>> }

/**
 * Answers what stands at places now. Those of one bucket that are asked about at the same moment are looked up together, by listing pages: a
 * thousand objects that were picked one by one, and lie side by side, cost one request.
 */
export function lookTogether(world: PlanWorld): LookAt {
  const open = new Map<string, Batch>()
  const batchOf = ({ account, bucket }: Ref): Batch => {
    const name = `${account} ${bucket}`
    const batch = open.get(name) ?? begin(world, () => open.delete(name))
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
function begin(world: PlanWorld, close: () => void): Batch {
  const places: Ref[] = []
  const found = settled().then(() => {
    close()
    return statMany(places, world)
  })
  return { places, found }
}

/** Some rounds of what has just been answered: who goes on from the same answer comes to its next look a few steps apart. */
async function settled(): Promise<void> {
  for (let round = 0; round < 20; round++) await undefined
}
