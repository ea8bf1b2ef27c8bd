import { actionOn, authorise } from '../access/authorise.ts'
import type { ObjectContext } from '../context.ts'
import { ossError } from '../errors.ts'
import { syntheticMd5 } from '../etags.ts'
import { type Answer, xmlAnswer } from '../http/answer.ts'
import { readTrafficLimit } from '../http/trafficLimit.ts'
import {
  invalid,
  type Metadata,
  readEncryption,
  readMetadata,
  readObjectAcl,
  readStorageClass,
  readTagging,
  type Tags,
} from '../metadata.ts'
import type { ObjectDraft } from '../store/transaction.ts'
import type { ObjectRecord } from '../store/types.ts'
import { element } from '../xml.ts'
import { type CopySource, findSource } from './copySource.ts'
import { encryptionHeaders, isoTime, versionHeaders } from './objectHeaders.ts'
import { liveBucket, overwriteGuard } from './write.ts'

const GIB = 1024 ** 3
const LARGEST_CHANGED = GIB
const LARGEST_ACROSS = 5 * GIB

/**
 * CopyObject. Inside a bucket, with class and encryption unchanged, it moves references and has no size limit.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/copyobject
 */
export async function copyObject(ctx: ObjectContext): Promise<Answer> {
  const { oss, bucket, key } = ctx
  const { store } = oss
  const source = findSource(ctx, 'CopyObject')
  const checkOverwrite = overwriteGuard(ctx)
  const draft = draftOf(ctx, source)
  const trafficLimit = readTrafficLimit(ctx)
  const release = store.pin(draft.extents)
  try {
    checkOverwrite(store.find(bucket.name, key))
    if (copiesBytes(ctx, source, draft)) await oss.copyBytes(draft.size, trafficLimit)
    const record = await store.write((tx) => {
      checkOverwrite(tx.find(bucket.name, key))
      return tx.put(liveBucket(tx, bucket), key, { ...draft, modified: oss.now() })
    })
    return answerOf(ctx, source, record)
  } finally {
    release()
  }
}

function answerOf({ bucket }: ObjectContext, source: CopySource, record: ObjectRecord): Answer {
  const result = element('ETag', `"${record.etag}"`) + element('LastModified', isoTime(record.modified))
  return xmlAnswer(element('CopyObjectResult', result), {
    etag: `"${record.etag}"`,
    'x-oss-hash-crc64ecma': record.type === 'Symlink' ? undefined : String(record.crc),
    'x-oss-copy-source-version-id': source.bucket.versioning && source.record.versionId,
    ...encryptionHeaders(record),
    ...versionHeaders(bucket, record),
  })
}

/** What the target will be. A self copy in an unversioned bucket takes its metadata from the request, whatever the directive says. */
function draftOf(ctx: ObjectContext, source: CopySource): ObjectDraft {
  const { record, isTarget } = source
  const directive = readDirective(ctx, 'x-oss-metadata-directive')
  const replaces = directive === 'REPLACE' || (isTarget && !ctx.bucket.versioning)
  const given = readMetadata(ctx, record.headers['content-type'])
  const { headers, meta }: Metadata = replaces
    ? { ...given, meta: withEncryptionMeta(given.meta, record.meta) }
    : record
  const encryption = readEncryption(ctx)
  if (record.type === 'Symlink' && ctx.headers.has('x-oss-server-side-encryption')) {
    throw invalid('x-oss-server-side-encryption', encryption.encryption?.algorithm ?? '')
  }
  const appendable = record.type === 'Appendable' && isTarget
  const type = record.type === 'Symlink' || appendable ? record.type : 'Normal'
  return {
    type,
    size: record.size,
    etag: type === record.type ? record.etag : syntheticMd5(record.crc, record.size),
    crc: record.crc,
    modified: 0,
    storageClass: readStorageClass(ctx, '0013-00000101'),
    headers,
    meta,
    extents: record.extents,
    ...readObjectAcl(ctx),
    ...tagsOf(ctx, source),
    ...encryption,
    ...(type === 'Symlink' && record.target !== undefined && { target: record.target }),
  }
}

/**
 * What a client needs to decrypt its object outlives REPLACE, and cannot be set to anything else.
 * Throws InvalidEncryptionRequest.
 */
function withEncryptionMeta(given: Metadata['meta'], source: Metadata['meta']): Metadata['meta'] {
  const kept = Object.entries(source).filter(([name]) => name.startsWith('client-side-encryption-'))
  if (kept.some(([name, value]) => given[name] !== undefined && given[name] !== value)) {
    throw ossError('InvalidEncryptionRequest')
  }
  return { ...given, ...Object.fromEntries(kept) }
}

/** Tags are read and written with rights of their own. */
function tagsOf(ctx: ObjectContext, { record, bucket, key, isVersion }: CopySource): { tags?: Tags } {
  const { oss, caller } = ctx
  const given = readTagging(ctx)
  const replaces = readDirective(ctx, 'x-oss-tagging-directive') === 'REPLACE'
  const { tags } = replaces ? given : record
  if (!tags) return {}
  const action = actionOn('oss:GetObjectTagging', isVersion)
  if (!replaces) authorise(oss, caller, { action, access: 'owner', bucket, key })
  authorise(oss, caller, { action: 'oss:PutObjectTagging', access: 'owner', bucket: ctx.bucket, key: ctx.key })
  return { tags }
}

function readDirective({ headers }: ObjectContext, name: string): 'COPY' | 'REPLACE' {
  const given = headers.get(name) ?? 'COPY'
  const directive = given.toUpperCase()
  if (directive !== 'COPY' && directive !== 'REPLACE') throw invalid(name, given)
  return directive
}

/** Refuses what is too large, and tells whether bytes move (that takes time) or only references. */
function copiesBytes({ oss, bucket }: ObjectContext, source: CopySource, draft: ObjectDraft): boolean {
  const { record } = source
  const across = source.bucket.name !== bucket.name
  const changed =
    draft.storageClass !== record.storageClass ||
    draft.encryption?.algorithm !== record.encryption?.algorithm ||
    draft.encryption?.keyId !== record.encryption?.keyId
  const mode = oss.settings.referenceCopy
  if (changed && record.size > LARGEST_CHANGED) throw ossError('EntityTooLarge')
  if (across && record.size > LARGEST_ACROSS) throw ossError('EntityTooLarge')
  // A self copy for metadata has no limit in any edition of the page.
  if (mode === 'refused' && !source.isTarget && record.size > GIB) throw ossError('EntityTooLarge')
  return across || changed || (mode === 'slow' && !source.isTarget)
}
