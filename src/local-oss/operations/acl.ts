import type { BucketContext, ObjectContext } from '../context.ts'
import { type Answer, emptyAnswer, xmlAnswer } from '../http/answer.ts'
import { bucketAclOf, invalid, objectAclOf, refusePublic } from '../metadata.ts'
import { element } from '../xml.ts'
import { findObject } from './find.ts'
import { ownerXml } from './listObjects.ts'
import { versionHeaders } from './objectHeaders.ts'
import { liveBucket } from './write.ts'

/**
 * GetObjectACL.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/getobjectacl
 */
export function getObjectAcl(ctx: ObjectContext): Answer {
  const { record } = findObject(ctx, ctx.oss.store)
  return xmlAnswer(aclXml(record.acl ?? 'default'), versionHeaders(ctx.bucket, record))
}

/**
 * PutObjectACL; it changes Last-Modified.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/putobjectacl
 */
export async function putObjectAcl(ctx: ObjectContext): Promise<Answer> {
  const { oss, bucket, key, headers } = ctx
  const given = headers.get('x-oss-object-acl')
  if (given === undefined) throw invalid('x-oss-object-acl', '')
  const acl = objectAclOf(given)
  refusePublic('object', acl, bucket)
  const record = await oss.store.write((tx) => {
    const found = findObject(ctx, tx)
    const { acl: _, ...rest } = found.record
    const changed = { ...rest, modified: oss.now(), ...(acl !== 'default' && { acl }) }
    tx.update(bucket.name, key, { ...found, record: changed })
    return changed
  })
  return emptyAnswer(200, versionHeaders(bucket, record))
}

/**
 * GetBucketAcl.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketacl
 */
export function getBucketAcl({ bucket }: BucketContext): Answer {
  return xmlAnswer(aclXml(bucket.acl))
}

/**
 * PutBucketAcl.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketacl
 */
export async function putBucketAcl({ oss, bucket, headers }: BucketContext): Promise<Answer> {
  const acl = bucketAclOf(headers.get('x-oss-acl') ?? '')
  refusePublic('bucket', acl, bucket)
  await oss.store.write((tx) => tx.putBucket({ ...liveBucket(tx, bucket), acl }))
  return emptyAnswer(200)
}

function aclXml(grant: string): string {
  return element('AccessControlPolicy', ownerXml() + element('AccessControlList', element('Grant', grant)))
}
