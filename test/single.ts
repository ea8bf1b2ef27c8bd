import { createLimiter } from '../src/engine/limits/limiter.ts'
import { defaults } from '../src/engine/settings.ts'
import { createSingleWorld, type Exclusively, type SingleWorld } from '../src/engine/single/world.ts'
import { createResources } from '../src/engine/world.ts'
import type { Oss } from '../src/oss/types.ts'

/** The world of one write, as a page has it; its tabs share one `alone`. */
export function singleWorld(oss: Oss, alone: Exclusively = createAlone()): SingleWorld {
  const settings = { ...defaults, backoff: 1 }
  const resources = createResources({ settings, limiter: createLimiter({ least: 8, most: 8 }) })
  return createSingleWorld(resources, { oss: () => oss, alone })
}

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
