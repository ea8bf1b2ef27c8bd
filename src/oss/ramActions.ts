import { ownValue } from './ownValue.ts'

/** RAM actions by operation, where the two differ. A copy also reads its source. */
const actions: Record<string, string> = {
  ListObjectsV2: 'oss:ListObjects',
  HeadObject: 'oss:GetObject',
  CopyObject: 'oss:PutObject',
  UploadPart: 'oss:PutObject',
  UploadPartCopy: 'oss:PutObject',
  InitiateMultipartUpload: 'oss:PutObject',
  CompleteMultipartUpload: 'oss:PutObject',
  DeleteMultipleObjects: 'oss:DeleteObject',
  GetObjectACL: 'oss:GetObjectAcl',
  PutObjectACL: 'oss:PutObjectAcl',
  PutBucketACL: 'oss:PutBucketAcl',
  GetSymlink: 'oss:GetObject',
  PutSymlink: 'oss:PutObject',
}

/** Versions of objects have actions of their own. */
const ofObjects = /^oss:(Get|Put|Delete|Restore)Object(Acl|Tagging)?$/

/**
 * What RAM calls the right that an operation needs where it writes, or where it reads if it writes nothing; `isVersion`: the object was named
 * by its version.
 * @see https://help.aliyun.com/zh/oss/user-guide/how-oss-works-with-ram
 */
export function ramAction(operation: string, isVersion = false): string {
  const action = ownValue(actions, operation) ?? `oss:${operation}`
  return isVersion && ofObjects.test(action) ? action.replace('Object', 'ObjectVersion') : action
}
