import type { Change } from '../../../engine/types.ts'
import type { Acl, Encryption, HeaderBytes, StorageClass, Tag } from '../../../oss/types.ts'

/** One value as a person reads it; `none`: not set. */
export type FieldValue =
  | { is: 'none' }
  | { is: 'bytes'; bytes: HeaderBytes }
  | { is: 'text'; text: string }
  | { is: 'acl'; acl: Acl }
  | { is: 'class'; storageClass: StorageClass }

/** What is no header is named by one of these. */
export const otherFields = ['tags', 'acl', 'storageClass', 'encryption'] as const
export type OtherField = (typeof otherFields)[number]
type Field = { name: string; told: FieldValue }

/** All that a change names, headers first. */
function fieldsOf({ headers = {}, meta = {}, tags, acl, storageClass, encryption }: Change): Field[] {
  const others: Partial<Record<OtherField, FieldValue>> = {
    ...(tags && { tags: tagsTold(tags) }),
    ...(acl && { acl: { is: 'acl', acl } }),
    ...(storageClass && { storageClass: { is: 'class', storageClass } }),
    ...(encryption !== undefined && { encryption: encryptionTold(encryption) }),
  }
  return [
    ...Object.entries(headers).map(([name, value]) => ({ name, told: bytesTold(value) })),
    ...Object.entries(meta).map(([name, value]) => ({ name: `x-oss-meta-${name}`, told: bytesTold(value) })),
    ...Object.entries(others).map(([name, told]) => ({ name, told })),
  ]
}

/** One field before and after. */
export type FieldChange = { name: string; before: FieldValue; after: FieldValue }

/** What a change makes of what was there. */
export function fieldChangesOf(change: Change, before: Change): FieldChange[] {
  const was = new Map(fieldsOf(before).map(({ name, told }) => [name, told]))
  return fieldsOf(change).map(({ name, told }) => ({ name, before: was.get(name) ?? { is: 'none' }, after: told }))
}

function bytesTold(value: HeaderBytes | null): FieldValue {
  return value === null ? { is: 'none' } : { is: 'bytes', bytes: value }
}

function tagsTold(tags: readonly Tag[]): FieldValue {
  if (tags.length === 0) return { is: 'none' }
  return { is: 'text', text: tags.map(({ key, value }) => (value ? `${key}=${value}` : key)).join(', ') }
}

function encryptionTold(encryption: Encryption | null): FieldValue {
  if (encryption === null) return { is: 'none' }
  const { algorithm, keyId } = encryption
  return { is: 'text', text: keyId ? `${algorithm} ${keyId}` : algorithm }
}
