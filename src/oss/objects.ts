import { bodyOf, type Call, valuesOf } from './call.ts'
import { OssError } from './errors.ts'
import { decodeName } from './listing.ts'
import {
  aclOf,
  attributeHeaders,
  halfSeen,
  named,
  placedHeaders,
  readFacts,
  readHead,
  unquote,
  whole,
} from './metadata.ts'
import { requirePinned, requireStored } from './objectAnswer.ts'
import type { Copied, Oss, Ref, Tag } from './types.ts'
import type { Told, WireAnswer } from './wire.ts'
import { shortBody } from './wire.ts'
import { all, descendant, type Element, escapeXml, text } from './xml.ts'

/** The calls on one object, and the batch delete. */
export function objectCalls(
  call: Call,
): Pick<
  Oss,
  | 'head'
  | 'headFacts'
  | 'headSeen'
  | 'getTags'
  | 'putTags'
  | 'getAcl'
  | 'putAcl'
  | 'copyObject'
  | 'remove'
  | 'removeMany'
  | 'put'
  | 'get'
  | 'getBytes'
  | 'getWithHead'
  | 'restore'
  | 'getSymlink'
  | 'putSymlink'
> {
  /** @see https://help.aliyun.com/zh/oss/developer-reference/getobject */
  const getObject = async (asked: Parameters<Oss['get']>[0], tells?: Told) => {
    const { at, from, to, ifMatch, versionId, stored, signal, timeout } = asked
    const range = from === undefined ? {} : { Range: `bytes=${from}-${to === undefined ? '' : to - 1}` }
    const headers = { ...range, ...(ifMatch && { 'If-Match': `"${ifMatch}"` }) }
    // A browser inflates what says `Content-Encoding: gzip`; the copy of an object must hold what is stored.
    const query: Record<string, string> = stored ? { 'response-content-encoding': 'identity' } : {}
    const sub: Record<string, string> = versionId ? { versionId } : {}
    const params = { operation: 'GetObject', method: 'GET' as const, ...locationOf(at), sub, headers, query, signal }
    const isShort = stored && from !== undefined && to !== undefined && to - from <= shortBody
    const more = { ...(tells && { tells }), ...(!isShort && { reads: true as const }), ...within(timeout) }
    const answer = await call({ ...params, ...more })
    if (ifMatch) requirePinned(answer, params, ifMatch)
    if (stored) requireStored(answer, params)
    return answer
  }
  return {
    /** @see https://help.aliyun.com/zh/oss/developer-reference/headobject */
    async head({ at, versionId, ...more }) {
      const sub: Record<string, string> = versionId ? { versionId } : {}
      const params = { operation: 'HeadObject', method: 'HEAD', ...locationOf(at), sub, tells: 'all', ...more } as const
      const answer = await call(params)
      return valuesOf(answer, params, () => whole(readHead(answer.headers)))
    },
    async headFacts({ at, ...more }) {
      const params = { operation: 'HeadObject', method: 'HEAD', ...locationOf(at), tells: 'facts', ...more } as const
      const answer = await call(params)
      return valuesOf(answer, params, () => whole(readFacts(answer.headers)))
    },
    async headSeen({ at, ...more }) {
      const params = { operation: 'HeadObject', method: 'HEAD', ...locationOf(at), ...more } as const
      const answer = await call(params)
      const { headers, hides } = answer
      const hidden = hides?.('all')?.message.split(', ')
      if (hidden) return { ...halfSeen(headers, hides?.('facts') !== undefined), hidden }
      return valuesOf(answer, params, () => whole(readHead(headers)))
    },
    /** @see https://help.aliyun.com/zh/oss/developer-reference/getobjecttagging */
    async getTags({ at, versionId, ...more }) {
      const operation = 'GetObjectTagging'
      const sub = { tagging: '', ...(versionId && { versionId }) }
      const answer = await call({ operation, method: 'GET', ...locationOf(at), sub, ...more })
      const set = descendant(bodyOf(answer, 'Tagging', { operation }), 'TagSet')
      return valuesOf(answer, { operation }, () => tagsIn(set))
    },
    /** @see https://help.aliyun.com/zh/oss/developer-reference/putobjecttagging */
    async putTags({ at, tags, ...more }) {
      const set = tags.map((tag) => `<Tag><Key>${escapeXml(tag.key)}</Key><Value>${escapeXml(tag.value)}</Value></Tag>`)
      const body = `<Tagging><TagSet>${set.join('')}</TagSet></Tagging>`
      await call({
        operation: 'PutObjectTagging',
        method: 'PUT',
        ...locationOf(at),
        sub: { tagging: '' },
        body,
        ...more,
      })
    },
    /** @see https://help.aliyun.com/zh/oss/developer-reference/getobjectacl */
    async getAcl({ at, versionId, ...more }) {
      const operation = 'GetObjectACL'
      const sub = { acl: '', ...(versionId && { versionId }) }
      const answer = await call({ operation, method: 'GET', ...locationOf(at), sub, ...more })
      const list = descendant(bodyOf(answer, 'AccessControlPolicy', { operation }), 'AccessControlList')
      return valuesOf(answer, { operation }, () => aclOf(list && text(list, 'Grant')))
    },
    /** @see https://help.aliyun.com/zh/oss/developer-reference/putobjectacl */
    async putAcl({ at, acl, ...more }) {
      const headers = { 'x-oss-object-acl': acl }
      await call({ operation: 'PutObjectACL', method: 'PUT', ...locationOf(at), sub: { acl: '' }, headers, ...more })
    },
    /** Only a 200 with an ETag in its body is a success. @see https://help.aliyun.com/zh/oss/developer-reference/copyobject */
    async copyObject({ at, source, sourceVersion, replace, attributes, forbidOverwrite, signal, timeout, ...pins }) {
      const operation = 'CopyObject'
      const headers = {
        ...attributeHeaders(attributes),
        ...sourceHeaders(source, pins, sourceVersion),
        'x-oss-metadata-directive': replace ? 'REPLACE' : 'COPY',
        ...(attributes.tags && { 'x-oss-tagging-directive': 'Replace' }),
        ...forbidOverwriteHeader(forbidOverwrite),
      }
      const params = { operation, method: 'PUT', ...locationOf(at), headers, proves: true, signal } as const
      const answer = await call({ ...params, ...within(timeout) })
      const result = bodyOf(answer, 'CopyObjectResult', { operation })
      const modified = Date.parse(text(result, 'LastModified') ?? '')
      return { ...copied(answer, text(result, 'ETag'), operation), ...(modified && { modified }) }
    },
    /** Answers 204 whether or not the key was there. @see https://help.aliyun.com/zh/oss/developer-reference/deleteobject */
    async remove({ at, versionId, ...more }) {
      const sub: Record<string, string> = versionId ? { versionId } : {}
      await call({ operation: 'DeleteObject', method: 'DELETE', ...locationOf(at), sub, ...more })
    },
    /** @see https://help.aliyun.com/zh/oss/developer-reference/deletemultipleobjects */
    async removeMany({ bucket, keys, ...more }) {
      const operation = 'DeleteMultipleObjects'
      const objects = keys.map((key) => `<Object><Key>${escapeXml(key)}</Key></Object>`).join('')
      const body = `<Delete><Quiet>false</Quiet>${objects}</Delete>`
      const query = { 'encoding-type': 'url' }
      const answer = await call({ operation, method: 'POST', ...bucket, sub: { delete: '' }, query, body, ...more })
      const gone = all(bodyOf(answer, 'DeleteResult', { operation }), 'Deleted')
      return gone.map((element) => decodeName(text(element, 'Key') ?? ''))
    },
    /** @see https://help.aliyun.com/zh/oss/developer-reference/putobject */
    async put({ at, body, attributes, forbidOverwrite, signal, timeout }) {
      const operation = 'PutObject'
      const headers = { ...attributeHeaders(attributes), ...forbidOverwriteHeader(forbidOverwrite) }
      const params = { operation, method: 'PUT', ...locationOf(at), headers, body, tells: 'facts', signal } as const
      const answer = await call({ ...params, ...within(timeout) })
      return copied(answer, answer.headers.etag, operation)
    },
    async get(asked) {
      const { data, headers } = await getObject(asked)
      return new Blob([data], { type: headers['content-type'] ?? '' })
    },
    getBytes: async (asked) => (await getObject(asked)).data,
    async getWithHead(asked) {
      const answer = await getObject(asked, 'facts')
      const head = valuesOf(answer, { operation: 'GetObject' }, () => named(readFacts(answer.headers)))
      return { head, bytes: answer.data }
    },
    /** @see https://help.aliyun.com/zh/oss/developer-reference/restoreobject */
    async restore({ at, versionId, days, tier, ...more }) {
      const job = tier ? `<JobParameters><Tier>${tier}</Tier></JobParameters>` : ''
      const body = `<RestoreRequest><Days>${days}</Days>${job}</RestoreRequest>`
      const sub = { restore: '', ...(versionId && { versionId }) }
      const params = { operation: 'RestoreObject', method: 'POST' as const, ...locationOf(at), sub }
      await call({ ...params, body, expect: [200, 202], ...more })
    },
    /** @see https://help.aliyun.com/zh/oss/developer-reference/getsymlink */
    async getSymlink({ at, versionId, ...more }) {
      const sub = { symlink: '', ...(versionId && { versionId }) }
      const params = {
        operation: 'GetSymlink',
        method: 'GET',
        ...locationOf(at),
        sub,
        tells: 'facts',
        ...more,
      } as const
      const answer = await call(params)
      return decodeURIComponent(answer.headers['x-oss-symlink-target'] ?? '')
    },
    /** @see https://help.aliyun.com/zh/oss/developer-reference/putsymlink */
    async putSymlink({ at, target, attributes = {}, forbidOverwrite, ...more }) {
      const given = { ...placedHeaders(attributes), ...forbidOverwriteHeader(forbidOverwrite) }
      const headers = { 'x-oss-symlink-target': encodeURIComponent(target), ...given }
      const params = {
        operation: 'PutSymlink',
        method: 'PUT',
        ...locationOf(at),
        sub: { symlink: '' },
        headers,
      } as const
      await call({ ...params, proves: true, ...more })
    },
  }
}

