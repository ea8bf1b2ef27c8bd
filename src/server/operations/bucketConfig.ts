import { randomUUID } from 'node:crypto'
import { type Answer, emptyAnswer, xmlAnswer } from '../answer.ts'
import type { BucketContext } from '../context.ts'
import { type ErrorCode, ossError } from '../errors.ts'
import { invalid } from '../metadata.ts'
import { readBody, readXml } from '../requestBody.ts'
import { child, children, element, escapeXml, type XmlElement } from '../xml.ts'
import { parseTagging } from './tagging.ts'
import { liveBucket } from './write.ts'

/** A configuration of a bucket that is put, returned and deleted as one XML document. */
export type BucketConfig = {
  /** As in the operation's name: `GetBucketLifecycle`. */
  name: string
  subResource: string
  root: string
  /** What GET answers when nothing was put: an error, or this document. */
  absent: { error: ErrorCode } | { document: string }
  /** Throws for a document that OSS would not take; may complete it. */
  check?: (document: XmlElement) => void
}

/** Those that are stored and returned. Encryption, overwrite rules, the public access block and direct reading of Archive take effect. */
export const BUCKET_CONFIGS: BucketConfig[] = [
  {
    name: 'Tags',
    subResource: 'tagging',
    root: 'Tagging',
    absent: { document: '<Tagging><TagSet></TagSet></Tagging>' },
    check: (document) => void parseTagging(document, 20),
  },
  {
    name: 'Encryption',
    subResource: 'encryption',
    root: 'ServerSideEncryptionRule',
    absent: { error: 'NoSuchServerSideEncryptionRule' },
    check: checkEncryption,
  },
  {
    name: 'Lifecycle',
    subResource: 'lifecycle',
    root: 'LifecycleConfiguration',
    absent: { error: 'NoSuchLifecycle' },
    check: checkLifecycle,
  },
  {
    name: 'Website',
    subResource: 'website',
    root: 'WebsiteConfiguration',
    absent: { error: 'NoSuchWebsiteConfiguration' },
  },
  {
    name: 'Referer',
    subResource: 'referer',
    root: 'RefererConfiguration',
    absent: {
      document:
        '<RefererConfiguration><AllowEmptyReferer>true</AllowEmptyReferer><RefererList></RefererList></RefererConfiguration>',
    },
  },
  {
    name: 'Logging',
    subResource: 'logging',
    root: 'BucketLoggingStatus',
    absent: { document: '<BucketLoggingStatus></BucketLoggingStatus>' },
  },
  {
    name: 'RequestPayment',
    subResource: 'requestPayment',
    root: 'RequestPaymentConfiguration',
    absent: { document: '<RequestPaymentConfiguration><Payer>BucketOwner</Payer></RequestPaymentConfiguration>' },
    check: (document) => oneOf(document, 'Payer', ['BucketOwner', 'Requester']),
  },
  {
    name: 'TransferAcceleration',
    subResource: 'transferAcceleration',
    root: 'TransferAccelerationConfiguration',
    absent: { error: 'NoSuchTransferAccelerationConfiguration' },
  },
  {
    name: 'PublicAccessBlock',
    subResource: 'publicAccessBlock',
    root: 'PublicAccessBlockConfiguration',
    absent: {
      document:
        '<PublicAccessBlockConfiguration><BlockPublicAccess>false</BlockPublicAccess></PublicAccessBlockConfiguration>',
    },
    check: (document) => oneOf(document, 'BlockPublicAccess', ['true', 'false']),
  },
  {
    name: 'ArchiveDirectRead',
    subResource: 'bucketArchiveDirectRead',
    root: 'ArchiveDirectReadConfiguration',
    absent: { document: '<ArchiveDirectReadConfiguration><Enabled>false</Enabled></ArchiveDirectReadConfiguration>' },
    check: (document) => oneOf(document, 'Enabled', ['true', 'false']),
  },
  {
    name: 'OverwriteConfig',
    subResource: 'overwriteConfig',
    root: 'OverwriteConfiguration',
    absent: { document: '<OverwriteConfiguration></OverwriteConfiguration>' },
    check: checkOverwriteRules,
  },
]

