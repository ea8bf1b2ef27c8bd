import { type BucketContext, OWNER } from '../context.ts'
import { type Answer, xmlAnswer } from '../http/answer.ts'
import { invalid } from '../metadata.ts'
import { type Item, listObjects as listPage } from '../store/list.ts'
import type { ObjectRecord } from '../store/types.ts'
import { element, escapeXml } from '../xml.ts'
import { encoderOf, readNumber, readText } from './listing.ts'
import { isoTime, restoreHeader } from './objectHeaders.ts'

type Encode = (text: string) => string

/**
 * ListObjectsV2.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/listobjectsv2
 */
export function listObjectsV2({ oss, bucket, query }: BucketContext): Answer {
  const type = query.get('list-type') ?? ''
  if (type !== '2') throw invalid('list-type', type, { ec: '0015-00000401' })
  const wanted = { prefix: readText(query, 'prefix'), delimiter: readText(query, 'delimiter') }
  const limit = readNumber(query, 'max-keys')
  const startAfter = readText(query, 'start-after')
  // A Python SDK sends an empty one for the first page.
  const token = query.get('continuation-token') || undefined
  const after = token === undefined ? startAfter : fromToken(token)
  const { encode, encodingType } = encoderOf(query)
  const page = listPage(oss.store.tables, { bucket: bucket.name, ...wanted, after, limit })
  const next = page.truncated ? nameOf(page.items.at(-1)) : undefined
  const owner = query.get('fetch-owner') === 'true'
  return xmlAnswer([
    '<ListBucketResult>',
    element('Name', bucket.name),
    element('Prefix', encode(wanted.prefix)),
    query.has('start-after') ? element('StartAfter', encode(startAfter)) : '',
    element('MaxKeys', String(limit)),
    element('Delimiter', encode(wanted.delimiter)),
    encodingType,
    element('IsTruncated', String(page.truncated)),
    token === undefined ? '' : element('ContinuationToken', escapeXml(token)),
    next === undefined ? '' : element('NextContinuationToken', toToken(next)),
    ...page.items.map((item) => itemXml(item, { encode, owner, now: oss.now() })),
    element('KeyCount', String(page.items.length)),
    '</ListBucketResult>',
  ])
}

/**
 * ListObjects, the first version: pages by `marker`.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/listobjects
 */
export function listObjects({ oss, bucket, query }: BucketContext): Answer {
  const wanted = { prefix: readText(query, 'prefix'), delimiter: readText(query, 'delimiter') }
  const limit = readNumber(query, 'max-keys')
  const marker = readText(query, 'marker')
  const { encode, encodingType } = encoderOf(query)
  const page = listPage(oss.store.tables, { bucket: bucket.name, ...wanted, after: marker, limit })
  const next = page.truncated ? nameOf(page.items.at(-1)) : undefined
  return xmlAnswer([
    '<ListBucketResult>',
    element('Name', bucket.name),
    element('Prefix', encode(wanted.prefix)),
    element('Marker', encode(marker)),
    element('MaxKeys', String(limit)),
    element('Delimiter', encode(wanted.delimiter)),
    encodingType,
    element('IsTruncated', String(page.truncated)),
    next === undefined ? '' : element('NextMarker', encode(next)),
    ...page.items.map((item) => itemXml(item, { encode, owner: true, now: oss.now() })),
    '</ListBucketResult>',
  ])
}

/** The owner as listings tell it. */
export function ownerXml(): string {
  return element('Owner', element('ID', OWNER.id) + element('DisplayName', OWNER.name))
}

type Writing = { encode: Encode; owner: boolean; now: number }

function itemXml(item: Item<ObjectRecord>, { encode, owner, now }: Writing): string {
  if ('prefix' in item) return element('CommonPrefixes', element('Prefix', encode(item.prefix)))
  const { key, value } = item
  const restore = restoreHeader(value, now)
  const more = (restore ? element('RestoreInfo', escapeXml(restore)) : '') + (owner ? ownerXml() : '')
  return `<Contents><Key>${encode(key)}</Key><LastModified>${isoTime(value.modified)}</LastModified><ETag>"${value.etag}"</ETag><Type>${value.type}</Type><Size>${value.size}</Size><StorageClass>${value.storageClass}</StorageClass>${more}</Contents>`
}

function nameOf(item: Item<unknown> | undefined): string {
  if (!item) return ''
  return 'prefix' in item ? item.prefix : item.key
}

/** A continuation token looks like OSS's: the base64 of one protobuf string field, with `-` for `=`. */
function toToken(name: string): string {
  const bytes = Buffer.from(name)
  const length = bytes.length < 128 ? [bytes.length] : [(bytes.length & 127) | 128, bytes.length >> 7]
  const text = Buffer.concat([Buffer.of(10, ...length), bytes]).toString('base64')
  return text.replaceAll('+', '*').replaceAll('/', '_').replaceAll('=', '-')
}

function fromToken(token: string): string {
  const bytes = Buffer.from(token.replaceAll('*', '+').replaceAll('_', '/').replaceAll('-', '='), 'base64')
  const name = bytes.toString('utf8', (bytes[1] ?? 0) < 128 ? 2 : 3)
  if (token === '' || toToken(name) !== token) throw invalid('continuation-token', token)
  return name
}
