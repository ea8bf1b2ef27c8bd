import { array, boolean, entriesFromList, number, object, picklist, string } from 'valibot'
import { storageClasses } from '../../../oss/metadata.ts'
import { headerNames } from '../../../oss/types.ts'

const field = object({
  do: picklist(['keep', 'set', 'setIfAbsent', 'remove', 'replace', 'byContent']),
  value: string(),
  find: string(),
  by: string(),
  isPattern: boolean(),
})

/** The form of an edit as it is kept for a reload. */
export const editDraft = object({
  headers: object(entriesFromList(headerNames, field)),
  meta: array(object({ id: number(), name: string(), isThere: boolean(), field })),
  tags: object({
    do: picklist(['keep', 'some', 'all']),
    lines: array(object({ id: number(), do: picklist(['add', 'remove']), key: string(), value: string() })),
  }),
  acl: picklist(['', 'default', 'private', 'public-read', 'public-read-write']),
  storageClass: picklist(['', ...storageClasses]),
  encryption: picklist(['', 'none', 'AES256', 'KMS']),
  keyId: string(),
})
