import { isSwitchedOn } from '../bucketSwitches.ts'
import type { BucketContext, ServiceContext } from '../context.ts'
import { ossError } from '../errors.ts'
import { labelOf } from '../http/address.ts'
import { type Answer, emptyAnswer, xmlAnswer } from '../http/answer.ts'
import type { Query } from '../http/query.ts'
import { readBody } from '../http/requestBody.ts'
import { bucketAclOf, invalid, refusePublic, storageClassOf } from '../metadata.ts'
import type { BucketRecord } from '../store/types.ts'
import { child, element, escapeXml, parseXml } from '../xml.ts'
import { readNumber } from './listing.ts'
import { ownerXml } from './listObjects.ts'
import { isoTime } from './objectHeaders.ts'
import { parseTagging } from './tagging.ts'

const BLOCKED =
  '<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>'
/** In one region. */
const MOST_BUCKETS = 100
/** One tag of `tagging`, with the comma before the next. */
const PAIR = /(?:"([^"]*)"|([^":,]+)):(?:"([^"]*)"|([^",]*))(?:,(?=.)|$)/g
const DEFAULT_REGION = 'cn-hangzhou'

/**
 * ListBuckets: the account's buckets in all regions. Paging elements are absent when everything fits.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/listbuckets
 */
export function listBuckets({ oss, query, address }: ServiceContext): Answer {
  const prefix = query.get('prefix') ?? ''
  if (!/^[a-z0-9-]*$/.test(prefix)) throw invalid('prefix', prefix)
  const marker = query.get('marker') ?? ''
  const limit = readNumber(query, 'max-keys')
  const tags = wantedTags(query)
  const all = oss.store
    .buckets()
    .filter((one) => one.name.startsWith(prefix) && one.name > marker && hasTags(one, tags))
  const page = all.slice(0, limit)
  const truncated = all.length > page.length
  const paging = [
    element('Prefix', escapeXml(prefix)),
    element('Marker', escapeXml(marker)),
    element('MaxKeys', String(limit)),
    element('IsTruncated', String(truncated)),
    truncated ? element('NextMarker', page.at(-1)?.name ?? '') : '',
  ]
  const buckets = page.map((bucket) => element('Bucket', summaryXml(bucket, address.endpoint(bucket.region))))
  const content = [...(truncated ? paging : []), ownerXml(), element('Buckets', buckets.join(''))]
  return xmlAnswer(element('ListAllMyBucketsResult', content.join('')))
}

/** `tag-key` and `tag-value`, or `tagging` (`"k1":"v1","k2":"v2"`, also without the quotes). Throws InvalidArgument. */
function wantedTags(query: Query): [key: string, value: string | undefined][] {
  const tagging = query.get('tagging') ?? ''
  const pairs = [...tagging.matchAll(PAIR)].map(([, quoted, key, quotedValue, value]): [string, string] => [
    quoted ?? key ?? '',
    quotedValue ?? value ?? '',
  ])
  if (tagging.replace(PAIR, '') !== '') throw invalid('tagging', tagging)
  const key = query.get('tag-key')
  if (!key && query.get('tag-value')) throw invalid('tag-value', query.get('tag-value') ?? '')
  return key ? [...pairs, [key, query.get('tag-value')]] : pairs
}

/** Whether a bucket has all of these tags. */
function hasTags({ configs }: BucketRecord, wanted: ReturnType<typeof wantedTags>): boolean {
  if (wanted.length === 0) return true
  const tags = configs?.tagging === undefined ? [] : parseTagging(parseXml(Buffer.from(configs.tagging)), Infinity)
  return wanted.every(([key, value]) => tags.some((tag) => tag[0] === key && (value === undefined || tag[1] === value)))
}

/**
 * PutBucket: makes a bucket that blocks public access (unless the settings say otherwise), in the region of the host name (of the signature, when the host is an IP address). Putting an own bucket again changes its ACL, if one is given; in another region or class it is refused.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/putbucket
 */
export async function putBucket(ctx: ServiceContext): Promise<Answer> {
  const { oss, address, headers } = ctx
  const name = address.bucket
  const given = headers.get('x-oss-acl')
  const wanted: BucketRecord = {
    name,
    region: address.region ?? signedRegion(ctx) ?? DEFAULT_REGION,
    created: oss.now(),
    acl: given === undefined ? 'private' : bucketAclOf(given),
    ...parseConfiguration(await readBody(ctx), headers),
  }
  if (oss.settings.blockPublicAccess) wanted.configs = { publicAccessBlock: BLOCKED }
  await oss.store.write((tx) => {
    const existing = tx.bucket(name)
    if (given !== undefined) refusePublic('bucket', wanted.acl, existing ?? wanted)
    const beside = oss.store.buckets().filter(({ region }) => region === wanted.region)
    if (!existing && beside.length >= MOST_BUCKETS) throw ossError('TooManyBuckets')
    const other = existing && (existing.region !== wanted.region || existing.storageClass !== wanted.storageClass)
    if (other) throw ossError('BucketAlreadyExists', { extra: { BucketName: name } })
    // An ACL that is not mentioned stays (the Python SDK's tests say so).
    tx.putBucket(existing ? { ...existing, ...(given !== undefined && { acl: wanted.acl }) } : wanted)
  })
  return emptyAnswer(200, { location: `/${name}` })
}

