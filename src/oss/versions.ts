import { bodyOf, type Call, valuesOf } from './call.ts'
import { decodeName } from './listing.ts'
import { storageClass, unquote } from './metadata.ts'
import type { ObjectType, Oss, Version, VersionPage } from './types.ts'
import { all, type Element, text } from './xml.ts'

/** The call that lists versions. */
export function versionCalls(call: Call): Pick<Oss, 'listVersions'> {
  return {
    /** @see https://help.aliyun.com/zh/oss/developer-reference/listobjectversions */
    async listVersions({ at, delimiter, from, limit = 1000, signal }) {
      const operation = 'ListObjectVersions'
      const query: Record<string, string> = {
        'encoding-type': 'url',
        'max-keys': String(limit),
        ...(at.key && { prefix: at.key }),
        ...(delimiter && { delimiter }),
        ...(from && { 'key-marker': from.key }),
        ...(from?.versionId && { 'version-id-marker': from.versionId }),
      }
      const { region, bucket } = at
      const answer = await call({ operation, method: 'GET', region, bucket, sub: { versions: '' }, query, signal })
      const body = bodyOf(answer, 'ListVersionsResult', { operation })
      return valuesOf(answer, { operation }, () => readPage(body))
    },
  }
}

/** Versions and delete markers stand among each other, newest first for each key. */
function readPage(body: Element): VersionPage {
  const entries = body.children.filter(({ name }) => name === 'Version' || name === 'DeleteMarker')
  const next = {
    key: decodeName(text(body, 'NextKeyMarker') ?? ''),
    versionId: text(body, 'NextVersionIdMarker') ?? '',
  }
  return {
    versions: entries.map(readVersion),
    prefixes: all(body, 'CommonPrefixes').map((element) => decodeName(text(element, 'Prefix') ?? '')),
    ...(text(body, 'IsTruncated') === 'true' ? { next } : {}),
  }
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
