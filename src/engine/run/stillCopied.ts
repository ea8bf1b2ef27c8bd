import type { Listed, Ref } from '../../oss/types.ts'
import { headIfAny } from '../stat.ts'
import type { PlanWorld } from '../types.ts'
import { sameValues } from './attributes.ts'

/**
 * Whether a copy has the headers and metadata of its source as it is now; its bytes are proved. Asked where times can't tell: OSS counts
 * whole seconds, and an edit in the second of the copy would show in none of them.
 */
export async function isStillCopied(source: Placed, copy: Placed, world: PlanWorld): Promise<boolean> {
  const [is, made] = await Promise.all([headIfAny(world, source), headIfAny(world, copy)])
  if (is?.modified !== source.modified || made?.modified !== copy.modified) return false
  return sameValues(is.headers, made.headers) && sameValues(is.meta, made.meta)
}

/** A place, and the time that the listing told of it. */
type Placed = Ref & Pick<Listed, 'modified'>
