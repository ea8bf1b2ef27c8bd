import { actionOn, authorise } from '../access/authorise.ts'
import { requirePayer } from '../access/payer.ts'
import type { ObjectContext } from '../context.ts'
import { ossError } from '../errors.ts'
import { checkConditions } from '../http/conditions.ts'
import { decode } from '../http/query.ts'
import type { BucketRecord, ObjectRecord } from '../store/types.ts'
import { isReadable } from './restore.ts'
import { checkKey } from './write.ts'

const HEADER = 'x-oss-copy-source'

export type CopySource = {
  bucket: BucketRecord
  key: string
  record: ObjectRecord
  /** Same bucket and key as the target. */
  isTarget: boolean
  /** It was named by its version. */
  isVersion: boolean
}

/**
 * Finds the source of CopyObject or UploadPartCopy and checks all that is about the source: form of the header, region, read permission,
 * existence, conditions, state and type.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/copyobject
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/uploadpartcopy
 */
export function findSource(ctx: ObjectContext, operation: 'CopyObject' | 'UploadPartCopy'): CopySource {
  const { store } = ctx.oss
  const { bucketName, key, versionId } = parseSource(ctx.headers.get(HEADER) ?? '')
  const bucket = store.bucket(bucketName)
  if (!bucket) throw ossError('NoSuchBucket', { extra: { BucketName: bucketName } })
  const isVersion = versionId !== undefined
  authorise(ctx.oss, ctx.caller, { action: actionOn('oss:GetObject', isVersion), access: 'read', bucket, key })
  requirePayer(ctx, bucket)
  if (bucket.region !== ctx.bucket.region) {
    const message = 'Target object does not reside in the same data center as source object.'
    throw ossError('AccessDenied', { message, ec: '0016-00000306' })
  }
  const record = readSource(ctx, { bucketName, key, versionId, operation })
  checkConditions(ctx.headers, record, 'x-oss-copy-source-')
  const isTarget = bucket.name === ctx.bucket.name && key === ctx.key
  checkState(ctx, { record, isTarget, bucket, operation })
  return { bucket, key, record, isTarget, isVersion }
}

type Wanted = { bucketName: string; key: string; versionId: string | undefined; operation: string }

function readSource(ctx: ObjectContext, { bucketName, key, versionId, operation }: Wanted): ObjectRecord {
  const record = ctx.oss.store.find(bucketName, key, versionId)?.record
  if (!record) throw ossError(versionId === undefined ? 'NoSuchKey' : 'NoSuchVersion', { extra: { Key: key } })
  if (!record.deleteMarker) return record
  // The pages disagree (open point g): CopyObject's says 404, UploadPartCopy's says 400 with this EC.
  if (versionId === undefined || operation === 'CopyObject') throw ossError('NoSuchKey', { extra: { Key: key } })
  throw badSource('The version of the copy source is a delete marker.', '0016-00000307')
}

function checkState(
  ctx: ObjectContext,
  { record, isTarget, bucket, operation }: Pick<CopySource, 'record' | 'isTarget' | 'bucket'> & { operation: string },
): void {
  if (!isReadable(record, bucket, ctx.oss.now())) throw ossError('InvalidObjectState')
  if (record.type === 'Symlink' && operation === 'UploadPartCopy') throw ossError('OperationNotSupported')
  if (record.type !== 'Appendable' || ctx.oss.settings.appendCopy === 'allowed') return
  if (operation === 'UploadPartCopy' || !isTarget || bucket.versioning) throw ossError('OperationNotSupported')
}

function parseSource(raw: string): { bucketName: string; key: string; versionId: string | undefined } {
  // Some clients leave the bytes of a key as they are.
  const [path = '', ...rest] = Buffer.from(raw, 'latin1').toString().split('?')
  const [, bucketName = '', encoded = ''] = /^\/([^/]+)\/(.+)$/s.exec(path) ?? []
  if (raw === '') throw badSource('The copy source is empty.', '0042-00000302')
  const message = 'Copy Source must mention the source bucket and key: /sourcebucket/sourcekey.'
  if (encoded === '') throw badSource(message, path.startsWith('/') ? undefined : '0042-00000301')
  const key = decoded(encoded, message)
  checkKey(key)
  return { bucketName, key, versionId: versionOf(rest) }
}

function versionOf(queries: string[]): string | undefined {
  if (queries.length === 0) return undefined
  const [name, value, ...more] = queries.join('?').split('=')
  if (name !== 'versionId' || more.length > 0) {
    throw badSource('The copy source has an unknown query parameter.', '0016-00000304')
  }
  if (!value) throw badSource('The versionId of the copy source is empty.', '0016-00000305')
  return decoded(value, 'The versionId of the copy source is invalid.')
}

function decoded(text: string, message: string): string {
  try {
    return decode(text)
  } catch (cause) {
    if (cause instanceof URIError) throw badSource(message)
    throw cause
  }
}

function badSource(message: string, ec?: string) {
  return ossError('InvalidArgument', { message, extra: { ArgumentName: HEADER }, ...(ec && { ec }) })
}
