/** What an edit makes of one object: pure. */
import { ownValue } from '../../oss/ownValue.ts'
import type { Acl, Head, HeaderBytes, Headers, Meta, Tag } from '../../oss/types.ts'
import { formerValues, merged } from '../evidence/attributes.ts'
import { sameEncryption, sameTags } from '../evidence/evidence.ts'
import { metaBytes, metaLimit } from '../plan/check.ts'
import type { Change, Edit, ValueEdit } from '../types.ts'
import { editedTags, mostTags } from './editedTags.ts'
import { isProvable } from './typeOfBytes.ts'
import { Uneditable } from './uneditable.ts'
import { valueAfter } from './valueAfter.ts'

/** An object as it is, as far as the edit is about it. */
export type ObjectProperties = Pick<Head, 'headers' | 'meta' | 'storageClass' | 'encryption'> & {
  tags?: Tag[] | undefined
  acl?: Acl | undefined
  /** Its first bytes, where they were read. */
  first?: Uint8Array | undefined
}
/** `expects`: the same fields as they are now. Both are empty where all is as asked already. */
export type Edited = { change: Change; expects: Change }

/** What differs after an edit, and what it was. @throws Uneditable; PatternError for a pattern that is none */
export function edited(edit: Edit, is: ObjectProperties): Edited {
  const headers = changedValues(edit.headers, is.headers, is.first)
  const meta = changedValues(folded(edit.meta), is.meta)
  if (meta && metaBytes(merged(is.meta, meta)) > metaLimit) throw new Uneditable('tooMuchMeta')
  const { change, expects } = editedOthers(edit, is)
  return {
    change: { ...(headers && { headers }), ...(meta && { meta }), ...change },
    expects: {
      ...(headers && { headers: formerValues(is.headers, headers) }),
      ...(meta && { meta: formerValues(is.meta, meta) }),
      ...expects,
    },
  }
}

/** As much of an edit as a change is about; a type by content as the change says it. */
export function editOf(edit: Edit, change: Change): Edit {
  const { tags, acl, storageClass, encryption } = edit
  const type = change.headers?.['Content-Type']
  const isProved = edit.headers?.['Content-Type']?.do === 'byContent' && type && isProvable(type)
  const some = (edits: Record<string, ValueEdit> = {}, values: object = {}) =>
    Object.fromEntries(Object.entries(edits).filter(([name]) => Object.hasOwn(values, name)))
  return {
    headers: {
      ...some(edit.headers, change.headers),
      ...(isProved && { 'Content-Type': { do: 'set', value: type } }),
    },
    meta: some(folded(edit.meta), change.meta),
    ...(tags && change.tags && { tags }),
    ...(acl && change.acl && { acl }),
    ...(storageClass && change.storageClass && { storageClass }),
    ...(encryption !== undefined && change.encryption !== undefined && { encryption }),
  }
}

/** An object as the plan saw it, as far as it changes it. */
export function propertiesIn({
  headers,
  meta,
  tags,
  acl,
  storageClass = 'Standard',
  encryption,
}: Change): ObjectProperties {
  return {
    headers: valuesIn(headers),
    meta: valuesIn(meta),
    storageClass,
    tags,
    acl,
    ...(encryption && { encryption }),
  }
}

function valuesIn(values: Record<string, HeaderBytes | null> = {}): Meta {
  const given = Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]))
  return Object.fromEntries(given)
}

/** Whether nothing is left to be done. */
export function isAsAsked({ change }: Edited): boolean {
  return Object.keys(change).length === 0
}

/** OSS folds the names of metadata. */
function folded(meta: Edit['meta'] = {}): Record<string, ValueEdit> {
  return Object.fromEntries(Object.entries(meta).map(([name, edit]) => [name.toLowerCase(), edit]))
}

function changedValues(edits: Record<string, ValueEdit> = {}, is: Headers | Meta, first?: Uint8Array) {
  const pairs = Object.entries(edits).flatMap(([name, edit]) => {
    const before = ownValue<Meta[string] | undefined>(is, name) ?? null
    const after = valueAfter(name, edit, before, first)
    return after === before ? [] : [[name, after] as const]
  })
  return pairs.length > 0 ? Object.fromEntries(pairs) : undefined
}

/** What is one value, and the tags. */
function editedOthers({ tags, acl, storageClass, encryption }: Edit, is: ObjectProperties): Edited {
  const [change, expects]: [Change, Change] = [{}, {}]
  const after = tags && editedTags(tags, is.tags ?? [])
  if (after && !sameTags(after, is.tags ?? [])) {
    if (after.length > mostTags) throw new Uneditable('tooManyTags')
    Object.assign(change, { tags: after })
    Object.assign(expects, { tags: is.tags ?? [] })
  }
  if (acl && acl !== is.acl) {
    Object.assign(change, { acl })
    Object.assign(expects, { acl: is.acl })
  }
  if (storageClass && storageClass !== is.storageClass) {
    Object.assign(change, { storageClass })
    Object.assign(expects, { storageClass: is.storageClass })
  }
  if (encryption !== undefined && !sameEncryption(encryption ?? undefined, is.encryption)) {
    Object.assign(change, { encryption })
    Object.assign(expects, { encryption: is.encryption ?? null })
  }
  return { change, expects }
}
