import { OssError } from '../../oss/errors.ts'
import type { Acl, Head, Ref, Tag } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { isSame, type Mark } from '../evidence/decisions.ts'
import { sameTags } from '../evidence/evidence.ts'
import { isSameHead } from '../run/change.ts'
import { aclAt, headIfAny, statObject, tagsAt } from '../stat.ts'

/** All of an object that a person can have seen, and that a write to its key replaces. A link has no head of its own. */
export type ObjectSnapshot = { mark: Mark; head?: Head | undefined; tags: Tag[]; acl: Acl }

/** An object of which the head was read: `tags` and `acl` were read beside it. */
export function snapshotOf(head: Head, { tags, acl }: Pick<ObjectSnapshot, 'tags' | 'acl'>): ObjectSnapshot {
  const { etag, modified, type } = head
  return { mark: { etag, modified, type }, head, tags, acl }
}

/**
 * What stands at a key; undefined where nothing does. The listing tells a link from what it points to. All is asked for at once, so that
 * little time is left in which it changes.
 * @throws OssError, also where the key may not read tags or ACL
 */
export async function readSnapshot(at: Ref, world: PlanWorld): Promise<ObjectSnapshot | undefined> {
  const [mark, head, tags, acl] = await Promise.all([
    statObject(world, at),
    headIfAny(world, at),
    ifAny(tagsAt(at, world)),
    ifAny(aclAt(at, world)),
  ])
  if (!mark) return undefined
  const { etag, modified, type } = mark
  const own = type === 'Symlink' ? undefined : head
  return { mark: { etag, modified, type }, head: own, tags: tags ?? [], acl: acl ?? 'default' }
}

async function ifAny<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof OssError && error.status === 404) return undefined
    throw error
  }
}

/** Whether nothing of an object changed: bytes, headers, metadata, tags, ACL, and whether it is a link. */
export function isUnchanged(before: ObjectSnapshot | undefined, now: ObjectSnapshot | undefined): boolean {
  if (!before || !now) return before === now
  return (
    isSame(before.mark, now.mark) &&
    sameHeads(before.head, now.head) &&
    sameTags(before.tags, now.tags) &&
    before.acl === now.acl
  )
}

function sameHeads(a: Head | undefined, b: Head | undefined): boolean {
  return a && b ? isSameHead(a, b) : a === b
}
