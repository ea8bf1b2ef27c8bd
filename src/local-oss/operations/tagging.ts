import type { ObjectContext } from '../context.ts'
import { ossError } from '../errors.ts'
import { type Answer, emptyAnswer, xmlAnswer } from '../http/answer.ts'
import { readXml } from '../http/requestBody.ts'
import { checkTags, type Tags } from '../metadata.ts'
import { child, children, element, escapeXml, type XmlElement } from '../xml.ts'
import { findObject } from './find.ts'
import { versionHeaders } from './objectHeaders.ts'

/**
 * GetObjectTagging.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/getobjecttagging
 */
export function getObjectTagging(ctx: ObjectContext): Answer {
  const { record } = findObject(ctx, ctx.oss.store)
  return xmlAnswer(taggingXml(record.tags ?? []), versionHeaders(ctx.bucket, record))
}

/**
 * PutObjectTagging: replaces all tags; Last-Modified stays.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/putobjecttagging
 */
export async function putObjectTagging(ctx: ObjectContext): Promise<Answer> {
  const tags = parseTagging(await readXml(ctx, 'Tagging'))
  return setTags(ctx, { tags, status: 200 })
}

/**
 * DeleteObjectTagging.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/deleteobjecttagging
 */
export function deleteObjectTagging(ctx: ObjectContext): Promise<Answer> {
  return setTags(ctx, { tags: [], status: 204 })
}

/** The tags of a `<Tagging>` document, at most `most`. Throws MalformedXML and what `checkTags` throws. */
export function parseTagging(document: XmlElement, most = 10): Tags {
  const set = child(document, 'TagSet')
  if (!set) throw ossError('MalformedXML')
  const tags = children(set, 'Tag').map((tag): [string, string] => {
    const key = child(tag, 'Key')?.text
    if (key === undefined) throw ossError('MalformedXML')
    return [key, child(tag, 'Value')?.text ?? '']
  })
  return checkTags(tags, most)
}

function taggingXml(tags: Tags): string {
  const lines = tags.map(([key, value]) =>
    element('Tag', element('Key', escapeXml(key)) + element('Value', escapeXml(value))),
  )
  return element('Tagging', element('TagSet', lines.join('')))
}

async function setTags(ctx: ObjectContext, { tags, status }: { tags: Tags; status: number }): Promise<Answer> {
  const { oss, bucket, key } = ctx
  const record = await oss.store.write((tx) => {
    const found = findObject(ctx, tx)
    const { tags: _, ...rest } = found.record
    tx.update(bucket.name, key, { ...found, record: { ...rest, ...(tags.length > 0 && { tags }) } })
    return rest
  })
  return emptyAnswer(status, versionHeaders(bucket, record))
}
