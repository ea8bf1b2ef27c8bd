import { putPublicBlock } from './bucketSettings.ts'
import { bodyOf, type Call } from './call.ts'
import { regionNamed } from './endpoints/endpoints.ts'
import { storageClass } from './metadata.ts'
import { type Progress, progress } from './paging.ts'
import type { Account, Bucket, BucketAcl, BucketInfo, Oss } from './types.ts'
import { all, descendant, type Element, text } from './xml.ts'

/** The calls on the service and on buckets. */
export function bucketCalls(call: Call, account: Account): Pick<Oss, 'listBuckets' | 'bucketInfo' | 'putBucket'> {
  return {
    /** @see https://help.aliyun.com/zh/oss/developer-reference/listbuckets */
    async listBuckets(more) {
      const operation = 'ListBuckets'
      const found: Bucket[] = []
      let next: BucketMark | undefined
      do {
        const from: BucketMark | undefined = next
        const query: Record<string, string> = { 'max-keys': '1000', ...(from && { marker: from.marker }) }
        const answer = await call({ operation, method: 'GET', region: account.region, query, ...more })
        const body = bodyOf(answer, 'ListAllMyBucketsResult', { operation })
        const page = all(descendant(body, 'Buckets') ?? body, 'Bucket').map(readBucket)
        found.push(...page)
        next = nextBuckets(body, page, from, operation)
      } while (next)
      return found
    },
    /** @see https://help.aliyun.com/zh/oss/developer-reference/getbucketinfo */
    async bucketInfo({ bucket, ...more }) {
      const operation = 'GetBucketInfo'
      const answer = await call({ operation, method: 'GET', ...bucket, sub: { bucketInfo: '' }, ...more })
      const body = bodyOf(answer, 'BucketInfo', { operation })
      return readInfo(descendant(body, 'Bucket') ?? body)
    },
    /**
     * Since October 2025 a new bucket blocks public access, and refuses a public ACL: it is made without, then unblocked, then given the ACL.
     * @see https://help.aliyun.com/zh/oss/developer-reference/putbucket
     */
    async putBucket({ bucket, acl, storageClass, ...more }) {
      const class_ = storageClass && `<StorageClass>${storageClass}</StorageClass>`
      const body = class_ && `<CreateBucketConfiguration>${class_}</CreateBucketConfiguration>`
      await call({ operation: 'PutBucket', method: 'PUT', ...bucket, ...(body && { body }), ...more })
      if (!acl || acl === 'private') return
      await putPublicBlock(call, { bucket, blocks: false, ...more })
      const headers = { 'x-oss-acl': acl }
      await call({ operation: 'PutBucketACL', method: 'PUT', ...bucket, sub: { acl: '' }, headers, ...more })
    },
  }
}

type BucketMark = Progress & { marker: string }

/** OSS says nothing of what follows when that was all. */
function nextBuckets(
  body: Element,
  page: Bucket[],
  before: BucketMark | undefined,
  operation: string,
): BucketMark | undefined {
  const names = page.map(({ name }) => name)
  const marker = text(body, 'NextMarker') ?? ''
  const next = progress(body, before, { names, mark: marker, mayBeSilent: true }, operation)
  return next && { ...next, marker }
}

function readBucket(element: Element): Bucket {
  const region = text(element, 'Region') || regionNamed(text(element, 'Location') ?? '')
  return {
    name: text(element, 'Name') ?? '',
    region,
    created: Date.parse(text(element, 'CreationDate') ?? ''),
    storageClass: storageClass(text(element, 'StorageClass')),
  }
}

const bucketAcls: BucketAcl[] = ['private', 'public-read', 'public-read-write']

function readInfo(element: Element): BucketInfo {
  const versioning = text(element, 'Versioning')
  const rule = descendant(element, 'ServerSideEncryptionRule')
  const algorithm = rule && text(rule, 'SSEAlgorithm')
  const grant = text(descendant(element, 'AccessControlList') ?? element, 'Grant')
  const acl = bucketAcls.find((name) => name === grant)
  return {
    ...readBucket(element),
    ...(acl && { acl }),
    ...(versioning === 'Enabled' || versioning === 'Suspended' ? { versioning } : {}),
    ...(algorithm && algorithm !== 'None' ? { encryption: { algorithm } } : {}),
    ...(text(element, 'BlockPublicAccess') === 'true' ? { blocksPublic: true as const } : {}),
  }
}
