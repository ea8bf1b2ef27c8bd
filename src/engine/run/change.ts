/** What a change makes of an object, and what it was before: pure. */
import type { Acl, Attributes, Head, Ref, Tag } from '../../oss/types.ts'
import { foldedNames, formerValues, hasValues, merged, sameValues } from '../evidence/attributes.ts'
import { sameEncryption, sameTags } from '../evidence/evidence.ts'
import { knownClass } from '../knownClass.ts'
import type { Change } from '../types.ts'

/** An object as it is: what a change may be about. Tags and ACL are read where the change needs them. */
export type ObjectState = { head: Head; tags?: Tag[] | undefined; acl?: Acl | undefined }

/** Headers, metadata, class and encryption after a change: what was there, and over it what was asked. */
export function changed({ key }: Ref, head: Head, change: Change): Attributes {
  const { tags, acl, encryption = head.encryption } = change
  return {
    headers: merged(head.headers, change.headers),
    meta: merged(head.meta, foldedNames(change.meta)),
    storageClass: change.storageClass ?? knownClass(head.storageClass, key),
    ...(encryption && { encryption }),
    ...(tags && { tags }),
    ...(acl && { acl }),
  }
}

/** The former value of everything that a change names: what an undo has to say. */
export function previousValues({ key }: Ref, { head, tags, acl }: ObjectState, change: Change): Change {
  return {
    ...(change.headers && { headers: formerValues(head.headers, change.headers) }),
    ...(change.meta && { meta: formerValues(head.meta, foldedNames(change.meta)) }),
    ...(change.tags && tags && { tags }),
    ...(change.acl && acl && { acl }),
    ...(change.storageClass && { storageClass: knownClass(head.storageClass, key) }),
    ...(change.encryption !== undefined && { encryption: head.encryption ?? null }),
  }
}

/** Whether an object has everything that a change sets, and nothing of what it removes. */
export function isAsChanged({ head, tags, acl }: ObjectState, change: Change): boolean {
  return (
    hasValues(head.headers, change.headers) &&
    hasValues(head.meta, foldedNames(change.meta)) &&
    (!change.tags || (tags !== undefined && sameTags(tags, change.tags))) &&
    (!change.acl || acl === change.acl) &&
    (!change.storageClass || head.storageClass === change.storageClass) &&
    (change.encryption === undefined || sameEncryption(change.encryption ?? undefined, head.encryption))
  )
}

/** Another class or encryption: then OSS must rewrite the bytes. */
export function rewrites(head: Head, { storageClass, encryption }: Attributes): boolean {
  return storageClass !== head.storageClass || !sameEncryption(encryption, head.encryption)
}

/** The same object with the same headers and metadata. */
export function isSameHead(a: Head, b: Head): boolean {
  const isSameObject = a.etag === b.etag && a.modified === b.modified
  return isSameObject && sameValues(a.headers, b.headers) && sameValues(a.meta, b.meta)
}
