import type { Access } from './access/authorise.ts'
import { isKnownSubResource } from './access/signature/subResources.ts'
import type { BucketContext, ObjectContext, ServiceContext } from './context.ts'
import type { Answer } from './http/answer.ts'
import type { Query } from './http/query.ts'
import { getBucketAcl, getObjectAcl, putBucketAcl, putObjectAcl } from './operations/acl.ts'
import { appendObject, sealAppendObject } from './operations/appendObject.ts'
import { configOperations } from './operations/bucketConfig.ts'
import { BUCKET_CONFIGS, type BucketConfig } from './operations/bucketConfigs.ts'
import { deleteBucketCors, getBucketCors, putBucketCors } from './operations/bucketCors.ts'
import {
  deleteBucketInventory,
  getBucketInventory,
  listBucketInventory,
  putBucketInventory,
} from './operations/bucketInventory.ts'
import { deleteBucketPolicy, getBucketPolicy, putBucketPolicy } from './operations/bucketPolicy.ts'
import { getBucketStat } from './operations/bucketStat.ts'
import { deleteBucket, getBucketInfo, getBucketLocation, listBuckets, putBucket } from './operations/buckets.ts'
import { completeMultipartUpload } from './operations/completeMultipartUpload.ts'
import { copyObject } from './operations/copyObject.ts'
import { deleteMultipleObjects, deleteObject } from './operations/deleteObject.ts'
import { describeRegions } from './operations/describeRegions.ts'
import { getObject, getObjectMeta, headObject } from './operations/getObject.ts'
import { listObjects, listObjectsV2 } from './operations/listObjects.ts'
import { listObjectVersions } from './operations/listObjectVersions.ts'
import { postObject } from './operations/postObject.ts'
import { putObject } from './operations/putObject.ts'
import { restoreObject } from './operations/restore.ts'
import { getSymlink, putSymlink } from './operations/symlink.ts'
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from './operations/tagging.ts'
import { uploadPart, uploadPartCopy } from './operations/uploadPart.ts'
import { abortMultipartUpload, initiateMultipartUpload, listMultipartUploads, listParts } from './operations/uploads.ts'
import { getBucketVersioning, putBucketVersioning } from './operations/versioning.ts'

/** One line of the protocol: which request it is, what it is called, who may do it, and what does it. */
export type Route<Context> = {
  /** Method, then the sub-resources that the query must hold, `x-oss-copy-source` meaning that header. */
  request: string
  op: string
  access: Access
  /** RAM's name for the permission where it is not `oss:` and the operation's name. */
  action?: string
  run: (ctx: Context) => Answer | Promise<Answer>
}

