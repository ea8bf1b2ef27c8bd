import { isSwitchedOn } from './bucketSwitches.ts'
import type { BucketContext, ObjectContext, ServiceContext } from './context.ts'
import { ossError } from './errors.ts'
import { decode } from './http/query.ts'
import { contentTypeOf } from './mime.ts'
import type { BucketAcl, BucketRecord, Encryption, ObjectAcl, StorageClass } from './store/types.ts'
import { child, parseXml } from './xml.ts'

const HEADERS = [
  'content-type',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
]
const USER = 'x-oss-meta-'
const LARGEST_META = 8 * 1024
const CLASSES = ['Standard', 'IA', 'Archive', 'ColdArchive', 'DeepColdArchive'] as const
const BUCKET_ACLS = ['private', 'public-read', 'public-read-write'] as const
const ALGORITHMS = ['AES256', 'KMS', 'SM4']
const DEFAULT_KMS_KEY = '00000000-0000-4000-8000-000000000001'
const MOST_TAGS = 10
const TAG = /^[\p{L}\p{N} +\-=._:/]*$/u

export type Metadata = { headers: Record<string, string>; meta: Record<string, string> }
export type Tags = [key: string, value: string][]

/**
 * The metadata that a writing request gives its object; without a Content-Type `usualType`, which follows the key's extension. Throws InvalidArgument for an illegal name and above 8 KiB of user metadata.
 * @see https://www.alibabacloud.com/help/en/oss/user-guide/manage-object-metadata-10
 */
export function readMetadata(
  { headers: given, key }: Pick<ObjectContext, 'headers' | 'key'>,
  usualType = contentTypeOf(key),
): Metadata {
  const headers: Record<string, string> = { 'content-type': usualType }
  for (const name of HEADERS) {
    const value = given.get(name)
    if (value) headers[name] = value
  }
  const meta: Record<string, string> = {}
  let size = 0
  for (const [name, value] of given) {
    if (!name.startsWith(USER)) continue
    const own = name.slice(USER.length)
    if (!/^[a-z0-9-]+$/.test(own)) throw ossError('InvalidArgument', { message: `Invalid user metadata name: ${own}.` })
    size += own.length + value.length
    meta[own] = value
  }
  if (size > LARGEST_META) throw ossError('InvalidArgument', { message: 'Meta is too large.' })
  return { headers, meta }
}

/** All that a request gives the object that it makes: metadata, ACL, tags, encryption and class. */
export type Created = Metadata & { acl?: BucketAcl; tags?: Tags; encryption?: Encryption; storageClass: StorageClass }

/** Reads `Created`. Throws what its readers throw. */
export function readCreation(ctx: Pick<ObjectContext, 'headers' | 'bucket' | 'key'>): Created {
  return {
    ...readMetadata(ctx),
    ...readObjectAcl(ctx),
    ...readTagging(ctx),
    ...readEncryption(ctx),
    storageClass: readStorageClass(ctx),
  }
}

/** `x-oss-storage-class`; absent: the bucket's. Throws InvalidArgument, with `ec` for a class that is none. */
export function readStorageClass(
  { headers, bucket }: Pick<BucketContext, 'headers' | 'bucket'>,
  ec = '0017-00000132',
): StorageClass {
  const given = headers.get('x-oss-storage-class')
  return given === undefined ? bucket.storageClass : storageClassOf(given, given === '' ? '0017-00000131' : ec)
}

/** The class of this name. Throws InvalidArgument. */
export function storageClassOf(name: string, ec?: string): StorageClass {
  const found = CLASSES.find((one) => one.toLowerCase() === name.toLowerCase())
  if (!found) throw invalid('x-oss-storage-class', name, ec ? { ec } : {})
  return found
}

/** `x-oss-object-acl` as a property to spread; nothing for `default`. Throws InvalidArgument. */
export function readObjectAcl({ headers, bucket }: Pick<BucketContext, 'headers' | 'bucket'>): { acl?: BucketAcl } {
  const given = headers.get('x-oss-object-acl')
  if (given === undefined) return {}
  const acl = objectAclOf(given)
  refusePublic('object', acl, bucket)
  return acl === 'default' ? {} : { acl }
}

/** Throws AccessDenied for a public ACL in a bucket that blocks public access. */
export function refusePublic(what: 'object' | 'bucket', acl: ObjectAcl, bucket: BucketRecord): void {
  if (!acl.startsWith('public') || !isSwitchedOn(bucket, 'publicAccessBlock')) return
  throw ossError('AccessDenied', {
    message: `Put public ${what} acl is not allowed`,
    ...(what === 'object' && { ec: '0016-00000901' }),
  })
}

/** The ACL of this name, for an object. Throws InvalidArgument. */
export function objectAclOf(name: string): ObjectAcl {
  return name === 'default' ? name : bucketAclOf(name, 'x-oss-object-acl')
}

