import type { BucketContext } from '../context.ts'
import { ossError } from '../errors.ts'
import { type Answer, emptyAnswer, xmlAnswer } from '../http/answer.ts'
import { readXml } from '../http/requestBody.ts'
import { element, escapeXml, parseXml, type XmlElement } from '../xml.ts'
import type { BucketConfig } from './bucketConfigs.ts'
import { liveBucket } from './write.ts'

/** Put, get and delete of one configuration. @see https://www.alibabacloud.com/help/en/oss/developer-reference/bucket-operations */
export function configOperations({ subResource, root, absent, check, without }: BucketConfig) {
  return {
    async put(ctx: BucketContext): Promise<Answer> {
      const document = await readXml(ctx, root)
      check?.(document, ctx)
      await saveConfig(ctx, subResource, serialize(document))
      return emptyAnswer(200)
    },
    get({ bucket }: BucketContext): Answer {
      const document = bucket.configs?.[subResource]
      if (document !== undefined) return xmlAnswer(document)
      if ('error' in absent) throw ossError(absent.error, { extra: { BucketName: bucket.name } })
      return xmlAnswer(absent.document)
    },
    async remove(ctx: BucketContext): Promise<Answer> {
      const named = ctx.query.get(subResource)
      const document = ctx.bucket.configs?.[subResource]
      const rest = named && document !== undefined ? without?.(parseXml(Buffer.from(document)), named) : undefined
      await saveConfig(ctx, subResource, rest && serialize(rest))
      return emptyAnswer(204)
    },
  }
}

/** Keeps (or, without a document, drops) one configuration of a bucket. */
export async function saveConfig(
  { oss, bucket }: BucketContext,
  name: string,
  document: string | undefined,
): Promise<void> {
  await oss.store.write((tx) => {
    const live = liveBucket(tx, bucket)
    const { [name]: _, ...others } = live.configs ?? {}
    tx.putBucket({ ...live, configs: { ...others, ...(document !== undefined && { [name]: document }) } })
  })
}

/** The document without the white space between its elements. */
export function serialize({ name, text, children: inner }: XmlElement): string {
  return element(name, inner.length > 0 ? inner.map(serialize).join('') : escapeXml(text))
}
