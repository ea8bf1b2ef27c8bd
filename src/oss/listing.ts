import { bodyOf, type Call, eachOf, valuesOf } from './call.ts'
import { restoreOf, storageClass, unquote } from './metadata.ts'
import type { Listed, ListPage, ObjectType, Oss, Upload } from './types.ts'
import { all, type Element, text } from './xml.ts'

/** The calls that list. Names travel URL-encoded: XML 1.0 can't carry control characters (docs/oss/listing.md#encoding). */
export function listingCalls(call: Call): Pick<Oss, 'list' | 'listUploads'> {
  return {
    /** @see https://help.aliyun.com/zh/oss/developer-reference/listobjectsv2 */
    async list({ at, delimiter, token, after, limit = 1000, signal }) {
      const operation = 'ListObjectsV2'
      const query = sent({
        'list-type': '2',
        'encoding-type': 'url',
        'max-keys': String(limit),
        prefix: at.key,
        delimiter,
        'start-after': after,
        'continuation-token': token,
      })
      const { region, bucket } = at
      const answer = await call({ operation, method: 'GET', region, bucket, query, signal })
      const read = eachOf(answer, { root: 'ListBucketResult', name: 'Contents', operation })
      return valuesOf(answer, { operation }, () => readPage(read))
    },
    /** @see https://help.aliyun.com/zh/oss/developer-reference/listmultipartuploads */
    async listUploads({ at: { region, bucket, key }, signal }) {
      const operation = 'ListMultipartUploads'
      const uploads: Upload[] = []
      let next: Record<string, string> | undefined = {}
      while (next) {
        const query = sent({ prefix: key, 'encoding-type': 'url', 'max-uploads': '1000', ...next })
        const answer = await call({ operation, method: 'GET', region, bucket, sub: { uploads: '' }, query, signal })
        const body = bodyOf(answer, 'ListMultipartUploadsResult', { operation })
        uploads.push(...valuesOf(answer, { operation }, () => all(body, 'Upload').map(readUpload)))
        next = valuesOf(answer, { operation }, () => nextUploads(body))
      }
      return uploads
    },
  }
}

/** Reads a name of an answer with `encoding-type=url`. OSS's other SDKs read `+` as a space; a plus itself is `%2B`. */
export function decodeName(name: string): string {
  return decodeURIComponent(name.replaceAll('+', ' '))
}

function readPage({ each, rest }: { each: Record<string, string>[]; rest: Element }): ListPage {
  const isTruncated = text(rest, 'IsTruncated') === 'true'
  const next = isTruncated ? text(rest, 'NextContinuationToken') : undefined
  // Else what it does not tell of would be taken for gone.
  if (isTruncated && !next) throw new SyntaxError('A listing that goes on does not say where')
  return {
    objects: each.map(readListed),
    prefixes: all(rest, 'CommonPrefixes').map((element) => decodeName(text(element, 'Prefix') ?? '')),
    ...(next ? { next: decodeURIComponent(next) } : {}),
  }
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

function nextUploads(body: Element): Record<string, string> | undefined {
  if (text(body, 'IsTruncated') !== 'true') return undefined
  return sent({
    'key-marker': decodeName(text(body, 'NextKeyMarker') ?? ''),
    'upload-id-marker': text(body, 'NextUploadIdMarker'),
  })
}

function sent(query: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter((pair): pair is [string, string] => !!pair[1]))
}
