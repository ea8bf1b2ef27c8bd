import type { Edit, TagsEdit, ValueEdit } from '../../engine/types.ts'
import { textOf } from '../../oss/headerBytes.ts'
import { type EditForm, emptyForm, type FieldForm, type TagsForm, unchangedField } from '../metadata/many/editForm.ts'

/** The form as somebody would have typed it who means this edit. */
export function editFormOf({ headers = {}, meta = {}, tags, acl, storageClass, encryption }: Edit): EditForm {
  const fields = Object.entries(headers).map(([name, edit]) => [name, fieldOf(edit)])
  return {
    headers: { ...emptyForm.headers, ...Object.fromEntries(fields) },
    meta: Object.entries(meta).map(([name, edit], id) => ({ id, name, isThere: false, field: fieldOf(edit) })),
    tags: tags ? tagsFormOf(tags) : emptyForm.tags,
    acl: acl ?? '',
    storageClass: storageClass ?? '',
    ...encryptionOf(encryption),
  }
}

function encryptionOf(encryption: Edit['encryption']): Pick<EditForm, 'encryption' | 'keyId'> {
  if (encryption === undefined) return { encryption: '', keyId: '' }
  if (encryption === null) return { encryption: 'none', keyId: '' }
  const { algorithm, keyId = '' } = encryption
  return { encryption: algorithm === 'AES256' || algorithm === 'KMS' ? algorithm : '', keyId }
}

function fieldOf(edit: ValueEdit): FieldForm {
  if (edit.do === 'remove' || edit.do === 'byContent') return { ...unchangedField, do: edit.do }
  if (edit.do === 'replace')
    return { ...unchangedField, do: 'replace', find: edit.find, by: edit.by, isPattern: edit.isPattern === true }
  return { ...unchangedField, do: edit.do, value: textOf(edit.value).text }
}

function tagsFormOf(edit: TagsEdit): TagsForm {
  const added = 'all' in edit ? edit.all : edit.add
  const removed = 'all' in edit ? [] : edit.remove
  const lines = [
    ...added.map((tag) => ({ ...tag, do: 'add' as const })),
    ...removed.map((key) => ({ key, value: '', do: 'remove' as const })),
  ]
  return { do: 'all' in edit ? 'all' : 'some', lines: lines.map((line, id) => ({ ...line, id })) }
}
