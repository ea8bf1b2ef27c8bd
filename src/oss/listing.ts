import { bodyOf, type Call, eachOf, valuesOf } from './call.ts'
import { compareKeys } from './keyOrder.ts'
import { restoreOf, storageClass, unquote } from './metadata.ts'
import { endlessListing, type Progress, progress } from './paging.ts'
import type { Listed, ListPage, ListPosition, ObjectType, Oss, Upload } from './types.ts'
import { all, type Element, text } from './xml.ts'

/** The calls that list. Names travel URL-encoded: XML 1.0 can't carry control characters (docs/oss/listing.md#encoding). */
export function listingCalls(call: Call): Pick<Oss, 'list' | 'listUploads'> {
  return {
    /** @see https://help.aliyun.com/zh/oss/developer-reference/listobjectsv2 */
    async list({ at, delimiter, token, after, limit = 1000, ...more }) {
      const operation = 'ListObjectsV2'
      const query = sent({
        'list-type': '2',
        'encoding-type': 'url',
        'max-keys': String(limit),
        prefix: at.key,
        delimiter,
        'start-after': after,
        'continuation-token': token?.token,
      })
      const { region, bucket } = at
      const began = performance.now()
      const answer = await call({ operation, method: 'GET', region, bucket, query, ...more })
      const asked = askedAt(answer.headers.date, performance.now() - began)
      const read = eachOf(answer, { root: 'ListBucketResult', name: 'Contents', operation })
      const page = valuesOf(answer, { operation }, () => readPage(read, token, operation))
      return { ...page, ...(asked !== undefined && { asked }) }
    },
    /** @see https://help.aliyun.com/zh/oss/developer-reference/listmultipartuploads */
    async listUploads({ at: { region, bucket, key }, ...more }) {
      const operation = 'ListMultipartUploads'
      const uploads: Upload[] = []
      let next: UploadMark | undefined
      do {
        const from: UploadMark | undefined = next
        const query = sent({ prefix: key, 'encoding-type': 'url', 'max-uploads': '1000', ...from?.query })
        const answer = await call({ operation, method: 'GET', region, bucket, sub: { uploads: '' }, query, ...more })
        const body = bodyOf(answer, 'ListMultipartUploadsResult', { operation })
        const page = valuesOf(answer, { operation }, () => all(body, 'Upload').map(readUpload))
        uploads.push(...page)
        next = valuesOf(answer, { operation }, () => nextUploads(body, page, from, operation))
      } while (next)
      return uploads
    },
  }
}

/** OSS tells times in whole seconds, of an answer and of an object: the second before is taken where they may be the same. */
function askedAt(date: string | undefined, took: number): number | undefined {
  const told = Date.parse(date ?? '')
  return Number.isNaN(told) ? undefined : Math.floor((told - took) / 1000) * 1000
}

/** Reads a name of an answer with `encoding-type=url`. OSS's other SDKs read `+` as a space; a plus itself is `%2B`. */
export function decodeName(name: string): string {
  return decodeURIComponent(name.replaceAll('+', ' '))
}

type Read = { each: Record<string, string>[]; rest: Element }

function readPage({ each, rest }: Read, before: ListPosition | undefined, operation: string): ListPage {
  const objects = each.map(readListed)
  const prefixes = all(rest, 'CommonPrefixes').map((element) => decodeName(text(element, 'Prefix') ?? ''))
  const [first] = objects
  // A prefix may go on over pages; an object that comes again would be done twice.
  if (before && first?.key === before.last) throw endlessListing(operation, 'goes back')
  const names = namesOf(objects, prefixes)
  const token = decodeURIComponent(text(rest, 'NextContinuationToken') ?? '')
  const next = progress(rest, before, { names, mark: token }, operation)
  return { objects, prefixes, ...(next && { next: { ...next, token } }) }
}

/** The first and the last name of a page, in which objects and prefixes stand apart. */
function namesOf(objects: Listed[], prefixes: string[]): string[] {
  const ends = [objects[0]?.key, objects.at(-1)?.key, prefixes[0], prefixes.at(-1)]
  return ends.filter((name) => name !== undefined).sort(compareKeys)
}

/** @throws SyntaxError when one of what every object has is missing: no key, and the place itself would be taken for it. */
function readListed(texts: Record<string, string>): Listed {
  if (!texts.Key || !texts.Size || !texts.LastModified) throw new SyntaxError('An object without key, size or time')
  const restore = restoreOf(texts.RestoreInfo)
  return {
    key: decodeName(texts.Key ?? ''),
    size: Number(texts.Size),
    etag: unquote(texts.ETag ?? ''),
    modified: Date.parse(texts.LastModified ?? ''),
    type: (texts.Type ?? 'Normal') as ObjectType,
    storageClass: storageClass(texts.StorageClass),
    ...(restore ? { restore } : {}),
  }
}

function readUpload(element: Element): Upload {
  return {
    key: decodeName(text(element, 'Key') ?? ''),
    uploadId: text(element, 'UploadId') ?? '',
    initiated: Date.parse(text(element, 'Initiated') ?? ''),
  }
}

type UploadMark = Progress & { query: Record<string, string> }

function nextUploads(
  body: Element,
  page: Upload[],
  before: UploadMark | undefined,
  operation: string,
): UploadMark | undefined {
  const names = page.map(({ key }) => key)
  const key = decodeName(text(body, 'NextKeyMarker') ?? '')
  const id = text(body, 'NextUploadIdMarker') ?? ''
  const mark = key && JSON.stringify([key, id])
  const next = progress(body, before, { names, mark }, operation)
  return next && { ...next, query: sent({ 'key-marker': key, 'upload-id-marker': id }) }
}

function sent(query: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter((pair): pair is [string, string] => !!pair[1]))
}
