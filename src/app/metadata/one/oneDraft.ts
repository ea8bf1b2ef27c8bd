import {
  array,
  entriesFromList,
  exactOptional,
  type InferOutput,
  number,
  object,
  picklist,
  record,
  string,
} from 'valibot'
import { storageClasses } from '../../../oss/metadata.ts'
import { headerNames } from '../../../oss/types.ts'
import { editDraft } from '../many/editDraft.ts'
import type { SurveyedObject } from '../many/valueCounts.ts'
import type { State } from './useOneForm.ts'

const encryption = object({
  algorithm: string(),
  keyId: exactOptional(string()),
  dataAlgorithm: exactOptional(string()),
})

/** What was typed about an object, over what it was then: where that is no longer so, both are shown. */
export const oneDraft = object({
  seen: object({
    key: string(),
    size: number(),
    modified: number(),
    storageClass: picklist([...storageClasses, 'Unknown']),
    headers: record(picklist(headerNames), string()),
    meta: record(string(), string()),
    encryption: exactOptional(encryption),
    tags: exactOptional(array(object({ key: string(), value: string() }))),
    acl: exactOptional(picklist(['default', 'private', 'public-read', 'public-read-write'])),
  }),
  headers: object(entriesFromList(headerNames, string())),
  pairs: array(
    object({
      id: number(),
      name: string(),
      value: string(),
      stored: exactOptional(object({ name: string(), value: string() })),
    }),
  ),
  others: editDraft,
  raw: exactOptional(string()),
})
type OneDraft = InferOutput<typeof oneDraft>

export function draftOf({ seen, form: { headers, pairs }, others, raw }: State): OneDraft {
  return { seen: seen as OneDraft['seen'], headers, pairs, others, ...(raw !== undefined && { raw }) }
}

export function stateOf({ seen: kept, headers, pairs, others, raw }: OneDraft): State {
  // Bytes are kept as the text that they are in memory.
  const seen = kept as SurveyedObject
  const form = { known: seen, headers, pairs: pairs as State['form']['pairs'] }
  return { seen, form, others, ...(raw !== undefined && { raw }) }
}