/** @throws SyntaxError where an answer has no set of tags, or one without a key */
function tagsIn(set: Element | undefined): Tag[] {
  if (!set) throw new SyntaxError('There is no set of tags')
  return all(set, 'Tag').map((tag) => {
    const key = text(tag, 'Key')
    if (!key) throw new SyntaxError('A tag without a key')
    return { key, value: text(tag, 'Value') ?? '' }
  })
}

/** Where a call goes: the parts of a Ref that are on the wire. */
export function locationOf({ region, bucket, key }: Ref): Pick<Ref, 'region' | 'bucket' | 'key'> {
  return { region, bucket, key }
}

/** Which state of a source is meant: its ETag, and when it was last changed at the latest (ms). */
export type SourcePins = { ifMatch: string; ifUnmodifiedSince?: number }

/** Names the source and pins it: a source with another ETag, or one that was changed since, answers 412. */
export function sourceHeaders(source: Ref, pins: SourcePins, versionId?: string): Record<string, string> {
  const version = versionId ? `?versionId=${encodeURIComponent(versionId)}` : ''
  return {
    'x-oss-copy-source': `/${source.bucket}/${encodeURIComponent(source.key)}${version}`,
    'x-oss-copy-source-if-match': `"${pins.ifMatch}"`,
    ...(pins.ifUnmodifiedSince && {
      'x-oss-copy-source-if-unmodified-since': new Date(pins.ifUnmodifiedSince).toUTCString(),
    }),
  }
}

export function forbidOverwriteHeader(forbidOverwrite: boolean | undefined): Record<string, string> {
  return forbidOverwrite ? { 'x-oss-forbid-overwrite': 'true' } : {}
}

/** What a write left behind. An answer without an ETag proves nothing and counts as an error. */
export function copied(answer: WireAnswer, etag: string | undefined, operation: string): Copied {
  const { 'x-oss-hash-crc64ecma': crc64, 'x-oss-version-id': versionId } = answer.headers
  const requestId = answer.headers['x-oss-request-id'] ?? ''
  if (etag) return { etag: unquote(etag), requestId, ...(crc64 && { crc64 }), ...(versionId && { versionId }) }
  const message = `${operation} was answered ${answer.status} without an ETag`
  throw new OssError({ kind: 'protocol', code: 'MissingETag', message, operation, resource: '', requestId })
}

function within(timeout: number | undefined): { timeout?: number } {
  return timeout === undefined ? {} : { timeout }
}
