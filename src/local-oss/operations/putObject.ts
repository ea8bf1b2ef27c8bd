import type { ObjectContext } from '../context.ts'
import { ossError } from '../errors.ts'
import { type Answer, emptyAnswer } from '../http/answer.ts'
import { receiveBody } from '../http/requestBody.ts'
import { readCreation } from '../metadata.ts'
import { encryptionHeaders, versionHeaders } from './objectHeaders.ts'
import { liveBucket, overwriteGuard } from './write.ts'

const CONDITIONS = ['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since']

/**
 * PutObject. The object is on disk when this answers.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/putobject
 */
export async function putObject(ctx: ObjectContext): Promise<Answer> {
  const { oss, bucket, key, headers } = ctx
  refuseCallback(ctx)
  refuseConditions(headers)
  const checkOverwrite = overwriteGuard(ctx)
  const given = readCreation(ctx)
  checkOverwrite(oss.store.find(bucket.name, key))
  const blob = await receiveBody(ctx)
  const { size, crc } = blob.record
  const record = await oss.store.write(
    (tx) => {
      checkOverwrite(tx.find(bucket.name, key))
      return tx.put(liveBucket(tx, bucket), key, {
        ...given,
        type: 'Normal',
        size,
        etag: blob.md5,
        crc,
        modified: oss.now(),
        extents: size === 0 ? [] : [{ blob: blob.id, offset: 0, length: size }],
      })
    },
    [blob],
  )
  return emptyAnswer(200, {
    etag: `"${record.etag}"`,
    'content-md5': Buffer.from(blob.md5, 'hex').toString('base64'),
    'x-oss-hash-crc64ecma': String(crc),
    ...encryptionHeaders(record),
    ...versionHeaders(bucket, record),
  })
}

/** Callbacks would make this server send requests to anywhere: not implemented. */
export function refuseCallback({ headers, query }: Pick<ObjectContext, 'headers' | 'query'>): void {
  if (headers.has('x-oss-callback') || query.has('callback')) {
    throw ossError('NotImplemented', { extra: { Header: 'x-oss-callback' } })
  }
}

function refuseConditions(headers: ReadonlyMap<string, string>): void {
  const found = CONDITIONS.find((name) => headers.has(name))
  if (found) throw ossError('NotImplemented', { extra: { Header: found } })
}
