import type { BucketContext } from '../context.ts'
import { ossError } from '../errors.ts'
import { type Answer, emptyAnswer, xmlAnswer } from '../http/answer.ts'
import { readXml } from '../http/requestBody.ts'
import { invalid } from '../metadata.ts'
import type { CorsRule } from '../store/types.ts'
import { child, children, element, escapeXml, type XmlElement } from '../xml.ts'
import { liveBucket } from './write.ts'

const METHODS = ['GET', 'PUT', 'DELETE', 'POST', 'HEAD']
const MOST_RULES = 10

/**
 * PutBucketCors: replaces all rules.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketcors
 */
export async function putBucketCors(ctx: BucketContext): Promise<Answer> {
  const document = await readXml(ctx, 'CORSConfiguration')
  const rules = children(document, 'CORSRule').map(parseRule)
  if (rules.length === 0) throw ossError('MalformedXML')
  if (rules.length > MOST_RULES) throw ossError('CORSRuleBeyondLimit')
  const vary = child(document, 'ResponseVary')?.text.trim().toLowerCase()
  const cors = { rules, ...(vary !== undefined && { responseVary: vary === 'true' }) }
  await ctx.oss.store.write((tx) => tx.putBucket({ ...liveBucket(tx, ctx.bucket), cors }))
  return emptyAnswer(200)
}

/**
 * GetBucketCors.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketcors
 */
export function getBucketCors({ bucket }: BucketContext): Answer {
  if (!bucket.cors) throw ossError('NoSuchCORSConfiguration', { extra: { BucketName: bucket.name } })
  const { rules, responseVary = false } = bucket.cors
  const content = rules.map(ruleXml).join('') + element('ResponseVary', String(responseVary))
  return xmlAnswer(element('CORSConfiguration', content))
}

/**
 * DeleteBucketCors.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/deletebucketcors
 */
export async function deleteBucketCors({ oss, bucket }: BucketContext): Promise<Answer> {
  await oss.store.write((tx) => {
    const { cors: _, ...rest } = liveBucket(tx, bucket)
    tx.putBucket(rest)
  })
  return emptyAnswer(204)
}

function parseRule(rule: XmlElement): CorsRule {
  const texts = (name: string) => children(rule, name).map(({ text }) => text.trim())
  const parsed = {
    origins: texts('AllowedOrigin'),
    methods: texts('AllowedMethod'),
    // OSS keeps the names of headers, which have no case, in lower case.
    headers: texts('AllowedHeader').map((name) => name.toLowerCase()),
    expose: texts('ExposeHeader'),
  }
  if (parsed.origins.length === 0 || parsed.methods.length === 0) throw ossError('MalformedXML')
  const method = parsed.methods.find((one) => !METHODS.includes(one))
  if (method !== undefined) throw invalid('AllowedMethod', method)
  for (const pattern of [...parsed.origins, ...parsed.headers]) {
    if (pattern.split('*').length > 2) throw invalid('CORSRule', pattern, { message: 'At most one * is allowed.' })
  }
  const exposed = parsed.expose.find((name) => name.includes('*'))
  if (exposed !== undefined) throw invalid('ExposeHeader', exposed)
  return { ...parsed, ...maxAgeOf(rule) }
}

function maxAgeOf(rule: XmlElement): { maxAgeSeconds?: number } {
  const text = child(rule, 'MaxAgeSeconds')?.text.trim()
  if (!text) return {}
  if (!/^\d{1,9}$/.test(text)) throw invalid('MaxAgeSeconds', text)
  return { maxAgeSeconds: Number(text) }
}

function ruleXml({ origins, methods, headers, expose, maxAgeSeconds }: CorsRule): string {
  const list = (name: string, values: string[]) => values.map((value) => element(name, escapeXml(value)))
  const content = [
    ...list('AllowedOrigin', origins),
    ...list('AllowedMethod', methods),
    ...list('AllowedHeader', headers),
    ...list('ExposeHeader', expose),
    maxAgeSeconds === undefined ? '' : element('MaxAgeSeconds', String(maxAgeSeconds)),
  ]
  return element('CORSRule', content.join(''))
}
