import { bodyOf, type Call, valuesOf } from './call.ts'
import { compareKeys } from './keyOrder.ts'
import { decodeName } from './listing.ts'
import { storageClass, unquote } from './metadata.ts'
import { progress } from './paging.ts'
import type { ObjectType, Oss, Version, VersionMark, VersionPage } from './types.ts'
import { all, type Element, text } from './xml.ts'

/** The call that lists versions. */
export function versionCalls(call: Call): Pick<Oss, 'listVersions'> {
  return {
    /** @see https://help.aliyun.com/zh/oss/developer-reference/listobjectversions */
    async listVersions({ at, delimiter, from, after, limit = 1000, ...more }) {
      const operation = 'ListObjectVersions'
      const query: Record<string, string> = {
        'encoding-type': 'url',
        'max-keys': String(limit),
        ...(at.key && { prefix: at.key }),
        ...(delimiter && { delimiter }),
        ...(after && { 'key-marker': after }),
        ...(from && { 'key-marker': from.key }),
        ...(from?.versionId && { 'version-id-marker': from.versionId }),
      }
      const { region, bucket } = at
      const answer = await call({ operation, method: 'GET', region, bucket, sub: { versions: '' }, query, ...more })
      const body = bodyOf(answer, 'ListVersionsResult', { operation })
      return valuesOf(answer, { operation }, () => readPage(body, from, operation))
    },
  }
}

/** Versions and delete markers stand among each other, newest first for each key. */
function readPage(body: Element, before: VersionMark | undefined, operation: string): VersionPage {
  const entries = body.children.filter(({ name }) => name === 'Version' || name === 'DeleteMarker')
  const versions = entries.map(readVersion)
  const prefixes = all(body, 'CommonPrefixes').map((element) => decodeName(text(element, 'Prefix') ?? ''))
  const names = [...versions.map(({ key }) => key), ...prefixes].sort(compareKeys)
  const key = decodeName(text(body, 'NextKeyMarker') ?? '')
  const versionId = text(body, 'NextVersionIdMarker') ?? ''
  const mark = key && JSON.stringify([key, versionId])
  const next = progress(body, before, { names, mark }, operation)
  return { versions, prefixes, ...(next && { next: { ...next, key, versionId } }) }
}

function readVersion(element: Element): Version {
  const common = {
    key: decodeName(text(element, 'Key') ?? ''),
    versionId: text(element, 'VersionId') ?? '',
    isLatest: text(element, 'IsLatest') === 'true',
    modified: Date.parse(text(element, 'LastModified') ?? ''),
  }
  if (element.name === 'DeleteMarker') return { is: 'marker', ...common }
  return {
    is: 'version',
    ...common,
    size: Number(text(element, 'Size')),
    etag: unquote(text(element, 'ETag') ?? ''),
    type: (text(element, 'Type') ?? 'Normal') as ObjectType,
    storageClass: storageClass(text(element, 'StorageClass')),
  }
}
