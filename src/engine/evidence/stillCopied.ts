import { OssError } from '../../oss/errors.ts'
import type { Head, Listed, Ref } from '../../oss/types.ts'
import type { PlanWorld, ProvedCopy } from '../ctx.ts'
import { aclAt, headIfAny, tagsAt } from '../stat.ts'
import { sameValues } from './attributes.ts'
import { sameTags } from './evidence.ts'

/**
 * Whether a copy has the headers, metadata and tags of its source as it is now, and its ACL if it keeps that; its bytes are proved. Asked
 * where times can't tell: OSS counts whole seconds, and an edit in the second of the copy would show in none of them.
 */
export async function isStillCopied(
  source: Placed,
  copy: Placed & Pick<ProvedCopy, 'keepsAcl'>,
  world: PlanWorld,
): Promise<boolean> {
  const [is, made] = await Promise.all([headIfAny(world, source), headIfAny(world, copy)])
  if (is?.modified !== source.modified || made?.modified !== copy.modified) return false
  const isSame = sameValues(is.headers, made.headers) && sameValues(is.meta, made.meta)
  return isSame && (await keepsRest(source, copy, is, world))
}

/** A head counts the tags for a key that may read them. */
async function keepsRest(source: Ref, copy: Ref & Pick<ProvedCopy, 'keepsAcl'>, { tagCount }: Head, world: PlanWorld) {
  if (tagCount > 0 && !(await hasTagsOf(source, copy, world))) return false
  if (!copy.keepsAcl) return true
  const [its, that] = await Promise.all([source, copy].map((at) => unlessRefused(aclAt(at, world))))
  return its === undefined || that === undefined || its === that
}

/** What was given to the copy a moment ago is looked at once more; a key that may not does without. */
export async function unlessRefused<T>(look: Promise<T>): Promise<T | undefined> {
  return look.catch((error) => {
    if (error instanceof OssError && error.status === 403) return undefined
    throw error
  })
}

/** Whether a copy has all tags of its source; where that has none, nothing can be lost. @throws OssError, also where a key may not read them */
export async function hasTagsOf(source: Ref, copy: Ref, world: PlanWorld): Promise<boolean> {
  const tags = await tagsAt(source, world)
  return tags.length === 0 || sameTags(tags, await tagsAt(copy, world))
}

/** A place, and the time that the listing told of it. */
type Placed = Ref & Pick<Listed, 'modified'>
