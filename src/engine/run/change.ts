/** What a change makes of an object, and what it was before: pure. */
import type { Acl, Attributes, Head, Tag } from '../../oss/types.ts'
import type { Change } from '../types.ts'
import { sameEncryption, sameRecord, sameTags } from './evidence.ts'

/** An object as it is: what a change may be about. Tags and ACL are read where the change needs them. */
export type Present = { head: Head; tags?: Tag[] | undefined; acl?: Acl | undefined }

/** Headers, metadata, class and encryption after a change: what was there, and over it what was asked. */
export function changed(head: Head, change: Change): Attributes {
  const { tags, acl, storageClass = head.storageClass, encryption = head.encryption } = change
  return {
    headers: merged(head.headers, change.headers),
    meta: merged(head.meta, lowerCase(change.meta)),
    storageClass,
    ...(encryption && { encryption }),
    ...(tags && { tags }),
    ...(acl && { acl }),
  }
}

/** The former value of everything that a change names: what an undo has to say. */
export function former({ head, tags, acl }: Present, change: Change): Change {
  return {
    ...(change.headers && { headers: formerValues(head.headers, change.headers) }),
    ...(change.meta && { meta: formerValues(head.meta, lowerCase(change.meta)) }),
    ...(change.tags && tags && { tags }),
    ...(change.acl && acl && { acl }),
    ...(change.storageClass && { storageClass: head.storageClass }),
    ...(change.encryption && head.encryption && { encryption: head.encryption }),
  }
}

/** Whether an object has everything that a change sets, and nothing of what it removes. */
export function isAsChanged({ head, tags, acl }: Present, change: Change): boolean {
  return (
    hasValues(head.headers, change.headers) &&
    hasValues(head.meta, lowerCase(change.meta)) &&
    (!change.tags || (tags !== undefined && sameTags(tags, change.tags))) &&
    (!change.acl || acl === change.acl) &&
    (!change.storageClass || head.storageClass === change.storageClass) &&
    (!change.encryption || sameEncryption(change.encryption, head.encryption))
  )
}

/** Another class or encryption: then OSS must rewrite the bytes. */
export function rewrites(head: Head, { storageClass, encryption }: Attributes): boolean {
  const isEncryptedAnew = encryption !== undefined && !sameEncryption(encryption, head.encryption)
  return storageClass !== head.storageClass || isEncryptedAnew
}

/** The same object with the same headers and metadata. */
export function isSameHead(a: Head, b: Head): boolean {
  const isSameObject = a.etag === b.etag && a.modified === b.modified
  return isSameObject && sameRecord(a.headers, b.headers) && sameRecord(a.meta, b.meta)
}

function hasValues(is: Record<string, string>, asked: Record<string, string | null> = {}): boolean {
  return Object.entries(asked).every(([name, value]) => (is[name] ?? null) === (value === null ? null : value.trim()))
}

function formerValues(before: Record<string, string>, change: object): Record<string, string | null> {
  return Object.fromEntries(Object.keys(change).map((name) => [name, before[name] ?? null]))
}

/** A header value loses the space around it on its way. */
function merged(before: Record<string, string>, change: Record<string, string | null> = {}): Record<string, string> {
  const pairs = Object.entries({ ...before, ...change })
  return Object.fromEntries(pairs.flatMap(([name, value]) => (value === null ? [] : [[name, value.trim()]])))
}

function lowerCase(meta: Record<string, string | null> = {}) {
  return Object.fromEntries(Object.entries(meta).map(([name, value]) => [name.toLowerCase(), value]))
}
