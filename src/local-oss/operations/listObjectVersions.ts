import type { BucketContext } from '../context.ts'
import { type Answer, xmlAnswer } from '../http/answer.ts'
import { invalid } from '../metadata.ts'
import { listVersions, type Version } from '../store/list.ts'
import { element, escapeXml } from '../xml.ts'
import { encoderOf, readNumber, readText } from './listing.ts'
import { ownerXml } from './listObjects.ts'
import { isoTime, restoreHeader } from './objectHeaders.ts'

/**
 * ListObjectVersions (GetBucketVersions): all versions and delete markers, newest first for each key.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/listobjectversions
 */
export function listObjectVersions({ oss, bucket, query }: BucketContext): Answer {
  const wanted = { prefix: readText(query, 'prefix'), delimiter: readText(query, 'delimiter') }
  const keyMarker = readText(query, 'key-marker')
  const versionMarker = readText(query, 'version-id-marker')
  if (keyMarker === '' && versionMarker !== '') throw lonelyMarker(versionMarker)
  const limit = readNumber(query, 'max-keys')
  const { encode, encodingType } = encoderOf(query)
  const page = listVersions(oss.store.tables, {
    bucket: bucket.name,
    ...wanted,
    after: keyMarker,
    afterVersion: versionMarker,
    limit,
  })
  const last = page.truncated ? page.items.at(-1) : undefined
  const content = [
    element('Name', bucket.name),
    element('Prefix', encode(wanted.prefix)),
    element('KeyMarker', encode(keyMarker)),
    element('VersionIdMarker', versionMarker),
    element('MaxKeys', String(limit)),
    element('Delimiter', encode(wanted.delimiter)),
    encodingType,
    element('IsTruncated', String(page.truncated)),
    last ? element('NextKeyMarker', encode('prefix' in last ? last.prefix : last.key)) : '',
    last ? element('NextVersionIdMarker', 'value' in last ? last.value.versionId : '') : '',
    ...page.items.map((item) =>
      'prefix' in item
        ? element('CommonPrefixes', element('Prefix', encode(item.prefix)))
        : versionXml(encode(item.key), item.value, oss.now()),
    ),
  ]
  return xmlAnswer(element('ListVersionsResult', content.join('')))
}

function lonelyMarker(value: string) {
  const message = 'A version-id-marker cannot be specified without a key-marker.'
  return invalid('version-id-marker', value, { message, ec: '0012-00000106' })
}

function versionXml(key: string, version: Version, now: number): string {
  const common = [
    element('Key', key),
    element('VersionId', version.versionId),
    element('IsLatest', String(version.latest)),
    element('LastModified', isoTime(version.modified)),
  ]
  if (version.deleteMarker) return element('DeleteMarker', [...common, ownerXml()].join(''))
  const restore = restoreHeader(version, now)
  const own = [
    element('ETag', `"${version.etag}"`),
    element('Type', version.type),
    element('Size', String(version.size)),
    element('StorageClass', version.storageClass),
    restore ? element('RestoreInfo', escapeXml(restore)) : '',
    ownerXml(),
  ]
  return element('Version', [...common, ...own].join(''))
}
