import type { BucketContext } from '../context.ts'
import { ossError } from '../errors.ts'
import { type Answer, emptyAnswer } from '../http/answer.ts'
import { readBody } from '../http/requestBody.ts'
import { saveConfig } from './bucketConfig.ts'

/**
 * PutBucketPolicy: a JSON document, stored and returned; what keys may do is said by their own policies.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketpolicy
 */
export async function putBucketPolicy(ctx: BucketContext): Promise<Answer> {
  const text = (await readBody(ctx)).toString()
  if (!isPolicy(text)) throw ossError('InvalidPolicyDocument')
  await saveConfig(ctx, 'policy', text)
  return emptyAnswer(200)
}

/** GetBucketPolicy. @see https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketpolicy */
export function getBucketPolicy({ bucket }: BucketContext): Answer {
  const policy = bucket.configs?.policy
  if (policy === undefined) throw ossError('NoSuchBucketPolicy', { extra: { BucketName: bucket.name } })
  return { status: 200, headers: { 'content-type': 'application/json' }, body: policy }
}

/** DeleteBucketPolicy. @see https://www.alibabacloud.com/help/en/oss/developer-reference/deletebucketpolicy */
export async function deleteBucketPolicy(ctx: BucketContext): Promise<Answer> {
  await saveConfig(ctx, 'policy', undefined)
  return emptyAnswer(204)
}

function isPolicy(text: string): boolean {
  try {
    const document: unknown = JSON.parse(text)
    return typeof document === 'object' && document !== null && 'Statement' in document
  } catch {
    // What is no JSON is no policy.
    return false
  }
}