/** The ACL of this name, for a bucket. Throws InvalidArgument. */
export function bucketAclOf(name: string, header = 'x-oss-acl'): BucketAcl {
  const found = BUCKET_ACLS.find((one) => one === name)
  if (!found) throw invalid(header, name)
  return found
}

/**
 * Server-side encryption that a request asks for; absent: the bucket's default. As a property to spread.
 * Throws InvalidEncryptionAlgorithmError, InvalidArgument (a key id without KMS).
 */
export function readEncryption({ headers, bucket }: Pick<BucketContext, 'headers' | 'bucket'>): {
  encryption?: Encryption
} {
  const algorithm = headers.get('x-oss-server-side-encryption')
  const keyId = headers.get('x-oss-server-side-encryption-key-id')
  const dataAlgorithm = headers.get('x-oss-server-side-data-encryption')
  if (algorithm === undefined && keyId !== undefined) throw invalid('x-oss-server-side-encryption-key-id', keyId)
  if (algorithm === undefined) return defaultEncryption(bucket)
  if (!ALGORITHMS.includes(algorithm)) throw ossError('InvalidEncryptionAlgorithmError')
  if (keyId !== undefined && algorithm !== 'KMS') throw invalid('x-oss-server-side-encryption-key-id', keyId)
  return { encryption: withKey(algorithm, keyId, dataAlgorithm) }
}

/** `x-oss-tagging: a=1&b=2` as a property to spread. Throws what `checkTags` throws. */
export function readTagging({ headers }: Pick<ServiceContext, 'headers'>): { tags?: Tags } {
  const given = Buffer.from(headers.get('x-oss-tagging') ?? '', 'latin1').toString()
  if (!given) return {}
  const tags = given.split('&').map((pair): [string, string] => {
    const end = pair.indexOf('=')
    return end < 0 ? [formDecode(pair), ''] : [formDecode(pair.slice(0, end)), formDecode(pair.slice(end + 1))]
  })
  if (hasRepeated(tags)) {
    const message =
      'The header x-oss-tagging should be encoded as UTF-8 and then URL query parameters without tag name duplicates.'
    throw invalid('x-oss-tagging', given, { message })
  }
  return { tags: checkTags(tags) }
}

/**
 * Tags as OSS allows them: at most `most` (10), keys of 1 to 128 characters that differ, values up to 256. Throws BadRequest, InvalidTag.
 * @see https://www.alibabacloud.com/help/en/oss/user-guide/object-tagging-8 and the answers that the C++ SDK's tests expect
 */
export function checkTags(tags: Tags, most = MOST_TAGS): Tags {
  if (tags.length > most) throw ossError('BadRequest', { message: 'Object tags cannot be greater than 10' })
  for (const [key, value] of tags) {
    if (key === '' || key.length > 128 || !TAG.test(key)) {
      throw ossError('InvalidTag', { message: 'The TagKey you have provided is invalid' })
    }
    if (value.length > 256 || !TAG.test(value)) {
      throw ossError('InvalidTag', { message: 'The TagValue you have provided is invalid' })
    }
  }
  if (hasRepeated(tags)) throw ossError('InvalidTag', { message: 'Cannot provide multiple Tags with the same key' })
  return tags
}

type Invalid = { message?: string; ec?: string }

/** InvalidArgument that names the argument, as OSS does. */
export function invalid(name: string, value: string, { message = `The ${name} is invalid.`, ec }: Invalid = {}) {
  return ossError('InvalidArgument', {
    message,
    extra: { ArgumentName: name, ArgumentValue: value },
    ...(ec && { ec }),
  })
}

/** What ServerSideEncryptionRule of the bucket says. */
function defaultEncryption({ configs }: BucketRecord): { encryption?: Encryption } {
  const rule = configs?.encryption && parseXml(Buffer.from(configs.encryption)).children[0]
  const algorithm = rule && child(rule, 'SSEAlgorithm')?.text
  if (!rule || !algorithm) return {}
  return { encryption: withKey(algorithm, child(rule, 'KMSMasterKeyID')?.text, child(rule, 'KMSDataEncryption')?.text) }
}

/** KMS without a key uses the account's default one, and tells its id. */
function withKey(algorithm: string, keyId: string | undefined, dataAlgorithm: string | undefined): Encryption {
  const key = algorithm === 'KMS' ? keyId || DEFAULT_KMS_KEY : undefined
  return { algorithm, ...(key && { keyId: key }), ...(dataAlgorithm && { dataAlgorithm }) }
}

function hasRepeated(tags: Tags): boolean {
  return new Set(tags.map(([key]) => key)).size < tags.length
}

function formDecode(text: string): string {
  try {
    return decode(text)
  } catch (cause) {
    if (cause instanceof URIError) throw invalid('x-oss-tagging', text)
    throw cause
  }
}
