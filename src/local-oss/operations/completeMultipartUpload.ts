import type { ObjectContext } from '../context.ts'
import { combine } from '../crc64.ts'
import { ossError } from '../errors.ts'
import { etagOfParts } from '../etags.ts'
import { type Answer, xmlAnswer } from '../http/answer.ts'
import { unquoted } from '../http/conditions.ts'
import { readBody, rootOf } from '../http/requestBody.ts'
import { invalid, readObjectAcl } from '../metadata.ts'
import { concatenate } from '../store/extents.ts'
import type { ObjectDraft } from '../store/transaction.ts'
import type { PartRecord, UploadRecord } from '../store/types.ts'
import { child, children, element, escapeXml } from '../xml.ts'
import { encoderOf } from './listing.ts'
import { encryptionHeaders, versionHeaders } from './objectHeaders.ts'
import { refuseCallback } from './putObject.ts'
import { findUpload } from './uploads.ts'
import { liveBucket, overwriteGuard } from './write.ts'

/** 100 KB: all parts but the last must have this size. */
const SMALLEST_PART = 100 * 1024
const MOST_PARTS = 10_000

type Named = { number: number; etag: string }

/**
 * CompleteMultipartUpload: the object appears, and the upload is gone, in one change.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/completemultipartupload
 */
export async function completeMultipartUpload(ctx: ObjectContext): Promise<Answer> {
  const { oss, bucket, key } = ctx
  refuseCallback(ctx)
  refuseClass(ctx)
  const checkOverwrite = overwriteGuard(ctx)
  const acl = readObjectAcl(ctx)
  findUpload(ctx, oss.store)
  const named = await readNamed(ctx)
  const { encode, encodingType } = encoderOf(ctx.query)
  const record = await oss.store.write((tx) => {
    const upload = findUpload(ctx, tx)
    const parts = choose(tx.parts(upload.uploadId), named)
    checkOverwrite(tx.find(bucket.name, key))
    const made = tx.put(liveBucket(tx, bucket), key, { ...assemble(upload, parts), ...acl, modified: oss.now() })
    tx.removeUpload(bucket.name, key, upload.uploadId)
    return made
  })
  const content = [
    encodingType,
    element('Location', escapeXml(`http://${ctx.host}/${encodeURI(key)}`)),
    element('Bucket', bucket.name),
    element('Key', encode(key)),
    element('ETag', `"${record.etag}"`),
  ]
  return xmlAnswer(element('CompleteMultipartUploadResult', content.join('')), {
    etag: `"${record.etag}"`,
    'x-oss-hash-crc64ecma': String(record.crc),
    ...encryptionHeaders(record),
    ...versionHeaders(bucket, record),
  })
}

/** Initiate has said the class. */
function refuseClass({ headers }: ObjectContext): void {
  const given = headers.get('x-oss-storage-class')
  if (given !== undefined) throw invalid('x-oss-storage-class', given, { ec: '0042-00000202' })
}

/** The parts that the body names; undefined for `x-oss-complete-all: yes` and for a root that names none, which take all. */
async function readNamed(ctx: ObjectContext): Promise<Named[] | undefined> {
  const all = ctx.headers.get('x-oss-complete-all')
  const body = await readBody(ctx)
  if (all !== undefined) {
    if (all.toLowerCase() !== 'yes') throw invalid('x-oss-complete-all', all)
    if (body.length === 0) return undefined
    // OSS's own spelling, and the EC that the Go SDK's tests expect.
    const message = 'Should not speficy both complete all header and http body.'
    throw ossError('InvalidArgument', { message, ec: '0042-00000216' })
  }
  const document = rootOf(body, 'CompleteMultipartUpload', { malformed: '0042-00000205' })
  const named = children(document, 'Part').map((part) => ({
    number: numberOf(child(part, 'PartNumber')?.text.trim() ?? ''),
    etag: unquoted(child(part, 'ETag')?.text ?? ''),
  }))
  const broken = named.some(({ number }) => !Number.isInteger(number) || number < 1 || number > MOST_PARTS)
  if (broken) throw ossError('MalformedXML')
  return document.children.length === 0 ? undefined : named
}

/** JavaScript would read `0x1`, `1e0` and `+1`, too. */
function numberOf(digits: string): number {
  return /^\d{1,5}$/.test(digits) ? Number(digits) : Number.NaN
}

function choose(present: PartRecord[], named: Named[] | undefined): PartRecord[] {
  const byNumber = new Map(present.map((part) => [part.number, part]))
  const chosen = named ? named.map((one, index) => pick(byNumber, one, named[index - 1])) : present
  if (chosen.length === 0) throw ossError('InvalidPart')
  if (chosen.slice(0, -1).some(({ size }) => size < SMALLEST_PART))
    throw ossError('EntityTooSmall', { ec: '0042-00000213' })
  return chosen
}

function pick(byNumber: Map<number, PartRecord>, { number, etag }: Named, previous: Named | undefined): PartRecord {
  if (previous && number <= previous.number) throw ossError('InvalidPartOrder')
  const part = byNumber.get(number)
  if (part && part.etag === etag.toUpperCase()) return part
  throw ossError('InvalidPart', { extra: { PartNumber: String(number), ETag: etag } })
}

function assemble({ uploadId, initiated, ...given }: UploadRecord, parts: PartRecord[]): Omit<ObjectDraft, 'modified'> {
  return {
    ...given,
    type: 'Multipart',
    size: parts.reduce((sum, part) => sum + part.size, 0),
    etag: etagOfParts(parts.map(({ etag }) => etag)),
    crc: parts.reduce((crc, part) => combine(crc, part.crc, part.size), 0n),
    extents: concatenate(parts.map(({ extents }) => extents)),
  }
}
