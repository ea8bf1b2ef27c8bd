import type { BucketContext } from '../context.ts'
import { ossError } from '../errors.ts'
import { type Answer, emptyAnswer, xmlAnswer } from '../http/answer.ts'
import { readXml } from '../http/requestBody.ts'
import { child, element } from '../xml.ts'
import { liveBucket } from './write.ts'

/**
 * GetBucketVersioning: no Status in a bucket that never had it.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketversioning
 */
export function getBucketVersioning({ bucket }: BucketContext): Answer {
  const status = bucket.versioning ? element('Status', bucket.versioning) : ''
  return xmlAnswer(element('VersioningConfiguration', status))
}

/**
 * PutBucketVersioning: Enabled or Suspended, never back to none.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketversioning
 */
export async function putBucketVersioning(ctx: BucketContext): Promise<Answer> {
  const status = child(await readXml(ctx, 'VersioningConfiguration'), 'Status')?.text.trim()
  if (status !== 'Enabled' && status !== 'Suspended') throw ossError('MalformedXML')
  await ctx.oss.store.write((tx) => tx.putBucket({ ...liveBucket(tx, ctx.bucket), versioning: status }))
  return emptyAnswer(200)
}
