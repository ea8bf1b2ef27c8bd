import type { Listed, Ref } from '../../oss/types.ts'
import { headIfAny, tagsAt } from '../stat.ts'
import type { PlanWorld } from '../types.ts'
import { sameValues } from './attributes.ts'
import { sameTags } from './evidence.ts'

/**
 * Whether a copy has the headers and metadata of its source as it is now; its bytes are proved. Asked where times can't tell: OSS counts
 * whole seconds, and an edit in the second of the copy would show in none of them.
 */
export async function isStillCopied(source: Placed, copy: Placed, world: PlanWorld): Promise<boolean> {
  const [is, made] = await Promise.all([headIfAny(world, source), headIfAny(world, copy)])
  if (is?.modified !== source.modified || made?.modified !== copy.modified) return false
  return sameValues(is.headers, made.headers) && sameValues(is.meta, made.meta)
}

/** Whether a copy has all tags of its source; where that has none, nothing can be lost. @throws OssError, also where a key may not read them */
export async function hasTagsOf(source: Ref, copy: Ref, world: PlanWorld): Promise<boolean> {
  const tags = await tagsAt(source, world)
  return tags.length === 0 || sameTags(tags, await tagsAt(copy, world))
}

/** A place, and the time that the listing told of it. */
type Placed = Ref & Pick<Listed, 'modified'>
