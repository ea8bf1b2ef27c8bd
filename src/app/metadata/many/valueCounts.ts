/** What many objects have, field by field: pure. */
import type { ObjectProperties } from '../../../engine/edit/edited.ts'
import { ownValue } from '../../../oss/ownValue.ts'
import type { Encryption, Head, HeaderBytes, HeaderName } from '../../../oss/types.ts'

/** One object as it was read; without tags or ACL the key may not read them. */
export type SurveyedObject = ObjectProperties & Pick<Head, 'modified' | 'size'> & { key: string }
/** `of`: how many there are to read. `links`: symlinks, which have no metadata that could be read. `isWhole`: no object was left out. */
export type Survey = { objects: SurveyedObject[]; links: number; of: number; isWhole: boolean }
export const emptySurvey: Survey = { objects: [], links: 0, of: 0, isWhole: true }

/** What a field is in how many objects, the most frequent first; `null` is absent, or without. */
export type ValueCounts<Value> = { value: Value | null; count: number }[]

export function headerCounts(objects: readonly SurveyedObject[], name: HeaderName): ValueCounts<HeaderBytes> {
  return spread(objects.map(({ headers }) => headers[name] ?? null))
}

export function metaCounts(objects: readonly SurveyedObject[], name: string): ValueCounts<HeaderBytes> {
  return spread(objects.map(({ meta }) => ownValue<HeaderBytes | undefined>(meta, name) ?? null))
}

/** Names of user metadata that there are, the most frequent first. */
export function metaNames(objects: readonly SurveyedObject[]): string[] {
  return spread(objects.flatMap(({ meta }) => Object.keys(meta))).flatMap(({ value }) => value ?? [])
}

/** Tags as `key=value`, the most frequent first; `null`: of so many objects they could not be read. */
export function tagCounts(objects: readonly SurveyedObject[]): ValueCounts<string> {
  return spread(
    objects.flatMap(({ tags }) => tags?.map(({ key, value }) => (value ? `${key}=${value}` : key)) ?? [null]),
  )
}

export function aclCounts(objects: readonly SurveyedObject[]) {
  return spread(objects.map(({ acl }) => acl ?? null))
}

export function classCounts(objects: readonly SurveyedObject[]) {
  return spread(objects.map(({ storageClass }) => storageClass))
}

export function encryptionCounts(objects: readonly SurveyedObject[]): ValueCounts<string> {
  return spread(objects.map(({ encryption }) => (encryption ? encryptionName(encryption) : null)))
}

function encryptionName({ algorithm, keyId }: Encryption): string {
  return keyId ? `${algorithm} ${keyId}` : algorithm
}

function spread<Value extends string>(values: readonly (Value | null)[]): ValueCounts<Value> {
  const counts = new Map<Value | null, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count)
}