/** The whole protocol. The first line that fits a request is taken; a sub-resource that is nowhere here is NotImplemented. */
export const ROUTES: {
  service: Route<ServiceContext>[]
  bucket: Route<BucketContext>[]
  object: Route<ObjectContext>[]
} = {
  service: [
    { request: 'GET regions', op: 'DescribeRegions', access: 'owner', run: describeRegions },
    { request: 'GET tagging', op: 'ListBuckets', access: 'owner', run: listBuckets },
    { request: 'GET', op: 'ListBuckets', access: 'owner', run: listBuckets },
  ],
  bucket: [
    ...BUCKET_CONFIGS.flatMap(configRoutes),
    { request: 'PUT policy', op: 'PutBucketPolicy', access: 'owner', run: putBucketPolicy },
    { request: 'GET policy', op: 'GetBucketPolicy', access: 'owner', run: getBucketPolicy },
    { request: 'DELETE policy', op: 'DeleteBucketPolicy', access: 'owner', run: deleteBucketPolicy },
    { request: 'PUT inventory inventoryId', op: 'PutBucketInventory', access: 'owner', run: putBucketInventory },
    { request: 'GET inventory inventoryId', op: 'GetBucketInventory', access: 'owner', run: getBucketInventory },
    { request: 'GET inventory', op: 'ListBucketInventory', access: 'owner', run: listBucketInventory },
    {
      request: 'DELETE inventory inventoryId',
      op: 'DeleteBucketInventory',
      access: 'owner',
      run: deleteBucketInventory,
    },
    { request: 'GET stat', op: 'GetBucketStat', access: 'owner', run: getBucketStat },
    { request: 'GET versions', op: 'ListObjectVersions', access: 'read', run: listObjectVersions },
    { request: 'GET bucketInfo', op: 'GetBucketInfo', access: 'owner', run: getBucketInfo },
    { request: 'GET location', op: 'GetBucketLocation', access: 'owner', run: getBucketLocation },
    { request: 'GET acl', op: 'GetBucketAcl', access: 'owner', run: getBucketAcl },
    { request: 'PUT acl', op: 'PutBucketAcl', access: 'owner', run: putBucketAcl },
    { request: 'GET cors', op: 'GetBucketCors', access: 'owner', run: getBucketCors },
    { request: 'PUT cors', op: 'PutBucketCors', access: 'owner', run: putBucketCors },
    { request: 'DELETE cors', op: 'DeleteBucketCors', access: 'owner', run: deleteBucketCors },
    { request: 'GET versioning', op: 'GetBucketVersioning', access: 'owner', run: getBucketVersioning },
    { request: 'PUT versioning', op: 'PutBucketVersioning', access: 'owner', run: putBucketVersioning },
    { request: 'GET uploads', op: 'ListMultipartUploads', access: 'owner', run: listMultipartUploads },
    {
      request: 'POST delete',
      op: 'DeleteMultipleObjects',
      access: 'inside',
      run: deleteMultipleObjects,
    },
    { request: 'POST', op: 'PostObject', access: 'inside', run: postObject },
    { request: 'GET list-type', op: 'ListObjectsV2', access: 'read', action: 'oss:ListObjects', run: listObjectsV2 },
    { request: 'GET', op: 'ListObjects', access: 'read', run: listObjects },
    { request: 'HEAD', op: 'HeadBucket', access: 'read', action: 'oss:ListObjects', run: listObjects },
    { request: 'DELETE', op: 'DeleteBucket', access: 'owner', run: deleteBucket },
  ],
  object: [
    {
      request: 'PUT partNumber uploadId x-oss-copy-source',
      op: 'UploadPartCopy',
      access: 'write',
      action: 'oss:PutObject',
      run: uploadPartCopy,
    },
    { request: 'PUT partNumber uploadId', op: 'UploadPart', access: 'write', action: 'oss:PutObject', run: uploadPart },
    {
      request: 'POST uploads',
      op: 'InitiateMultipartUpload',
      access: 'write',
      action: 'oss:PutObject',
      run: initiateMultipartUpload,
    },
    {
      request: 'POST uploadId',
      op: 'CompleteMultipartUpload',
      access: 'write',
      action: 'oss:PutObject',
      run: completeMultipartUpload,
    },
    { request: 'GET uploadId', op: 'ListParts', access: 'owner', run: listParts },
    { request: 'DELETE uploadId', op: 'AbortMultipartUpload', access: 'write', run: abortMultipartUpload },
    { request: 'POST append', op: 'AppendObject', access: 'write', action: 'oss:PutObject', run: appendObject },
    { request: 'POST seal', op: 'SealAppendObject', access: 'write', run: sealAppendObject },
    { request: 'POST restore', op: 'RestoreObject', access: 'owner', run: restoreObject },
    { request: 'GET acl', op: 'GetObjectAcl', access: 'owner', run: getObjectAcl },
    { request: 'PUT acl', op: 'PutObjectAcl', access: 'owner', run: putObjectAcl },
    { request: 'GET tagging', op: 'GetObjectTagging', access: 'owner', run: getObjectTagging },
    { request: 'PUT tagging', op: 'PutObjectTagging', access: 'owner', run: putObjectTagging },
    { request: 'DELETE tagging', op: 'DeleteObjectTagging', access: 'owner', run: deleteObjectTagging },
    { request: 'GET symlink', op: 'GetSymlink', access: 'read', action: 'oss:GetObject', run: getSymlink },
    { request: 'PUT symlink', op: 'PutSymlink', access: 'write', action: 'oss:PutObject', run: putSymlink },
    { request: 'HEAD objectMeta', op: 'GetObjectMeta', access: 'read', action: 'oss:GetObject', run: getObjectMeta },
    { request: 'GET objectMeta', op: 'GetObjectMeta', access: 'read', action: 'oss:GetObject', run: getObjectMeta },
    { request: 'PUT x-oss-copy-source', op: 'CopyObject', access: 'write', action: 'oss:PutObject', run: copyObject },
    { request: 'PUT', op: 'PutObject', access: 'write', run: putObject },
    { request: 'GET', op: 'GetObject', access: 'read', run: getObject },
    { request: 'HEAD', op: 'HeadObject', access: 'read', action: 'oss:GetObject', run: headObject },
    { request: 'DELETE', op: 'DeleteObject', access: 'write', run: deleteObject },
  ],
}

