/** What a plan file says of a change, or of an edit that becomes another change for each object. */
import { type HeaderBytes, headerNames, type Tag } from '../../oss/types.ts'
import { compile } from '../edit/compile.ts'
import { PatternError } from '../edit/pattern.ts'
import type { Change, ChangeRequest, Edit, TagsEdit, ValueEdit, ValueTest, When } from '../types.ts'
import { PlanFileError } from './fileFault.ts'
import { type Fields, fail, list, noUnknownFields, one, record, text, word } from './planFields.ts'
import { readValue, writeValue, writeValues } from './planValues.ts'

type Asked = Pick<ChangeRequest, 'change' | 'edit' | 'when'>

export function writeAsked({ change, edit, when }: Asked) {
  if (!edit) return { change: writeChange(change) }
  return { change: undefined, edit: writeEdit(edit), ...(when && { when: writeWhen(when) }) }
}

function writeWhen({ headers, meta, tags }: When) {
  return {
    ...(headers && { headers: writeEdits(headers) }),
    ...(meta && { meta: writeEdits(meta) }),
    ...(tags && { tags: writeEdits(tags) }),
  }
}

/** @throws PlanFileError */
export function readAsked({ change, edit, when }: Fields, path = 'request'): Asked {
  if (edit === undefined) {
    if (when !== undefined) fail(`${path}.when`, 'ofPlan', 'an edit beside it')
    return { change: readChange(record(change, `${path}.change`)) }
  }
  if (change !== undefined) fail(path, 'ofPlan', 'either a change or an edit')
  const read = { change: {}, edit: readEdit(record(edit, `${path}.edit`), `${path}.edit`) }
  return when === undefined ? read : { ...read, when: readWhen(record(when, `${path}.when`), `${path}.when`) }
}

function readWhen(when: Fields, path: string): When {
  noUnknownFields(when, `${path}.`, ['headers', 'meta', 'tags'])
  const { headers, meta, tags } = when
  return {
    ...(headers !== undefined && { headers: named(headers, `${path}.headers`, readTest, headerNames) }),
    ...(meta !== undefined && { meta: named(meta, `${path}.meta`, readTest) }),
    ...(tags !== undefined && { tags: tested(record(tags, `${path}.tags`), `${path}.tags`) }),
  }
}

/** Keys of tags are any text. */
function tested(tags: Fields, path: string): Record<string, ValueTest> {
  return Object.fromEntries(Object.entries(tags).map(([key, test]) => [key, readTest(test, `${path}.${key}`)]))
}

function readTest(value: unknown, path: string): ValueTest {
  const test = record(value, path)
  one(test.is, `${path}.is`, ['absent', 'present', 'equal', 'found', 'notFound'])
  if (test.is === 'equal') {
    noUnknownFields(test, `${path}.`, ['is', 'value'])
    return { is: 'equal', value: bytes(test.value, `${path}.value`) }
  }
  const isPattern = test.is === 'found' || test.is === 'notFound'
  noUnknownFields(test, `${path}.`, isPattern ? ['is', 'pattern'] : ['is'])
  if (!isPattern) return { is: test.is as 'absent' | 'present' }
  return { is: test.is as 'found' | 'notFound', pattern: readPatternText(test.pattern, `${path}.pattern`) }
}

/** A pattern that is known here. */
function readPatternText(value: unknown, path: string): string {
  const pattern = text(value, path)
  try {
    compile(pattern)
  } catch (error) {
    if (error instanceof PatternError) fail(path, 'pattern')
    throw error
  }
  return pattern
}

function writeEdit({ headers, meta, ...others }: Edit) {
  return { ...(headers && { headers: writeEdits(headers) }), ...(meta && { meta: writeEdits(meta) }), ...others }
}

function readEdit(edit: Fields, path: string): Edit {
  noUnknownFields(edit, `${path}.`, ['headers', 'meta', 'tags', 'acl', 'storageClass', 'encryption'])
  const { headers, meta, tags } = edit
  checkOthers(edit, path)
  return {
    ...edit,
    ...(headers !== undefined && { headers: named(headers, `${path}.headers`, readValueEdit, headerNames) }),
    ...(meta !== undefined && { meta: named(meta, `${path}.meta`, readValueEdit) }),
    ...(tags !== undefined && { tags: readTagsEdit(record(tags, `${path}.tags`), `${path}.tags`) }),
  }
}

function writeEdits(edits: Record<string, ValueEdit | ValueTest>) {
  const written = (edit: ValueEdit | ValueTest) => ('value' in edit ? { ...edit, value: writeValue(edit.value) } : edit)
  return Object.fromEntries(Object.entries(edits).map(([name, edit]) => [name, written(edit)]))
}

