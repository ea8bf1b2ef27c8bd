import { bodyOf, type Call, eachOf } from './call.ts'
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
      return readPage(eachOf(answer, { root: 'ListBucketResult', name: 'Contents', operation }))
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
        uploads.push(...all(body, 'Upload').map(readUpload))
        next = nextUploads(body)
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
  const next = text(rest, 'IsTruncated') === 'true' ? text(rest, 'NextContinuationToken') : undefined
  return {
    objects: each.map(readListed),
    prefixes: all(rest, 'CommonPrefixes').map((element) => decodeName(text(element, 'Prefix') ?? '')),
    ...(next ? { next: decodeURIComponent(next) } : {}),
  }
}

function readListed(texts: Record<string, string>): Listed {
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
