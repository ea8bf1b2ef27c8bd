import type { ObjectContext } from '../context.ts'
import { ossError } from '../errors.ts'
import { invalid } from '../metadata.ts'
import type { Found } from '../store/transaction.ts'

type Finder = { find(bucket: string, key: string, versionId?: string): Found | undefined }

/**
 * The version of the object that a request is about (`versionId`, else the current one). Throws NoSuchKey, NoSuchVersion, and for a
 * delete marker NoSuchKey or, when it was asked for by its id, MethodNotAllowed.
 * @see https://www.alibabacloud.com/help/en/oss/user-guide/delete-marker
 */
export function findObject({ bucket, key, query }: ObjectContext, finder: Finder): Found {
  const versionId = readVersionId(query.get('versionId'))
  const found = finder.find(bucket.name, key, versionId)
  if (!found) throw ossError(versionId === undefined ? 'NoSuchKey' : 'NoSuchVersion', { extra: { Key: key } })
  if (!found.record.deleteMarker) return found
  const headers = { 'x-oss-delete-marker': 'true', 'x-oss-version-id': found.record.versionId }
  if (versionId === undefined) throw ossError('NoSuchKey', { extra: { Key: key }, headers })
  throw ossError('MethodNotAllowed', { extra: { ResourceType: 'DeleteMarker' }, headers })
}

/** `versionId` of a query. Throws InvalidArgument for an empty one. */
export function readVersionId(given: string | undefined): string | undefined {
  if (given === '') throw invalid('versionId', '', { message: 'Version id cannot be the empty string.' })
  return given
}
