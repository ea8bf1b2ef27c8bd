import { array, exactOptional, type InferOutput, number, object, picklist, record, string } from 'valibot'
import { headerNames } from '../../oss/types.ts'

/** An unsaved text, and all that its editor was opened from: where that is no longer so, it is a conflict. */
export const textDraft = object({
  text: string(),
  head: object({
    size: number(),
    etag: string(),
    modified: number(),
    type: picklist(['Normal', 'Multipart']),
    storageClass: picklist(['Standard', 'IA', 'Archive', 'ColdArchive', 'DeepColdArchive', 'Unknown']),
    crc64: exactOptional(string()),
    headers: record(picklist(headerNames), string()),
    meta: record(string(), string()),
    tagCount: number(),
    encryption: exactOptional(object({ algorithm: string(), keyId: exactOptional(string()) })),
  }),
  /** Unknown where the text was typed before they were read. */
  beside: exactOptional(
    object({
      tags: array(object({ key: string(), value: string() })),
      acl: picklist(['default', 'private', 'public-read', 'public-read-write']),
    }),
  ),
})
export type TextDraft = InferOutput<typeof textDraft>
