import { sameTags } from '../../engine/evidence/evidence.ts'
import { isSameHead } from '../../engine/run/change.ts'
import type { ObjectSnapshot } from '../../engine/single/snapshot.ts'
import type { Acl, Tag } from '../../oss/types.ts'

export type Difference = {
  is: 'gone' | 'link' | 'content' | 'meta' | 'tags' | 'acl'
  before?: Tag[] | Acl
  now?: Tag[] | Acl
}

/** What became of an object since a person saw it. */
export function differencesOf(before: ObjectSnapshot, now: ObjectSnapshot | undefined): Difference[] {
  if (!now) return [{ is: 'gone' }]
  if (!now.head) return [{ is: 'link' }]
  const isOther = before.mark.etag !== now.mark.etag
  const found: (Difference | false)[] = [
    isOther && { is: 'content' },
    !isOther && !(before.head && isSameHead(before.head, now.head)) && { is: 'meta' },
    !sameTags(before.tags, now.tags) && { is: 'tags', before: before.tags, now: now.tags },
    before.acl !== now.acl && { is: 'acl', before: before.acl, now: now.acl },
  ]
  return found.filter((each) => each !== false)
}