function readValueEdit(value: unknown, path: string): ValueEdit {
  const edit = record(value, path)
  const isType = path.endsWith('.headers.Content-Type')
  one(edit.do, `${path}.do`, ['set', 'setIfAbsent', 'remove', 'replace', ...(isType ? ['byContent'] : [])])
  if (edit.do === 'replace') return readReplace(edit, path)
  const isBare = edit.do === 'remove' || edit.do === 'byContent'
  noUnknownFields(edit, `${path}.`, isBare ? ['do'] : ['do', 'value'])
  if (isBare) return { do: edit.do } as ValueEdit
  return { do: edit.do as 'set' | 'setIfAbsent', value: bytes(edit.value, `${path}.value`) }
}

function readReplace(edit: Fields, path: string): ValueEdit {
  noUnknownFields(edit, `${path}.`, ['do', 'find', 'by', 'isPattern'])
  const [find, by] = [text(edit.find, `${path}.find`), text(edit.by, `${path}.by`)]
  if (edit.isPattern === undefined) return { do: 'replace', find, by }
  one(edit.isPattern, `${path}.isPattern`, [true])
  return { do: 'replace', find: readPatternText(find, `${path}.find`), by, isPattern: true }
}

function readTagsEdit(edit: Fields, path: string): TagsEdit {
  if (edit.all !== undefined) {
    noUnknownFields(edit, `${path}.`, ['all'])
    return { all: readTags(edit.all, `${path}.all`) }
  }
  noUnknownFields(edit, `${path}.`, ['add', 'remove'])
  const remove = list(edit.remove, `${path}.remove`).map((key, n) => text(key, `${path}.remove[${n}]`))
  return { add: readTags(edit.add, `${path}.add`), remove }
}

function writeChange({ headers, meta, ...others }: Change) {
  return { ...(headers && { headers: writeValues(headers) }), ...(meta && { meta: writeValues(meta) }), ...others }
}

const acls = ['default', 'private', 'public-read', 'public-read-write']
export const classes = ['Standard', 'IA', 'Archive', 'ColdArchive', 'DeepColdArchive']

function readChange(change: Fields): Change {
  noUnknownFields(change, 'request.change.', ['headers', 'meta', 'tags', 'acl', 'storageClass', 'encryption'])
  const { headers, meta, tags } = change
  if (tags !== undefined) readTags(tags, 'request.change.tags')
  checkOthers(change, 'request.change')
  return {
    ...change,
    ...(headers !== undefined && { headers: named(headers, 'request.change.headers', bytesOrNull, headerNames) }),
    ...(meta !== undefined && { meta: named(meta, 'request.change.meta', bytesOrNull) }),
  }
}

function checkOthers({ acl, storageClass, encryption }: Fields, path: string): void {
  if (acl !== undefined) one(acl, `${path}.acl`, acls)
  if (storageClass !== undefined) one(storageClass, `${path}.storageClass`, classes)
  if (encryption === undefined || encryption === null) return
  const fields = record(encryption, `${path}.encryption`)
  noUnknownFields(fields, `${path}.encryption.`, ['algorithm', 'keyId'])
  word(fields.algorithm, `${path}.encryption.algorithm`)
  if (fields.keyId !== undefined) word(fields.keyId, `${path}.encryption.keyId`)
}

/** A record by names of headers, or of those in `names`. */
function named<Value>(
  value: unknown,
  path: string,
  read: (value: unknown, path: string) => Value,
  names?: readonly string[],
): Record<string, Value> {
  const values = record(value, path)
  if (names) noUnknownFields(values, `${path}.`, names)
  for (const name of Object.keys(values))
    if (!isHeaderName(name)) throw new PlanFileError({ is: 'headerName', path, name })
  return Object.fromEntries(Object.entries(values).map(([name, each]) => [name, read(each, `${path}.${name}`)]))
}

/** What HTTP takes; OSS takes less, and folds it. */
function isHeaderName(name: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]{1,1024}$/.test(name)
}

/** `null` removes. */
function bytesOrNull(value: unknown, path: string): HeaderBytes | null {
  return value === null ? null : bytes(value, path)
}

function bytes(value: unknown, path: string): HeaderBytes {
  const isKind = typeof value === 'string' || (typeof value === 'object' && value !== null)
  return readValue(value) ?? fail(path, isKind ? 'value' : 'text')
}

function readTags(value: unknown, path: string): Tag[] {
  return list(value, path).map((each, n) => {
    const tag = record(each, `${path}[${n}]`)
    noUnknownFields(tag, `${path}[${n}].`, ['key', 'value'])
    return { key: text(tag.key, `${path}[${n}].key`), value: text(tag.value, `${path}[${n}].value`) }
  })
}
