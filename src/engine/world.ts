/** What the engine's parts share while they work; a host makes it, the engine only uses it. */
import { createBucketFacts } from './bucketFacts.ts'
import type { PlanWorld } from './ctx.ts'
import { systemClock } from './limits/clock.ts'
import { createMemoryBudget } from './limits/memory.ts'
import { createPace } from './limits/pace.ts'
import { stopSignalsOf } from './limits/write.ts'
import { defaults } from './settings.ts'

/** What all jobs of a host use together. */
export type Resources = Pick<PlanWorld, 'limiter' | 'settings' | 'clock' | 'memory' | 'pace' | 'online'>

/** Bytes of objects in memory at the same time: eight usual parts of a relay. */
const heldBytes = 64 * 1024 ** 2

/** The usual resources; a host names its limiter and whatever is different there. */
export function createResources(own: Partial<Resources> & Pick<Resources, 'limiter'>): Resources {
  const usual = { settings: defaults, clock: systemClock, online: async () => {} }
  return { ...usual, memory: createMemoryBudget(heldBytes), pace: createPace(), ...own }
}

/** The world of one run. */
export function createWorld(
  resources: Resources,
  own: Pick<PlanWorld, 'oss' | 'signal' | 'report' | 'local'>,
): PlanWorld {
  const world = { ...resources, ...own }
  return { ...world, buckets: createBucketFacts(world), finishing: stopSignalsOf(own.signal, resources) }
}