/**
 * DeleteBucket: only when it holds nothing, also no version and no upload.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/deletebucket
 */
export async function deleteBucket({ oss, bucket }: BucketContext): Promise<Answer> {
  await oss.store.write((tx) => {
    if (!tx.isEmpty(bucket.name)) throw ossError('BucketNotEmpty', { extra: { BucketName: bucket.name } })
    tx.removeBucket(bucket.name)
  })
  return emptyAnswer(204)
}

/**
 * GetBucketInfo.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketinfo
 */
export function getBucketInfo({ bucket, address }: BucketContext): Answer {
  const content = [
    element('AccessMonitor', 'Disabled'),
    element('CreationDate', isoTime(bucket.created)),
    element('ExtranetEndpoint', address.endpoint(bucket.region)),
    element('IntranetEndpoint', address.endpoint(bucket.region)),
    element('Location', labelOf(bucket.region)),
    element('StorageClass', bucket.storageClass),
    element('TransferAcceleration', 'Disabled'),
    element('CrossRegionReplication', 'Disabled'),
    element('DataRedundancyType', bucket.redundancy),
    bucket.versioning ? element('Versioning', bucket.versioning) : '',
    element('Name', bucket.name),
    element('ResourceGroupId', 'rg-default'),
    ownerXml(),
    element('AccessControlList', element('Grant', bucket.acl)),
    element('ServerSideEncryptionRule', encryptionXml(bucket)),
    element('BlockPublicAccess', String(isSwitchedOn(bucket, 'publicAccessBlock'))),
    element('BucketPolicy', element('LogBucket', '') + element('LogPrefix', '')),
    element('Comment', ''),
  ]
  return xmlAnswer(element('BucketInfo', element('Bucket', content.join(''))))
}

/**
 * GetBucketLocation.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketlocation
 */
export function getBucketLocation({ bucket }: BucketContext): Answer {
  return xmlAnswer(element('LocationConstraint', labelOf(bucket.region)))
}

/** The region that a V4 signature names: for an endpoint that is an IP address nothing else does. */
function signedRegion({ headers, query }: ServiceContext): string | undefined {
  const credential = headers.get('authorization') ?? query.get('x-oss-credential') ?? ''
  return /\/\d{8}\/([a-z0-9-]+)\/oss\//.exec(credential)?.[1]
}

/** Throws InvalidBucketName unless OSS would take this name: 3 to 63 of a-z, 0-9 and `-`, not at the ends. */
export function checkBucketName(name: string): void {
  if (!/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name)) {
    throw ossError('InvalidBucketName', { extra: { BucketName: name } })
  }
}

/** The rule as bucketInfo words it: the children of ApplyServerSideEncryptionByDefault. */
function encryptionXml({ configs }: BucketRecord): string {
  const [, rule] = /<ApplyServerSideEncryptionByDefault>(.*)<\/Apply/.exec(configs?.encryption ?? '') ?? []
  return rule ?? element('SSEAlgorithm', 'None')
}

type Configuration = Pick<BucketRecord, 'storageClass' | 'redundancy'>

function parseConfiguration(body: Buffer, headers: ReadonlyMap<string, string>): Configuration {
  const document = body.length === 0 ? undefined : parseXml(body)
  if (document && document.name !== 'CreateBucketConfiguration') throw ossError('MalformedXML')
  const named = (document && child(document, 'StorageClass')?.text) || headers.get('x-oss-storage-class')
  const redundancy = (document && child(document, 'DataRedundancyType')?.text) || 'LRS'
  if (redundancy !== 'LRS' && redundancy !== 'ZRS') throw invalid('DataRedundancyType', redundancy)
  return { storageClass: named ? storageClassOf(named, '0013-00000101') : 'Standard', redundancy }
}

function summaryXml(bucket: BucketRecord, endpoint: string): string {
  return [
    element('CreationDate', isoTime(bucket.created)),
    element('ExtranetEndpoint', endpoint),
    element('IntranetEndpoint', endpoint),
    element('Location', labelOf(bucket.region)),
    element('Name', bucket.name),
    element('Region', bucket.region),
    element('StorageClass', bucket.storageClass),
    element('ResourceGroupId', 'rg-default'),
  ].join('')
}
