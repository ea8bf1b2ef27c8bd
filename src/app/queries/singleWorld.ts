import { createLimiter } from '../../engine/limits/limiter.ts'
import { createSingleWorld, type Exclusively, type SingleWorld } from '../../engine/single/world.ts'
import { createResources } from '../../engine/world.ts'
import type { Account } from '../../oss/types.ts'
import { ossOf } from './remote.ts'

/** A write and its looks are a handful of requests, which wait for no job. */
const resources = createResources({ limiter: createLimiter({ least: 8, most: 8 }) })

/** One write at a time to a key, from all tabs. Outside a secure context browsers have no locks. */
const alone: Exclusively = async (at, work) => {
  const name = `oss-ferry-write ${at.account} ${at.bucket}/${at.key}`
  return navigator.locks ? navigator.locks.request(name, work) : work()
}

/** The world of one write of this page; made for each, since its patience begins with it. */
export function singleWorld(account: Account): SingleWorld {
  return createSingleWorld(resources, { oss: () => ossOf(account), alone })
}
