import type { BlobRecord, Extent, ObjectRecord, ObjectType, PartRecord, StorageClass } from './types.ts'

/** How one kind of record is kept: as a short array, because a million of them are walked by listings. */
export type Codec<T> = { encode(record: T): unknown[]; decode(values: unknown[]): T }

const TYPES: ObjectType[] = ['Normal', 'Multipart', 'Appendable', 'Symlink']
const CLASSES: StorageClass[] = ['Standard', 'IA', 'Archive', 'ColdArchive', 'DeepColdArchive']
const KINDS: BlobRecord['kind'][] = ['bytes', 'file', 'zeros', 'pattern']
/** The version id of an object that was written without versioning. */
export const NULL_VERSION = 'null'
const MICROSECONDS = 1_000_000
const CONTENT_TYPE = 'content-type'
/** Kept as their place in this list; others as they are. New ones go to the end. */
const CONTENT_TYPES = [
  'application/octet-stream',
  'text/plain',
  'text/html',
  'text/css',
  'text/csv',
  'application/json',
  'application/javascript',
  'application/xml',
  'application/pdf',
  'application/zip',
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/svg+xml',
  'image/webp',
  'video/mp4',
  'audio/mpeg',
]

type Rest = Omit<
  ObjectRecord,
  | 'type'
  | 'size'
  | 'etag'
  | 'crc'
  | 'modified'
  | 'storageClass'
  | 'headers'
  | 'meta'
  | 'extents'
  | 'sequence'
  | 'versionId'
>

/**
 * What most objects don't have (headers but the type, user metadata, tags, ACL, …) is one map at the end, or nothing. Times are whole
 * seconds, as OSS tells them; the sequence, which goes with the clock in microseconds, is kept as its distance from the time.
 */
export const objectCodec: Codec<ObjectRecord> = {
  encode({ type, size, etag, crc, modified, storageClass, headers, meta, extents, sequence, versionId, ...rest }) {
    const { [CONTENT_TYPE]: contentType = null, ...others } = headers
    const extra = {
      ...rest,
      ...(hasEntries(others) && { headers: others }),
      ...(hasEntries(meta) && { meta }),
      ...(versionId !== NULL_VERSION && { versionId }),
    }
    const seconds = Math.floor(modified / 1000)
    const values = [
      TYPES.indexOf(type),
      size,
      packEtag(etag),
      crc,
      seconds,
      CLASSES.indexOf(storageClass),
      packContentType(contentType),
      sequence - seconds * MICROSECONDS,
      flatten(extents),
    ]
    return hasEntries(extra) ? [...values, extra] : values
  },
  decode(values) {
    const [type, size, etag, crc, seconds, storageClass, packedType, later, extents, extra] = values as [
      number,
      number,
      string | Buffer,
      bigint,
      number,
      number,
      string | number | null,
      number,
      number[],
      (Rest & Partial<Pick<ObjectRecord, 'headers' | 'meta' | 'versionId'>>)?,
    ]
    const contentType = typeof packedType === 'number' ? CONTENT_TYPES[packedType] : packedType
    const usual = {
      versionId: NULL_VERSION,
      meta: {},
      type: TYPES[type] ?? 'Normal',
      size,
      etag: unpackEtag(etag),
      crc,
      modified: seconds * 1000,
      storageClass: CLASSES[storageClass] ?? 'Standard',
      headers: contentType == null ? {} : { [CONTENT_TYPE]: contentType },
      extents: unflatten(extents),
      sequence: seconds * MICROSECONDS + later,
    }
    return extra ? { ...usual, ...extra, headers: { ...usual.headers, ...extra.headers } } : usual
  },
}

export const partCodec: Codec<PartRecord> = {
  encode: ({ number, size, etag, crc, modified, extents }) => [
    number,
    size,
    packEtag(etag),
    crc,
    modified,
    flatten(extents),
  ],
  decode(values) {
    const [number, size, etag, crc, modified, extents] = values as [
      number,
      number,
      string | Buffer,
      bigint,
      number,
      number[],
    ]
    return { number, size, etag: unpackEtag(etag), crc, modified, extents: unflatten(extents) }
  },
}

export const blobCodec: Codec<BlobRecord> = {
  encode: ({ kind, size, references, crc, seed }) => [
    KINDS.indexOf(kind),
    size,
    references,
    crc,
    ...(seed === undefined ? [] : [seed]),
  ],
  decode(values) {
    const [kind, size, references, crc, seed] = values as [number, number, number, bigint, number?]
    return { kind: KINDS[kind] ?? 'bytes', size, references, crc, ...(seed !== undefined && { seed }) }
  },
}

function packContentType(type: string | null): string | number | null {
  const place = type === null ? -1 : CONTENT_TYPES.indexOf(type)
  return place < 0 ? type : place
}

/** An MD5 is half as long in binary. */
function packEtag(etag: string): string | Buffer {
  return /^[\dA-F]{32}$/.test(etag) ? Buffer.from(etag, 'hex') : etag
}

function unpackEtag(etag: string | Buffer): string {
  return typeof etag === 'string' ? etag : etag.toString('hex').toUpperCase()
}

function flatten(extents: Extent[]): number[] {
  return extents.flatMap(({ blob, offset, length }) => [blob, offset, length])
}

function unflatten(numbers: number[]): Extent[] {
  const extents: Extent[] = []
  for (let at = 0; at < numbers.length; at += 3) {
    extents.push({ blob: numbers[at] ?? 0, offset: numbers[at + 1] ?? 0, length: numbers[at + 2] ?? 0 })
  }
  return extents
}

function hasEntries(map: object): boolean {
  for (const _ in map) return true
  return false
}
