import { array, number, object, picklist, string } from 'valibot'
import { storageClasses } from '../../oss/metadata.ts'
import { editDraft } from '../metadata/many/editDraft.ts'

/** The form of a rule as it is kept for a reload. */
export const ruleDraft = object({
  name: string(),
  names: string(),
  from: string(),
  to: string(),
  days: string(),
  storageClass: picklist(['', ...storageClasses]),
  conditions: array(
    object({
      id: number(),
      kind: picklist(['header', 'meta', 'tag']),
      name: string(),
      is: picklist(['absent', 'present', 'equal', 'found', 'notFound']),
      value: string(),
    }),
  ),
  edit: editDraft,
})
