import { actionOn, authorise } from '../access/authorise.ts'
import type { BucketContext, ObjectContext } from '../context.ts'
import { type Answer, emptyAnswer, xmlAnswer } from '../http/answer.ts'
import { invalid } from '../metadata.ts'
import { isVersionId, type Removed } from '../store/transaction.ts'
import { element } from '../xml.ts'
import { type DeleteRequest, readDeleteRequest } from './deleteRequest.ts'
import { readVersionId } from './find.ts'
import { encoderOf } from './listing.ts'
import { liveBucket } from './write.ts'

/**
 * DeleteObject: 204 whether or not the key was there.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/deleteobject
 */
export async function deleteObject({ oss, bucket, key, query }: ObjectContext): Promise<Answer> {
  const versionId = readVersionId(query.get('versionId'))
  const removed = await oss.store.write((tx) =>
    tx.remove(liveBucket(tx, bucket), key, { now: oss.now(), ...(versionId !== undefined && { versionId }) }),
  )
  return emptyAnswer(204, {
    'x-oss-version-id': bucket.versioning && removed.versionId,
    'x-oss-delete-marker': removed.deleteMarker ? 'true' : undefined,
  })
}

/**
 * DeleteMultipleObjects: up to 1000 keys, all in one atomic change; Content-MD5 is a must.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/deletemultipleobjects
 */
export async function deleteMultipleObjects(ctx: BucketContext): Promise<Answer> {
  const { oss, bucket } = ctx
  const { wanted, isQuiet } = await readDeleteRequest(ctx)
  for (const { key, versionId } of wanted) {
    if (versionId !== undefined && !isVersionId(versionId)) throw invalid('versionId', versionId)
    const action = actionOn('oss:DeleteObject', versionId !== undefined)
    authorise(oss, ctx.caller, { action, access: 'write', bucket, key })
  }
  const removed = await oss.store.write((tx) => {
    const live = liveBucket(tx, bucket)
    return wanted.map(({ key, ...version }) => tx.remove(live, key, { now: oss.now(), ...version }))
  })
  if (isQuiet) return emptyAnswer(200, { 'content-length': '0' })
  const { encode, encodingType } = encoderOf(ctx.query)
  const lines = wanted.map((one, index) => element('Deleted', deletedXml(one, removed[index] ?? {}, encode)))
  return xmlAnswer(element('DeleteResult', encodingType + lines.join('')))
}

function deletedXml(
  { key, versionId }: DeleteRequest['wanted'][number],
  removed: Removed,
  encode: (text: string) => string,
): string {
  const id = removed.versionId === undefined ? '' : element('DeleteMarkerVersionId', removed.versionId)
  return [
    element('Key', encode(key)),
    versionId === undefined ? '' : element('VersionId', versionId),
    removed.deleteMarker ? element('DeleteMarker', 'true') + id : '',
  ].join('')
}
