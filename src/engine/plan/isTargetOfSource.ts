import type { Ref } from '../../oss/types.ts'
import { isPrefix } from '../keys.ts'
import type { Look } from './conflict.ts'

/**
 * Whether a source becomes `at`: the free name for one object may be the own name of another (`x` beside `x (1)`). Ask before the
 * target is looked at: a move that goes on meanwhile takes it from here to there. `keyOf`: what a key below a target was below its source.
 */
export async function isTargetOfSource(
  at: Ref,
  sources: Ref[],
  aim: (source: Ref) => Ref,
  look: Look,
  keyOf = (below: string) => below,
): Promise<boolean> {
  for (const source of sources) {
    const { key } = aim(source)
    if (key === at.key && !isPrefix(key)) return true
    if (!isPrefix(key) || !at.key.startsWith(key)) continue
    if (await look({ ...source, key: source.key + keyOf(at.key.slice(key.length)) })) return true
  }
  return false
}
