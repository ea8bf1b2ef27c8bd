import { randomUUID } from 'node:crypto'
import type { BucketContext } from '../context.ts'
import { type ErrorCode, ossError } from '../errors.ts'
import { invalid } from '../metadata.ts'
import { child, children, type XmlElement } from '../xml.ts'
import { checkRules } from './lifecycleRules.ts'
import { parseTagging } from './tagging.ts'

/** A configuration of a bucket that is put, returned and deleted as one XML document. */
export type BucketConfig = {
  /** As in the operation's name: `GetBucketLifecycle`. */
  name: string
  subResource: string
  root: string
  /** What GET answers when nothing was put: an error, or this document. */
  absent: { error: ErrorCode } | { document: string }
  /** Throws for a document that OSS would not take; may complete it. */
  check?: (document: XmlElement, ctx: BucketContext) => void
  /** What DELETE leaves when the query names parts of the document: `?tagging=k1,k2`; undefined: nothing. */
  without?: (document: XmlElement, named: string) => XmlElement | undefined
}

/** Those that are stored and returned. Encryption, overwrite rules, who pays for requests, the public access block and direct reading of Archive take effect. */
export const BUCKET_CONFIGS: BucketConfig[] = [
  {
    name: 'Tags',
    subResource: 'tagging',
    root: 'Tagging',
    absent: { document: '<Tagging><TagSet></TagSet></Tagging>' },
    check: (document) => void parseTagging(document, 20),
    without: withoutTags,
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
    check: checkLogging,
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

function withoutTags(document: XmlElement, named: string): XmlElement | undefined {
  const gone = new Set(named.split(','))
  const left = document.children.map((set) => ({
    ...set,
    children: set.children.filter((tag) => !gone.has(child(tag, 'Key')?.text ?? '')),
  }))
  return left.some((set) => set.children.length > 0) ? { ...document, children: left } : undefined
}

function oneOf(document: XmlElement, name: string, values: string[]): void {
  if (!values.includes(child(document, name)?.text ?? '')) throw ossError('MalformedXML')
}

/** Logs go to a bucket of the same owner and region. */
function checkLogging(document: XmlElement, { oss, bucket }: BucketContext): void {
  const enabled = child(document, 'LoggingEnabled')
  if (!enabled) return
  const target = oss.store.bucket(child(enabled, 'TargetBucket')?.text ?? '')
  if (target?.region !== bucket.region) throw ossError('InvalidTargetBucketForLogging')
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
  checkRules(rules)
  for (const rule of rules) {
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
