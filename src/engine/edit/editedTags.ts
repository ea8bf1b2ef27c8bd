import type { Tag } from '../../oss/types.ts'
import type { TagsEdit } from '../types.ts'

/** @see https://help.aliyun.com/zh/oss/user-guide/object-tagging-8 */
export const mostTags = 10

/** The tags after an edit; the order of those that stay, too. */
export function editedTags(edit: TagsEdit, is: Tag[]): Tag[] {
  if ('all' in edit) return edit.all
  const added = new Map(edit.add.map((tag) => [tag.key, tag]))
  const kept = is.filter(({ key }) => !edit.remove.includes(key))
  const keys = new Set(kept.map(({ key }) => key))
  return [...kept.map((tag) => added.get(tag.key) ?? tag), ...[...added.values()].filter(({ key }) => !keys.has(key))]
}
