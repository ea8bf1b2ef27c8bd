import { randomBytes } from 'node:crypto'
import type { BucketContext, ObjectContext } from '../context.ts'
import { ossError } from '../errors.ts'
import { type Answer, emptyAnswer, xmlAnswer } from '../http/answer.ts'
import { invalid, readEncryption, readMetadata, readStorageClass, readTagging } from '../metadata.ts'
import { listParts as listPartsPage, listUploads } from '../store/list.ts'
import type { UploadRecord } from '../store/types.ts'
import { element, escapeXml } from '../xml.ts'
import { encoderOf, readNumber, readText } from './listing.ts'
import { encryptionHeaders, isoTime } from './objectHeaders.ts'
import { liveBucket, overwriteGuard } from './write.ts'

type UploadReader = { upload(bucket: string, key: string, uploadId: string): UploadRecord | undefined }

/**
 * InitiateMultipartUpload: fixes metadata, tags, class and encryption of the object to come.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/initiatemultipartupload
 */
export async function initiateMultipartUpload(ctx: ObjectContext): Promise<Answer> {
  const { oss, bucket, key } = ctx
  const checkOverwrite = overwriteGuard(ctx)
  const upload: UploadRecord = {
    ...readMetadata(ctx, 'application/octet-stream'),
    ...readTagging(ctx),
    ...readEncryption(ctx),
    storageClass: readStorageClass(ctx),
    uploadId: randomBytes(16).toString('hex').toUpperCase(),
    initiated: oss.now(),
  }
  const { encode, encodingType } = encoderOf(ctx.query)
  await oss.store.write((tx) => {
    checkOverwrite(tx.find(bucket.name, key))
    tx.putUpload(liveBucket(tx, bucket).name, key, upload)
  })
  const content = [
    encodingType,
    element('Bucket', bucket.name),
    element('Key', encode(key)),
    element('UploadId', upload.uploadId),
  ]
  // The page shows an xmlns here; both Python SDKs look the elements up by their bare names and find none behind it.
  return xmlAnswer(element('InitiateMultipartUploadResult', content.join('')), encryptionHeaders(upload))
}

/**
 * AbortMultipartUpload.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/abortmultipartupload
 */
export async function abortMultipartUpload(ctx: ObjectContext): Promise<Answer> {
  const { oss, bucket, key } = ctx
  await oss.store.write((tx) => tx.removeUpload(bucket.name, key, findUpload(ctx, tx).uploadId))
  return emptyAnswer(204)
}

/**
 * ListParts, by number.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/listparts
 */
export function listParts(ctx: ObjectContext): Answer {
  const { oss, bucket, key, query } = ctx
  const upload = findUpload(ctx, oss.store)
  const limit = readNumber(query, 'max-parts', { fallback: 1000 })
  const after = readNumber(query, 'part-number-marker', { least: 0, most: 10_000, fallback: 0 })
  const { encode, encodingType } = encoderOf(query)
  const { parts, truncated } = listPartsPage(oss.store.tables, upload.uploadId, { after, limit })
  const lines = parts.map((part) =>
    element(
      'Part',
      [
        element('PartNumber', String(part.number)),
        element('LastModified', isoTime(part.modified)),
        element('ETag', `"${part.etag}"`),
        element('HashCrc64ecma', String(part.crc)),
        element('Size', String(part.size)),
      ].join(''),
    ),
  )
  const content = [
    encodingType,
    element('Bucket', bucket.name),
    element('Key', encode(key)),
    element('UploadId', upload.uploadId),
    element('StorageClass', upload.storageClass),
    element('PartNumberMarker', String(after)),
    element('NextPartNumberMarker', String(parts.at(-1)?.number ?? after)),
    element('MaxParts', String(limit)),
    element('IsTruncated', String(truncated)),
    ...lines,
  ]
  return xmlAnswer(element('ListPartsResult', content.join('')))
}

/**
 * ListMultipartUploads: by key, then by upload id.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/listmultipartuploads
 */
export function listMultipartUploads({ oss, bucket, query }: BucketContext): Answer {
  const wanted = { prefix: readText(query, 'prefix'), delimiter: readText(query, 'delimiter') }
  const keyMarker = readText(query, 'key-marker')
  const uploadIdMarker = keyMarker === '' ? '' : readText(query, 'upload-id-marker')
  const limit = readNumber(query, 'max-uploads', { fallback: 1000 })
  const { encode, encodingType } = encoderOf(query)
  const page = listUploads(oss.store.tables, {
    bucket: bucket.name,
    ...wanted,
    after: keyMarker,
    afterUploadId: uploadIdMarker,
    limit,
  })
  const lines = page.items.map((item) =>
    'prefix' in item
      ? element('CommonPrefixes', element('Prefix', encode(item.prefix)))
      : element('Upload', uploadXml(encode(item.key), item.value)),
  )
  // OSS names the last item also where nothing follows it.
  const last = page.items.at(-1)
  const content = [
    encodingType,
    element('Bucket', bucket.name),
    element('KeyMarker', encode(keyMarker)),
    element('UploadIdMarker', escapeXml(uploadIdMarker)),
    element('NextKeyMarker', last ? encode('prefix' in last ? last.prefix : last.key) : ''),
    element('NextUploadIdMarker', last && 'value' in last ? last.value.uploadId : ''),
    element('Delimiter', encode(wanted.delimiter)),
    element('Prefix', encode(wanted.prefix)),
    element('MaxUploads', String(limit)),
    element('IsTruncated', String(page.truncated)),
    ...lines,
  ]
  return xmlAnswer(element('ListMultipartUploadsResult', content.join('')))
}

/** The upload that a request names. Throws NoSuchUpload, also when it belongs to another key; its EC differs by operation. */
export function findUpload(
  { bucket, key, query }: ObjectContext,
  reader: UploadReader,
  ec = '0042-00000002',
): UploadRecord {
  const uploadId = query.get('uploadId') ?? ''
  const upload = /^[\dA-F]{32}$/.test(uploadId) ? reader.upload(bucket.name, key, uploadId) : undefined
  if (!upload) throw ossError('NoSuchUpload', { ec, extra: { UploadId: uploadId } })
  return upload
}

/** `partNumber` of the query. Throws InvalidArgument outside 1 to 10000. */
export function readPartNumber({ query }: ObjectContext): number {
  const given = query.get('partNumber') ?? ''
  const number = /^\d{1,5}$/.test(given) ? Number(given) : 0
  if (number >= 1 && number <= 10_000) return number
  const message = 'Part number must be an integer between 1 and 10000, inclusive.'
  throw invalid('PartNumber', given, { message, ec: '0017-00000220' })
}

function uploadXml(key: string, upload: UploadRecord): string {
  return [
    element('Key', key),
    element('UploadId', upload.uploadId),
    element('StorageClass', upload.storageClass),
    element('Initiated', isoTime(upload.initiated)),
  ].join('')
}
