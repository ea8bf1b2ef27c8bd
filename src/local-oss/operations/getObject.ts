import { pipeline, Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { ObjectContext } from '../context.ts'
import { ossError } from '../errors.ts'
import { type Answer, emptyAnswer } from '../http/answer.ts'
import { checkConditions } from '../http/conditions.ts'
import { limited, readTrafficLimit } from '../http/trafficLimit.ts'
import { invalid } from '../metadata.ts'
import { slice } from '../store/extents.ts'
import type { ObjectRecord } from '../store/types.ts'
import { child, parseXml } from '../xml.ts'
import { findObject } from './find.ts'
import { objectHeaders, versionHeaders } from './objectHeaders.ts'
import { isReadable } from './restore.ts'

const OVERRIDES = [
  'content-type',
  'content-language',
  'expires',
  'cache-control',
  'content-disposition',
  'content-encoding',
]

/**
 * GetObject. A range that cannot be had as it is asked for is ignored (200 with the whole object), unless
 * `x-oss-range-behavior: standard` asks for HTTP's own rules.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/getobject
 */
export function getObject(ctx: ObjectContext): Answer {
  const { store } = ctx.oss
  const record = followLink(ctx, findObject(indexPage(ctx), store).record)
  checkConditions(ctx.headers, record)
  if (!isReadable(record, ctx.bucket, ctx.oss.now())) throw ossError('InvalidObjectState')
  const range = readRange(ctx.headers, record.size)
  const trafficLimit = readTrafficLimit(ctx)
  const { start, length } = range ?? { start: 0, length: record.size }
  const extents = slice(record.extents, start, length)
  const release = store.pin(extents)
  const pieces = limited(store.blobs.read(extents), trafficLimit)
  if (!range && isCompressed(ctx, record)) {
    const headers = { ...compressedHeaders(ctx, record), ...overrides(ctx) }
    return { status: 200, headers, stream: { pieces: pipeline(Readable.from(pieces), createGzip(), ignore), release } }
  }
  return {
    status: range ? 206 : 200,
    headers: {
      ...objectHeaders(ctx, record),
      ...overrides(ctx),
      'content-length': String(length),
      'content-range': range && `bytes ${start}-${start + length - 1}/${record.size}`,
    },
    stream: { length, pieces, release },
  }
}

/**
 * HeadObject: what GetObject would say, without the bytes. Archived objects answer too.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/headobject
 */
export function headObject(ctx: ObjectContext): Answer {
  const record = followLink(ctx, findObject(ctx, ctx.oss.store).record)
  checkConditions(ctx.headers, record)
  if (isCompressed(ctx, record)) return { status: 200, headers: compressedHeaders(ctx, record), stream: NOTHING }
  return emptyAnswer(200, { ...objectHeaders(ctx, record), 'content-length': String(record.size) })
}

/** In a bucket that is a website, a key that ends in `/` and is not there stands for the index page. */
function indexPage(ctx: ObjectContext): ObjectContext {
  const { website } = ctx.bucket.configs ?? {}
  if (website === undefined || !ctx.key.endsWith('/') || ctx.oss.store.find(ctx.bucket.name, ctx.key)) return ctx
  const index = child(parseXml(Buffer.from(website)), 'IndexDocument')
  const key = index && child(index, 'Suffix')?.text
  return key ? { ...ctx, key } : ctx
}

/** OSS compresses these on the way when the client accepts it; the answer then has no length, no ETag and no MD5. */
const COMPRESSED =
  /^(text\/(cache-manifest|xml|css|html|plain|json)|application\/(javascript|x-javascript|rss\+xml|json|xml))\b/
const SMALLEST_COMPRESSED = 1024
const NOTHING = { pieces: { async *[Symbol.asyncIterator]() {} }, release: () => {} }

function isCompressed({ headers }: ObjectContext, record: ObjectRecord): boolean {
  const accepts = /\bgzip\b(?!;q=0(?:\.0*)?(?:,|$))/.test(headers.get('accept-encoding') ?? '')
  const { 'content-type': type = '', 'content-encoding': encoding } = record.headers
  return (
    accepts &&
    !headers.has('range') &&
    encoding === undefined &&
    record.size >= SMALLEST_COMPRESSED &&
    COMPRESSED.test(type)
  )
}

/** `pipeline` destroys the last stream with the error, and whoever reads that stream meets it there. */
function ignore(): void {}

function compressedHeaders(ctx: ObjectContext, record: ObjectRecord): Record<string, string | undefined> {
  const { etag: _, 'content-md5': __, 'accept-ranges': ___, ...kept } = objectHeaders(ctx, record)
  return { ...kept, 'content-encoding': 'gzip', vary: 'Accept-Encoding' }
}

/**
 * GetObjectMeta: ETag, size and time; of a symbolic link its own.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/getobjectmeta
 */
export function getObjectMeta(ctx: ObjectContext): Answer {
  const { record } = findObject(ctx, ctx.oss.store)
  return emptyAnswer(200, {
    etag: `"${record.etag}"`,
    'content-length': String(record.size),
    'last-modified': new Date(record.modified).toUTCString(),
    'x-oss-hash-crc64ecma': record.type === 'Symlink' ? undefined : String(record.crc),
    ...versionHeaders(ctx.bucket, record),
  })
}

/** A link shows its target's bytes, ETag and size, its own metadata, and the later of both times. */
function followLink(ctx: ObjectContext, link: ObjectRecord): ObjectRecord {
  if (link.type !== 'Symlink') return link
  const target = ctx.oss.store.find(ctx.bucket.name, link.target ?? '')?.record
  if (!target || target.deleteMarker) throw ossError('SymlinkTargetNotExist')
  if (target.type === 'Symlink') throw ossError('InvalidTargetType')
  const { size, etag, crc, extents, storageClass } = target
  const modified = Math.max(link.modified, target.modified)
  return {
    ...link,
    size,
    etag,
    crc,
    extents,
    storageClass,
    modified,
    ...(target.restore && { restore: target.restore }),
  }
}

/** `response-*` replaces headers of the answer; an anonymous caller may not. */
function overrides({ query, caller }: ObjectContext): Record<string, string> {
  const replaced: Record<string, string> = {}
  for (const name of OVERRIDES) {
    const value = query.get(`response-${name}`)
    if (value === undefined) continue
    if (!caller.key)
      throw invalid(`response-${name}`, value, {
        message: 'Response headers can only be overridden by signed requests.',
      })
    replaced[name] = Buffer.from(value).toString('latin1')
  }
  return replaced
}

function readRange(headers: ReadonlyMap<string, string>, size: number): { start: number; length: number } | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(headers.get('range') ?? '') ?? []
  if (from === undefined || to === undefined || from + to === '') return undefined
  const standard = headers.get('x-oss-range-behavior') === 'standard'
  const last = size - 1
  const suffix = from === ''
  const start = suffix ? size - Number(to) : Number(from)
  const end = suffix || to === '' ? last : Number(to)
  if (!suffix && to !== '' && start > end) return undefined
  if (start >= 0 && start <= last && end <= last) return { start, length: end - start + 1 }
  if (!standard) return undefined
  if (start > last) throw ossError('InvalidRange', { headers: { 'content-range': `bytes */${size}` } })
  return { start: Math.max(0, start), length: Math.min(end, last) - Math.max(0, start) + 1 }
}
