import type { Ref } from '../../oss/types.ts'
import { isPrefix } from '../keys.ts'
import type { Look } from './conflict.ts'
import { holdersAmong } from './holders.ts'

type Aimed = { source: Ref; key: string }
/** Sources that become a key, or what lies above it. */
export type Aims = (key: string) => Aimed[]

/** Where each source goes. It is made up when it is first asked for. */
export function aimsOf(sources: readonly Ref[], aim: (source: Ref) => Ref): Aims {
  let holders: Aims | undefined
  return (key) => {
    holders ??= holdersAmong(
      sources.map((source) => ({ source, key: aim(source).key })),
      (aimed) => aimed.key,
    )
    return holders(key)
  }
}

/**
 * Whether a source becomes `at`: the free name for one object may be the own name of another (`x` beside `x (1)`). Ask before the
 * target is looked at: a move that goes on meanwhile takes it from here to there. `keyOf`: what a key below a target was below its source.
 */
export async function isTargetOfSource(
  at: Ref,
  aims: Aims,
  look: Look,
  keyOf = (below: string) => below,
): Promise<boolean> {
  for (const { source, key } of aims(at.key)) {
    if (!isPrefix(key)) return true
    if (await look({ ...source, key: source.key + keyOf(at.key.slice(key.length)) })) return true
  }
  return false
}
