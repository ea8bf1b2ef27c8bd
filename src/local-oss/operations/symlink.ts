import { createHash } from 'node:crypto'
import type { ObjectContext } from '../context.ts'
import { ossError } from '../errors.ts'
import { type Answer, emptyAnswer } from '../http/answer.ts'
import { decode } from '../http/query.ts'
import { invalid, readMetadata, readObjectAcl, readStorageClass, readTagging } from '../metadata.ts'
import { findObject } from './find.ts'
import { versionHeaders } from './objectHeaders.ts'
import { checkKey, liveBucket, overwriteGuard } from './write.ts'

const TARGET = 'x-oss-symlink-target'

/**
 * PutSymlink: the target need not exist.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/putsymlink
 */
export async function putSymlink(ctx: ObjectContext): Promise<Answer> {
  const { oss, bucket, key } = ctx
  const target = readTarget(ctx)
  const checkOverwrite = overwriteGuard(ctx)
  const given = {
    ...readMetadata(ctx),
    ...readObjectAcl(ctx),
    ...readTagging(ctx),
    storageClass: readStorageClass(ctx),
  }
  const etag = createHash('md5').update(target).digest('hex').toUpperCase()
  const record = await oss.store.write((tx) => {
    checkOverwrite(tx.find(bucket.name, key))
    const link = { ...given, type: 'Symlink', size: 0, crc: 0n, extents: [], etag, target } as const
    return tx.put(liveBucket(tx, bucket), key, { ...link, extents: [], modified: oss.now() })
  })
  return emptyAnswer(200, { etag: `"${etag}"`, ...versionHeaders(bucket, record) })
}

/**
 * GetSymlink.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/getsymlink
 */
export function getSymlink(ctx: ObjectContext): Answer {
  const { record } = findObject(ctx, ctx.oss.store)
  if (record.type !== 'Symlink') throw ossError('NotSymlink')
  return emptyAnswer(200, {
    etag: `"${record.etag}"`,
    'last-modified': new Date(record.modified).toUTCString(),
    [TARGET]: encodeURIComponent(record.target ?? ''),
    ...versionHeaders(ctx.bucket, record),
  })
}

function readTarget({ headers }: ObjectContext): string {
  const given = Buffer.from(headers.get(TARGET) ?? '', 'latin1').toString()
  if (given === '') throw invalid(TARGET, given, { ec: '0043-00000001' })
  try {
    const target = decode(given)
    checkKey(target)
    return target
  } catch (cause) {
    if (cause instanceof URIError) throw invalid(TARGET, given)
    throw cause
  }
}