/** Put, get and delete of one configuration. @see https://www.alibabacloud.com/help/en/oss/developer-reference/bucket-operations */
export function configOperations({ subResource, root, absent, check }: BucketConfig) {
  return {
    async put(ctx: BucketContext): Promise<Answer> {
      const document = await readXml(ctx, root)
      check?.(document)
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
      await saveConfig(ctx, subResource, undefined)
      return emptyAnswer(204)
    },
  }
}

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

/** PutBucketInventory: stored by its id. @see https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketinventory */
export async function putBucketInventory(ctx: BucketContext): Promise<Answer> {
  const document = await readXml(ctx, 'InventoryConfiguration')
  const id = ctx.query.get('inventoryId') ?? ''
  if (id === '' || child(document, 'Id')?.text !== id) throw invalid('inventoryId', id)
  await saveConfig(ctx, `inventory/${id}`, serialize(document))
  return emptyAnswer(200)
}

/** GetBucketInventory. @see https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketinventory */
export function getBucketInventory({ bucket, query }: BucketContext): Answer {
  const document = bucket.configs?.[`inventory/${query.get('inventoryId')}`]
  if (document === undefined) throw ossError('NoSuchInventory')
  return xmlAnswer(document)
}

/** ListBucketInventory, all on one page. @see https://www.alibabacloud.com/help/en/oss/developer-reference/listbucketinventory */
export function listBucketInventory({ bucket }: BucketContext): Answer {
  const all = Object.entries(bucket.configs ?? {}).filter(([name]) => name.startsWith('inventory/'))
  if (all.length === 0) throw ossError('NoSuchInventory')
  const content = all.map(([, document]) => document).join('') + element('IsTruncated', 'false')
  return xmlAnswer(element('ListInventoryConfigurationsResult', content))
}

/** DeleteBucketInventory. @see https://www.alibabacloud.com/help/en/oss/developer-reference/deletebucketinventory */
export async function deleteBucketInventory(ctx: BucketContext): Promise<Answer> {
  await saveConfig(ctx, `inventory/${ctx.query.get('inventoryId')}`, undefined)
  return emptyAnswer(204)
}

async function saveConfig({ oss, bucket }: BucketContext, name: string, document: string | undefined): Promise<void> {
  await oss.store.write((tx) => {
    const live = liveBucket(tx, bucket)
    const { [name]: _, ...others } = live.configs ?? {}
    tx.putBucket({ ...live, configs: { ...others, ...(document !== undefined && { [name]: document }) } })
  })
}

/** The document without the white space between its elements. */
function serialize({ name, text, children: inner }: XmlElement): string {
  return element(name, inner.length > 0 ? inner.map(serialize).join('') : escapeXml(text))
}

function oneOf(document: XmlElement, name: string, values: string[]): void {
  if (!values.includes(child(document, name)?.text ?? '')) throw ossError('MalformedXML')
}

function checkEncryption(document: XmlElement): void {
  const rule = child(document, 'ApplyServerSideEncryptionByDefault')
  const algorithm = rule && child(rule, 'SSEAlgorithm')?.text
  if (!rule || algorithm === undefined) throw ossError('MalformedXML')
  if (!['AES256', 'KMS', 'SM4'].includes(algorithm)) throw ossError('InvalidEncryptionAlgorithmError')
  if (algorithm !== 'KMS' && child(rule, 'KMSMasterKeyID')?.text) throw invalid('KMSMasterKeyID', algorithm)
}

/** OSS names the rules that have no ID. */
function checkLifecycle(document: XmlElement): void {
  const rules = children(document, 'Rule')
  if (rules.length === 0 || rules.length > 1000) throw ossError('MalformedXML')
  for (const rule of rules) {
    oneOf(rule, 'Status', ['Enabled', 'Disabled'])
    if (child(rule, 'ID')?.text) continue
    rule.children = [
      { name: 'ID', text: randomUUID(), children: [] },
      ...rule.children.filter(({ name }) => name !== 'ID'),
    ]
  }
}

function checkOverwriteRules(document: XmlElement): void {
  const rules = children(document, 'Rule')
  if (rules.length === 0 || rules.length > 100) throw ossError('MalformedXML')
  for (const rule of rules) oneOf(rule, 'Action', ['forbid'])
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
