import { keyBytes } from '../../engine/keys.ts'
import type { Tag } from '../../oss/types.ts'

/** @see https://help.aliyun.com/zh/oss/user-guide/object-tagging */
export const mostTags = 10
const longestKey = 128
const longestValue = 256
/** Letters and digits of any script, as the console takes them. */
const allowed = /^[\p{L}\p{N} +\-=._:/]*$/u

export type TagProblem = 'empty' | 'twice' | 'keyTooLong' | 'valueTooLong' | 'characters'

/** What OSS would refuse in one tag among the others. Keys differ by case. */
export function tagProblem({ key, value }: Tag, tags: readonly Tag[]): TagProblem | undefined {
  if (key === '') return 'empty'
  if (tags.filter((tag) => tag.key === key).length > 1) return 'twice'
  if (keyBytes(key) > longestKey) return 'keyTooLong'
  if (keyBytes(value) > longestValue) return 'valueTooLong'
  return allowed.test(key + value) ? undefined : 'characters'
}

export function areTagsValid(tags: readonly Tag[]): boolean {
  return tags.length <= mostTags && tags.every((tag) => tagProblem(tag, tags) === undefined)
}

export function sameTags(a: readonly Tag[], b: readonly Tag[]): boolean {
  return a.length === b.length && a.every(({ key, value }, n) => b[n]?.key === key && b[n]?.value === value)
}

/** Somebody else's tags with what a person changed since they saw `seen`: nothing of either is dropped. */
export function mergedTags(seen: readonly Tag[], mine: readonly Tag[], current: readonly Tag[]): Tag[] {
  const before = new Map(seen.map(({ key, value }) => [key, value]))
  const merged = new Map(current.map(({ key, value }) => [key, value]))
  for (const { key } of seen) if (!mine.some((tag) => tag.key === key)) merged.delete(key)
  for (const { key, value } of mine) if (before.get(key) !== value) merged.set(key, value)
  return [...merged].map(([key, value]) => ({ key, value }))
}
