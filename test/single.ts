import { ask } from '../src/engine/limits/ask.ts'
import { systemClock } from '../src/engine/limits/clock.ts'
import { createLimiter } from '../src/engine/limits/limiter.ts'
import { defaults } from '../src/engine/settings.ts'
import { createSingleWorld, type Exclusively, type SingleWorld } from '../src/engine/single/world.ts'
import { createResources } from '../src/engine/world.ts'
import type { Oss, Ref } from '../src/oss/types.ts'
import type { Ferry } from './ferry.ts'

/** The world of one write, as a page has it; its tabs share one `alone`. */
export function singleWorld(oss: Oss, alone: Exclusively = createAlone()): SingleWorld {
  const settings = { ...defaults, backoff: 1 }
  const resources = createResources({ settings, limiter: createLimiter({ least: 8, most: 8 }) })
  return createSingleWorld(resources, { oss: () => oss, alone })
}

/**
 * A world of one request at a time, in which what is written behind a `look`, the first behind `skip` others, has its turn two seconds late: another request, during
 * which `meanwhile` happens, goes between them.
 */
export function lateWorld({ oss, store }: Ferry, at: Ref, { look, skip = 0, meanwhile }: Late): SingleWorld {
  let ahead = 0
  const clock = { ...systemClock, now: () => Date.now() + ahead }
  const limiter = createLimiter({ least: 1, most: 1 }, clock)
  const resources = createResources({ settings: { ...defaults, backoff: 1 }, clock, limiter })
  const world = createSingleWorld(resources, { oss: () => oss, alone: createAlone() })
  const bucket = { region: at.region, bucket: at.bucket }
  const other = () => ask(world, at, (own, signal) => own.getCors({ bucket, signal }))
  const pass = async () => {
    await meanwhile()
    ahead += 2000
  }
  store.faults.add({ op: look, skip, times: 1, run: async () => void other() })
  store.faults.add({ op: 'GetBucketCors', times: 1, run: pass })
  return world
}
type Late = { look: string; skip?: number; meanwhile: () => Promise<unknown> }

/** The locks of a browser. */
export function createAlone(): Exclusively {
  const last = new Map<string, Promise<unknown>>()
  return ({ bucket, key }, work) => {
    const name = `${bucket}/${key}`
    const next = (last.get(name) ?? Promise.resolve()).then(work, work)
    last.set(
      name,
      next.catch(() => {}),
    )
    return next
  }
}
