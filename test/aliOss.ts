import { createRequire } from 'node:module'
import { KEY, type TestOss } from '../src/local-oss/testClient.ts'

/** The Node build of the official SDK; its published types reject most of its own methods. */
const OSS = createRequire(import.meta.url)('ali-oss') as new (options: Record<string, unknown>) => Sdk

/** Every method of it that talks to a server. */
export type Sdk = Record<Method, (...parameters: unknown[]) => Promise<Record<string, unknown>>>
type Method =
  | 'abortMultipartUpload'
  | 'append'
  | 'calculatePostSignature'
  | 'completeMultipartUpload'
  | 'copy'
  | 'delete'
  | 'deleteBucket'
  | 'deleteBucketCORS'
  | 'deleteBucketEncryption'
  | 'deleteBucketInventory'
  | 'deleteBucketLifecycle'
  | 'deleteBucketLogging'
  | 'deleteBucketPolicy'
  | 'deleteBucketReferer'
  | 'deleteBucketTags'
  | 'deleteBucketWebsite'
  | 'deleteMulti'
  | 'deleteObjectTagging'
  | 'get'
  | 'getACL'
  | 'getBucketACL'
  | 'getBucketCORS'
  | 'getBucketEncryption'
  | 'getBucketInfo'
  | 'getBucketInventory'
  | 'getBucketLifecycle'
  | 'getBucketLocation'
  | 'getBucketLogging'
  | 'getBucketPolicy'
  | 'getBucketReferer'
  | 'getBucketRequestPayment'
  | 'getBucketStat'
  | 'getBucketTags'
  | 'getBucketVersioning'
  | 'getBucketVersions'
  | 'getBucketWebsite'
  | 'getBucketWorm'
  | 'getObjectMeta'
  | 'getObjectTagging'
  | 'getStream'
  | 'getSymlink'
  | 'head'
  | 'initMultipartUpload'
  | 'initiateBucketWorm'
  | 'list'
  | 'listBucketInventory'
  | 'listBuckets'
  | 'listChannels'
  | 'listParts'
  | 'listUploads'
  | 'listV2'
  | 'multipartUpload'
  | 'multipartUploadCopy'
  | 'postAsyncFetch'
  | 'processObjectSave'
  | 'put'
  | 'putACL'
  | 'putBucket'
  | 'putBucketACL'
  | 'putBucketCORS'
  | 'putBucketEncryption'
  | 'putBucketInventory'
  | 'putBucketLifecycle'
  | 'putBucketLogging'
  | 'putBucketPolicy'
  | 'putBucketReferer'
  | 'putBucketRequestPayment'
  | 'putBucketTags'
  | 'putBucketVersioning'
  | 'putBucketWebsite'
  | 'putChannel'
  | 'putMeta'
  | 'putObjectTagging'
  | 'putStream'
  | 'putSymlink'
  | 'restore'
  | 'signatureUrl'
  | 'signatureUrlV4'
  | 'uploadPart'
  | 'uploadPartCopy'
/** A client of the SDK for a local OSS. */
export function clientOf(oss: TestOss, options: Record<string, unknown>): Sdk {
  // The SDK warns on the console about temporary keys that cannot be refreshed.
  const refreshSTSToken = () => Promise.reject(new Error('not now'))
  const usual = {
    accessKeyId: KEY.id,
    accessKeySecret: KEY.secret,
    region: 'oss-cn-hangzhou',
    retryMax: 0,
    refreshSTSToken,
    refreshSTSTokenInterval: 3_600_000,
  }
  return new OSS({ ...usual, endpoint: `http://127.0.0.1:${oss.port}`, ...options })
}
