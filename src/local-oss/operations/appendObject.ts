import { createHash } from 'node:crypto'
import type { ObjectContext } from '../context.ts'
import { combine } from '../crc64.ts'
import { ossError } from '../errors.ts'
import { type Answer, emptyAnswer } from '../http/answer.ts'
import { LARGEST_BODY, receiveBody } from '../http/requestBody.ts'
import { type Created, invalid, readCreation, readObjectAcl } from '../metadata.ts'
import type { NewBlob } from '../store/blobs.ts'
import type { Found, Transaction } from '../store/transaction.ts'
import type { Extent, ObjectRecord } from '../store/types.ts'
import { encryptionHeaders, versionHeaders } from './objectHeaders.ts'
import { refuseCallback } from './putObject.ts'
import { liveBucket, overwriteGuard } from './write.ts'

/**
 * AppendObject: makes an append-type object at position 0, or adds to one at its end.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/appendobject
 */
export async function appendObject(ctx: ObjectContext): Promise<Answer> {
  const { oss, bucket, key } = ctx
  refuseCallback(ctx)
  const position = readPosition(ctx)
  const given = readCreation(ctx)
  if (given.storageClass === 'ColdArchive' || given.storageClass === 'DeepColdArchive') {
    throw ossError('OperationNotSupported')
  }
  checkPosition(oss.store.find(bucket.name, key)?.record, position)
  const blob = await receiveBody(ctx)
  const change = (tx: Transaction) => append(ctx, tx, { position, blob, given, guard: overwriteGuard(ctx) })
  const record = await oss.store.write(change, [blob])
  return emptyAnswer(200, {
    etag: `"${record.etag}"`,
    'x-oss-next-append-position': String(record.size),
    'x-oss-hash-crc64ecma': String(record.crc),
    ...encryptionHeaders(record),
    ...versionHeaders(bucket, record),
  })
}

/**
 * SealAppendObject: no more appends. The type stays Appendable.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/sealappendobject
 */
export async function sealAppendObject(ctx: ObjectContext): Promise<Answer> {
  const { oss, bucket, key } = ctx
  const position = readPosition(ctx)
  const sealed = await oss.store.write((tx) => {
    const found = tx.find(bucket.name, key)
    if (!found?.current) throw ossError('NoSuchKey', { extra: { Key: key } })
    checkLength(found.record, position)
    if (found.record.sealed !== undefined) return found.record.sealed
    tx.update(bucket.name, key, { ...found, record: { ...found.record, sealed: oss.now() } })
    return oss.now()
  })
  return emptyAnswer(200, { 'x-oss-sealed-time': new Date(sealed).toUTCString() })
}

type Piece = { position: number; blob: NewBlob; given: Created; guard: (found: Found | undefined) => void }

function append(ctx: ObjectContext, tx: Transaction, { position, blob, given, guard }: Piece): ObjectRecord {
  const { oss, bucket, key, headers } = ctx
  const found = tx.find(bucket.name, key)
  const before = found?.current ? found.record : undefined
  if (!before) guard(found)
  checkPosition(before, position)
  const { size, crc } = blob.record
  if (position + size > LARGEST_BODY) throw ossError('EntityTooLarge')
  const whole = before ? combine(before.crc, crc, size) : crc
  const next = {
    size: position + size,
    crc: whole,
    etag: createHash('md5')
      .update(`${whole}:${position + size}`)
      .digest('hex')
      .toUpperCase(),
    modified: oss.now(),
    extents: grown(ctx, tx, before?.extents ?? [], blob),
  }
  if (!found || !before) return tx.put(liveBucket(tx, bucket), key, { ...given, ...next, type: 'Appendable' })
  // The ACL is the one thing that a later append can change (the Go SDK's tests say so).
  const acl = headers.has('x-oss-object-acl') ? readObjectAcl(ctx) : before
  const record = withAcl({ ...before, ...next }, acl)
  tx.update(bucket.name, key, { ...found, record })
  return record
}

function withAcl({ acl: _, ...record }: ObjectRecord, { acl }: Pick<ObjectRecord, 'acl'>): ObjectRecord {
  return { ...record, ...(acl && { acl }) }
}

function grown({ oss }: ObjectContext, tx: Transaction, before: Extent[], added: NewBlob): Extent[] {
  if (added.record.size === 0) return before
  const last = before.at(-1)
  const joined = last && oss.store.blobs.joined(last, added)
  if (!joined) return [...before, whole(added)]
  tx.addBlob(joined)
  return [...before.slice(0, -1), whole(joined)]
}

function whole({ id, record }: NewBlob): Extent {
  return { blob: id, offset: 0, length: record.size }
}

function checkPosition(record: ObjectRecord | undefined, position: number): void {
  if (record?.sealed !== undefined) throw ossError('ObjectNotAppendable')
  checkLength(record, position)
}

function checkLength(record: ObjectRecord | undefined, position: number): void {
  const existing = record?.deleteMarker ? undefined : record
  if (existing && existing.type !== 'Appendable') throw ossError('ObjectNotAppendable')
  const length = existing?.size ?? 0
  if (position === length) return
  throw ossError('PositionNotEqualToLength', { headers: { 'x-oss-next-append-position': String(length) } })
}

function readPosition({ query }: ObjectContext): number {
  const given = query.get('position') ?? ''
  if (!/^\d{1,15}$/.test(given)) throw invalid('position', given)
  return Number(given)
}
