import type { ObjectContext } from '../context.ts'
import { ossError } from '../errors.ts'
import { syntheticMd5 } from '../etags.ts'
import { type Answer, emptyAnswer, xmlAnswer } from '../http/answer.ts'
import { LARGEST_BODY, receiveBody } from '../http/requestBody.ts'
import { readTrafficLimit } from '../http/trafficLimit.ts'
import { slice } from '../store/extents.ts'
import type { ObjectRecord, PartRecord } from '../store/types.ts'
import { element } from '../xml.ts'
import { findSource } from './copySource.ts'
import { encryptionHeaders, isoTime } from './objectHeaders.ts'
import { findUpload, readPartNumber } from './uploads.ts'

const NO_UPLOAD = '0042-00000104'
const NO_UPLOAD_COPY = '0042-00000311'

/**
 * UploadPart. A part that is too small is found only at Complete.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/uploadpart
 */
export async function uploadPart(ctx: ObjectContext): Promise<Answer> {
  const { oss } = ctx
  const number = readPartNumber(ctx)
  const upload = findUpload(ctx, oss.store, NO_UPLOAD)
  const blob = await receiveBody(ctx)
  const { size, crc } = blob.record
  const extents = size === 0 ? [] : [{ blob: blob.id, offset: 0, length: size }]
  const part: PartRecord = { number, size, etag: blob.md5, crc, modified: oss.now(), extents }
  await oss.store.write((tx) => tx.putPart(findUpload(ctx, tx, NO_UPLOAD).uploadId, part), [blob])
  return emptyAnswer(200, {
    etag: `"${part.etag}"`,
    'content-md5': Buffer.from(part.etag, 'hex').toString('base64'),
    'x-oss-hash-crc64ecma': String(crc),
    ...encryptionHeaders(upload),
  })
}

/**
 * UploadPartCopy. A range that is not valid copies the whole source, and the answer then has no Content-Range.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/uploadpartcopy
 */
export async function uploadPartCopy(ctx: ObjectContext): Promise<Answer> {
  const { oss, bucket, headers } = ctx
  const number = readPartNumber(ctx)
  const upload = findUpload(ctx, oss.store, NO_UPLOAD_COPY)
  if (bucket.storageClass.endsWith('Archive')) throw ossError('OperationNotSupported')
  const { record, bucket: sourceBucket } = findSource(ctx, 'UploadPartCopy')
  const range = readRange(headers.get('x-oss-copy-source-range'), record.size)
  const { start, length } = range ?? { start: 0, length: record.size }
  if (length > LARGEST_BODY) throw ossError('EntityTooLarge')
  const extents = slice(record.extents, start, length)
  const trafficLimit = readTrafficLimit(ctx)
  const release = oss.store.pin(extents)
  try {
    await oss.copyBytes(length, trafficLimit)
    const crc = oss.store.blobs.crc(extents)
    const etag = etagOfPart(record, { crc, length })
    const part: PartRecord = { number, size: length, etag, crc, modified: oss.now(), extents }
    await oss.store.write((tx) => tx.putPart(findUpload(ctx, tx, NO_UPLOAD_COPY).uploadId, part))
    const result = element('LastModified', isoTime(part.modified)) + element('ETag', `"${etag}"`)
    return xmlAnswer(element('CopyPartResult', result), {
      etag: `"${etag}"`,
      'x-oss-hash-crc64ecma': String(crc),
      'content-range': range && `bytes ${start}-${start + length - 1}/${record.size}`,
      'x-oss-copy-source-version-id': sourceBucket.versioning && record.versionId,
      ...encryptionHeaders(upload),
    })
  } finally {
    release()
  }
}

/** The MD5 when the part is a whole Normal object; MD5s of ranges cannot be had without reading, and no page promises them. */
function etagOfPart({ type, size, etag }: ObjectRecord, { crc, length }: { crc: bigint; length: number }): string {
  return type === 'Normal' && length === size ? etag : syntheticMd5(crc, length)
}

function readRange(header: string | undefined, size: number): { start: number; length: number } | undefined {
  const [, from, to] = /^bytes=(\d{1,16})-(\d{0,16})$/.exec(header ?? '') ?? []
  if (from === undefined) return undefined
  const start = Number(from)
  const end = to ? Number(to) : size - 1
  return start <= end && end < size ? { start, length: end - start + 1 } : undefined
}
