import { bodyOf, type Call } from './call.ts'
import { OssError } from './errors.ts'
import { attributeHeaders, unquote } from './metadata.ts'
import { copied, forbidOverwriteHeader, locationOf, sourceHeaders } from './objects.ts'
import { endlessListing, isTruncated } from './paging.ts'
import type { Oss, Part } from './types.ts'
import { all, type Element, text } from './xml.ts'

type MultipartCalls = Pick<Oss, 'initiate' | 'copyPart' | 'uploadPart' | 'listParts' | 'complete' | 'abort'>

/** The calls of a multipart upload. */
export function multipartCalls(call: Call): MultipartCalls {
  return {
    /** UploadPartCopy carries nothing of the source: all attributes but the ACL go here. @see https://help.aliyun.com/zh/oss/developer-reference/initiatemultipartupload */
    async initiate({ at, attributes: { acl: _later, ...attributes }, forbidOverwrite, ...more }) {
      const operation = 'InitiateMultipartUpload'
      const headers = { ...attributeHeaders(attributes), ...forbidOverwriteHeader(forbidOverwrite) }
      const params = {
        operation,
        method: 'POST',
        ...locationOf(at),
        sub: { uploads: '' },
        headers,
        proves: true,
      } as const
      const answer = await call({ ...params, ...more })
      return required(bodyOf(answer, 'InitiateMultipartUploadResult', { operation }), 'UploadId', operation)
    },
    /** An invalid range silently copies the whole object: a part is believed only with its range in the answer. @see https://help.aliyun.com/zh/oss/developer-reference/uploadpartcopy */
    async copyPart({ at, uploadId, number, source, from, to, signal, timeout, ...pins }) {
      const operation = 'UploadPartCopy'
      const headers = { ...sourceHeaders(source, pins), 'x-oss-copy-source-range': `bytes=${from}-${to - 1}` }
      const sub = { partNumber: String(number), uploadId }
      const params = { operation, method: 'PUT' as const, ...locationOf(at), sub, headers, signal }
      const answer = await call({ ...params, ...(timeout === undefined ? {} : { timeout }) })
      return unquote(required(bodyOf(answer, 'CopyPartResult', { operation }), 'ETag', operation))
    },
    /** @see https://help.aliyun.com/zh/oss/developer-reference/uploadpart */
    async uploadPart({ at, uploadId, number, body, signal, timeout }) {
      const operation = 'UploadPart'
      // The SDK would guess a type from the key and sign it, although the browser sends the Blob's.
      const headers = { 'Content-Type': 'application/octet-stream' }
      const sub = { partNumber: String(number), uploadId }
      const params = {
        operation,
        method: 'PUT',
        ...locationOf(at),
        sub,
        headers,
        body,
        tells: 'facts',
        signal,
      } as const
      const answer = await call({ ...params, ...(timeout === undefined ? {} : { timeout }) })
      return copied(answer, answer.headers.etag, operation)
    },
    /** @see https://help.aliyun.com/zh/oss/developer-reference/listparts */
    async listParts({ at, uploadId, ...more }) {
      const operation = 'ListParts'
      const parts: Part[] = []
      for (let after: number | undefined = 0; after !== undefined; ) {
        const from: Record<string, string> = after ? { 'part-number-marker': String(after) } : {}
        const query = { 'max-parts': '1000', ...from }
        const answer = await call({ operation, method: 'GET', ...locationOf(at), sub: { uploadId }, query, ...more })
        const body = bodyOf(answer, 'ListPartsResult', { operation })
        const page = all(body, 'Part').map(readPart)
        parts.push(...page)
        after = nextParts(body, page, after)
      }
      return parts
    },
    /** @see https://help.aliyun.com/zh/oss/developer-reference/completemultipartupload */
    async complete({ at, uploadId, parts, acl, forbidOverwrite, signal, timeout }) {
      const operation = 'CompleteMultipartUpload'
      const list = parts.map(
        (part) => `<Part><PartNumber>${part.number}</PartNumber><ETag>"${part.etag}"</ETag></Part>`,
      )
      const body = `<CompleteMultipartUpload>${list.join('')}</CompleteMultipartUpload>`
      const headers = {
        'Content-Type': 'application/xml',
        ...(acl && { 'x-oss-object-acl': acl }),
        ...forbidOverwriteHeader(forbidOverwrite),
      }
      const sub = { uploadId }
      const params = { operation, method: 'POST', ...locationOf(at), sub, headers, body, proves: true, signal } as const
      const answer = await call({ ...params, ...(timeout === undefined ? {} : { timeout }) })
      return copied(answer, text(bodyOf(answer, 'CompleteMultipartUploadResult', { operation }), 'ETag'), operation)
    },
    /** An upload that is gone already is as good as aborted. @see https://help.aliyun.com/zh/oss/developer-reference/abortmultipartupload */
    async abort({ at, uploadId, ...more }) {
      const params = {
        operation: 'AbortMultipartUpload',
        method: 'DELETE' as const,
        ...locationOf(at),
        sub: { uploadId },
      }
      await call({ ...params, ...more }).catch((error) => {
        if (!(error instanceof OssError && error.code === 'NoSuchUpload')) throw error
      })
    },
  }
}

/** The number behind which the next page begins. An upload has at most 10 000 parts, so numbers that grow come to an end. */
function nextParts(body: Element, page: Part[], after: number): number | undefined {
  const operation = 'ListParts'
  const isGrowing = page.every(({ number }, i) => number > (page[i - 1]?.number ?? after))
  if (!isGrowing) throw endlessListing(operation, 'goes back')
  if (!isTruncated(body, operation)) return undefined
  const next = Number(text(body, 'NextPartNumberMarker') || Number.NaN)
  if (page.length > 0 && next > after) return next
  throw endlessListing(operation, Number.isNaN(next) ? 'does not say where it goes on' : 'does not get on')
}

function readPart(element: Element): Part {
  return {
    number: Number(text(element, 'PartNumber')),
    size: Number(text(element, 'Size')),
    etag: unquote(text(element, 'ETag') ?? ''),
  }
}

function required(body: Element, name: string, operation: string): string {
  const value = text(body, name)
  if (value) return value
  const message = `${operation} was answered without <${name}>`
  throw new OssError({ kind: 'protocol', code: 'UnexpectedAnswer', message, operation, resource: '' })
}
