/** The form for many objects as typed, and the edit that it asks for: pure. */
import { compile } from '../../../engine/edit/compile.ts'
import { PatternError, type PatternProblem } from '../../../engine/edit/pattern.ts'
import { headerProblem, metaNameProblem } from '../../../engine/plan/check.ts'
import type { Edit, TagsEdit, ValueEdit } from '../../../engine/types.ts'
import { bytesOf, withoutEdges } from '../../../oss/headerBytes.ts'
import {
  type Acl,
  type Encryption,
  type HeaderName,
  headerNames,
  type StorageClass,
  type Tag,
} from '../../../oss/types.ts'
import { tagProblem } from '../../details/tags.ts'
import { normalMetaName } from '../normalMetaName.ts'

export type FieldAction = 'keep' | ValueEdit['do']
/** `value` of what is set, `find` and `by` of what is replaced: each stays typed while another is chosen. */
export type FieldForm = { do: FieldAction; value: string; find: string; by: string; isPattern: boolean }
/** `isThere`: some objects have it, so that its name is not typed. */
export type MetaForm = { id: number; name: string; isThere: boolean; field: FieldForm }
export type TagLine = Tag & { id: number; do: 'add' | 'remove' }
export type TagsForm = { do: 'keep' | 'some' | 'all'; lines: TagLine[] }
export type EncryptionChoice = '' | 'none' | 'AES256' | 'KMS'
export type EditForm = {
  headers: Record<HeaderName, FieldForm>
  meta: MetaForm[]
  tags: TagsForm
  acl: Acl | ''
  storageClass: StorageClass | ''
  encryption: EncryptionChoice
  keyId: string
}

export const unchangedField: FieldForm = { do: 'keep', value: '', find: '', by: '', isPattern: false }

export const emptyForm: EditForm = {
  headers: Object.fromEntries(headerNames.map((name) => [name, unchangedField])) as EditForm['headers'],
  meta: [],
  tags: { do: 'keep', lines: [] },
  acl: '',
  storageClass: '',
  encryption: '',
  keyId: '',
}

export type FieldProblem =
  | 'noValue'
  | 'noFind'
  | `pattern.${PatternProblem}`
  | NonNullable<ReturnType<typeof headerProblem>>

/** What is wrong with one field. An empty header is none, empty metadata is a value. */
export function fieldProblem(name: string, field: FieldForm): FieldProblem | undefined {
  if (field.do === 'keep' || field.do === 'remove' || field.do === 'byContent') return undefined
  if (field.do === 'replace') return findProblem(field)
  const isHeader = headerNames.some((header) => header === name)
  if (isHeader && withoutEdges(field.value) === '') return 'noValue'
  return headerProblem(name, field.value)
}

function findProblem({ find, isPattern }: FieldForm): FieldProblem | undefined {
  if (find === '') return 'noFind'
  if (!isPattern) return undefined
  try {
    compile(find)
    return undefined
  } catch (error) {
    if (error instanceof PatternError) return `pattern.${error.problem}`
    throw error
  }
}

/** OSS folds names, so that two which differ in case only are one. */
export function nameProblem(form: EditForm, { name }: MetaForm) {
  const same = form.meta.filter((one) => normalMetaName(one.name) === normalMetaName(name))
  return metaNameProblem(normalMetaName(name)) ?? (same.length > 1 ? 'twice' : undefined)
}

export function isEditValid(form: EditForm): boolean {
  return (
    headerNames.every((name) => fieldProblem(name, form.headers[name]) === undefined) &&
    form.meta.every((one) => one.field.do === 'keep' || isMetaValid(form, one)) &&
    areTagsFit(form.tags)
  )
}

function isMetaValid(form: EditForm, one: MetaForm): boolean {
  return nameProblem(form, one) === undefined && fieldProblem(one.name, one.field) === undefined
}

export function lineProblem({ lines }: TagsForm, line: TagLine) {
  return tagProblem(line.do === 'remove' ? { ...line, value: '' } : line, lines)
}

function areTagsFit(tags: TagsForm): boolean {
  return tags.do === 'keep' || tags.lines.every((line) => lineProblem(tags, line) === undefined)
}

/** Only what was asked. */
export function editOf(form: EditForm): Edit {
  const { acl, storageClass, encryption, keyId } = form
  const headers = editsOf(headerNames.map((name) => [name, form.headers[name]]))
  const meta = editsOf(form.meta.map(({ name, field }) => [normalMetaName(name), field]))
  const tags = tagsOf(form.tags)
  return {
    ...(headers && { headers }),
    ...(meta && { meta }),
    ...(tags && { tags }),
    ...(acl && { acl }),
    ...(storageClass && { storageClass }),
    ...(encryption && { encryption: encryptionOf(encryption, keyId) }),
  }
}

/** How many things the form asks for. */
export function countOf({ headers = {}, meta = {}, ...others }: Edit): number {
  return Object.keys(headers).length + Object.keys(meta).length + Object.keys(others).length
}

function editsOf(fields: (readonly [string, FieldForm])[]): Record<string, ValueEdit> | undefined {
  const edits = fields.flatMap(([name, field]) => {
    const edit = valueEdit(field)
    return edit ? [[name, edit] as const] : []
  })
  return edits.length > 0 ? Object.fromEntries(edits) : undefined
}

function valueEdit({ do: what, value, find, by, isPattern }: FieldForm): ValueEdit | undefined {
  if (what === 'keep') return undefined
  if (what === 'remove' || what === 'byContent') return { do: what }
  if (what === 'replace') return { do: 'replace', find, by, ...(isPattern && { isPattern }) }
  return { do: what, value: bytesOf(withoutEdges(value)) }
}

function tagsOf({ do: what, lines }: TagsForm): TagsEdit | undefined {
  const add = lines.filter((line) => line.do === 'add').map(({ key, value }) => ({ key, value }))
  if (what === 'all') return { all: add }
  const remove = lines.filter((line) => line.do === 'remove').map(({ key }) => key)
  return what === 'some' && lines.length > 0 ? { add, remove } : undefined
}

function encryptionOf(choice: Exclude<EncryptionChoice, ''>, keyId: string): Encryption | null {
  if (choice === 'none') return null
  return { algorithm: choice, ...(choice === 'KMS' && keyId.trim() && { keyId: keyId.trim() }) }
}
