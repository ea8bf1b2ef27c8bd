import { actionOn, isAllowed } from '../access/authorise.ts'
import type { ObjectContext } from '../context.ts'
import { syntheticMd5 } from '../etags.ts'
import type { BucketRecord, ObjectRecord } from '../store/types.ts'

/** Which encryption an object has. */
export function encryptionHeaders({ encryption }: Pick<ObjectRecord, 'encryption'>) {
  return {
    'x-oss-server-side-encryption': encryption?.algorithm,
    'x-oss-server-side-encryption-key-id': encryption?.keyId,
    'x-oss-server-side-data-encryption': encryption?.dataAlgorithm,
  }
}

/** A time as OSS writes it in XML: whole seconds. */
export function isoTime(time: number): string {
  const second = Math.floor(time / 1000)
  if (second !== lastTime.second) lastTime = { second, text: new Date(second * 1000).toISOString() }
  return lastTime.text
}

/** Objects that follow each other in a listing are often of the same second, and writing it is a fifth of the listing's time. */
let lastTime = { second: Number.NaN, text: '' }

/** `x-oss-version-id`, in buckets that have (had) versioning. */
export function versionHeaders({ versioning }: BucketRecord, { versionId }: ObjectRecord) {
  return { 'x-oss-version-id': versioning && versionId }
}

/**
 * The headers of GetObject and HeadObject that tell about an object.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/headobject
 */
export function objectHeaders(ctx: ObjectContext, record: ObjectRecord): Record<string, string | undefined> {
  const meta = Object.entries(record.meta).map(([name, value]) => [`x-oss-meta-${name}`, value])
  return {
    ...record.headers,
    ...Object.fromEntries(meta),
    etag: `"${record.etag}"`,
    'last-modified': new Date(record.modified).toUTCString(),
    'accept-ranges': 'bytes',
    'content-md5': md5Of(record),
    'x-oss-object-type': record.type,
    'x-oss-storage-class': record.storageClass,
    'x-oss-hash-crc64ecma': String(record.crc),
    'x-oss-tagging-count': taggingCount(ctx, record),
    'x-oss-next-append-position': record.type === 'Appendable' ? String(record.size) : undefined,
    'x-oss-sealed-time': record.sealed === undefined ? undefined : new Date(record.sealed).toUTCString(),
    ...encryptionHeaders(record),
    'x-oss-restore': restoreHeader(record, ctx.oss.now()),
    ...versionHeaders(ctx.bucket, record),
  }
}

/** Only for those who may read the tags. */
function taggingCount({ oss, caller, bucket, key, query }: ObjectContext, { tags }: ObjectRecord): string | undefined {
  const action = actionOn('oss:GetObjectTagging', query.has('versionId'))
  const permission = { action, access: 'owner', bucket, key } as const
  return tags?.length && isAllowed(oss, caller, permission) ? String(tags.length) : undefined
}

/** A copy of a multipart object is Normal, and has an ETag that is no MD5. */
function md5Of({ type, etag, crc, size }: ObjectRecord): string | undefined {
  const isMd5 = type === 'Normal' && /^[\dA-F]{32}$/.test(etag) && etag !== syntheticMd5(crc, size)
  return isMd5 ? Buffer.from(etag, 'hex').toString('base64') : undefined
}

/** How far a restore is: a header of the object, an element of a listing. */
export function restoreHeader({ restore }: ObjectRecord, now: number): string | undefined {
  if (!restore || now >= restore.expires) return undefined
  if (now < restore.ready) return 'ongoing-request="true"'
  return `ongoing-request="false", expiry-date="${new Date(restore.expires).toUTCString()}"`
}