function configRoutes(config: BucketConfig): Route<BucketContext>[] {
  const { put, get, remove } = configOperations(config)
  const { name, subResource } = config
  return [
    { request: `PUT ${subResource}`, op: `PutBucket${name}`, access: 'owner', run: put },
    { request: `GET ${subResource}`, op: `GetBucket${name}`, access: 'owner', run: get },
    { request: `DELETE ${subResource}`, op: `DeleteBucket${name}`, access: 'owner', run: remove },
  ]
}

/** PutBucket, and PutBucketAcl of a bucket that is not there, make one. */
export const MAKING_BUCKETS: Route<ServiceContext>[] = [
  { request: 'PUT acl', op: 'PutBucketAcl', access: 'owner', action: 'oss:PutBucket', run: putBucket },
  { request: 'PUT', op: 'PutBucket', access: 'owner', run: putBucket },
]

/** Query names that are not sub-resources: parameters of operations, signatures, overrides of answers. */
const PARAMETERS = new Set(
  [
    'prefix delimiter marker max-keys list-type encoding-type start-after continuation-token fetch-owner',
    'key-marker upload-id-marker version-id-marker max-uploads max-parts part-number-marker uploadId partNumber position versionId',
    'OSSAccessKeyId Expires Signature security-token callback callback-var tag-key tag-value sequential x-oss-traffic-limit x-oss-request-payer',
    'x-oss-signature-version x-oss-credential x-oss-date x-oss-expires x-oss-additional-headers x-oss-signature x-oss-security-token',
    'response-content-type response-content-language response-expires response-cache-control response-content-disposition response-content-encoding',
  ].flatMap((line) => line.split(' ')),
)

/** The route of a request, or undefined for a combination that is not implemented. */
export function findRoute<Context>(
  routes: Route<Context>[],
  { method, query, copies }: { method: string; query: Query; copies: boolean },
): Route<Context> | undefined {
  return routes.find(({ request }) => {
    const { verb, needed } = wordsOf(request)
    if (verb !== method || !needed.every((name) => (name === 'x-oss-copy-source' ? copies : query.has(name))))
      return false
    return query.entries.every(
      ([name, value]) => needed.includes(name) || PARAMETERS.has(name) || isIgnored(name, value),
    )
  })
}

const known = new Map<string, { verb: string; needed: string[] }>()

/** Every request is held against dozens of lines. */
function wordsOf(request: string): { verb: string; needed: string[] } {
  const [verb = '', ...needed] = known.has(request) ? [] : request.split(' ')
  const words = known.get(request) ?? { verb, needed }
  known.set(request, words)
  return words
}

/** OSS ignores parameters that it does not know. A sub-resource of its pages is no such one: taking it for nothing would write over objects. */
function isIgnored(name: string, value: string): boolean {
  return !isKnownSubResource(name) || (value !== '' && !name.startsWith('x-oss-'))
}
