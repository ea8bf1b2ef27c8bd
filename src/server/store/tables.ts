import { type Database, open, type RangeOptions, type RootDatabase } from 'lmdb'
import type { BlobRecord, BucketRecord, ObjectRecord, PartRecord, UploadRecord } from './types.ts'

export type Table<T> = {
  get(key: Buffer): T | undefined
  put(key: Buffer, value: T): void
  remove(key: Buffer): void
  range(options: RangeOptions): Iterable<{ key: Buffer; value: T }>
  keys(options: RangeOptions): Iterable<Buffer>
}

export type Tables = {
  root: RootDatabase
  buckets: Table<BucketRecord>
  /** The current version of every object that is not deleted: what a listing walks. */
  objects: Table<ObjectRecord>
  /** Versions that are not current, and every delete marker. */
  versions: Table<ObjectRecord>
  uploads: Table<UploadRecord>
  parts: Table<PartRecord>
  blobs: Table<BlobRecord>
  /** Bodies of the blobs of kind `bytes`. */
  bytes: Table<Buffer>
  /** CRC64 of the first 1, 2, 3 … MiB of a blob, 8 bytes each, little endian. */
  prefixes: Table<Buffer>
  /** Blobs that lost their last reference and are not yet removed. */
  garbage: Table<Buffer>
}

const OBJECT: (keyof ObjectRecord)[] = [
  'type',
  'size',
  'etag',
  'crc',
  'modified',
  'storageClass',
  'headers',
  'meta',
  'extents',
  'sequence',
  'versionId',
  'tags',
  'acl',
  'encryption',
  'restore',
  'target',
  'sealed',
  'deleteMarker',
]
const BLOB: (keyof BlobRecord)[] = ['kind', 'size', 'references', 'crc', 'seed']
const PART: (keyof PartRecord)[] = ['number', 'size', 'etag', 'crc', 'modified', 'extents']

/**
 * Opens the index. Every commit is on disk before its promise resolves. Records are arrays, not maps: a million of them then take half
 * the space, and no table of field names is shared between transactions that can be rolled back.
 */
export function openTables(path: string): Tables {
  const root = open({ path, keyEncoding: 'binary', overlappingSync: false, maxDbs: 12 })
  const maps = <T>(name: string): Table<T> => plain(root.openDB({ name, keyEncoding: 'binary', ...PLAIN }))
  const binary = (name: string): Table<Buffer> =>
    plain(root.openDB({ name, keyEncoding: 'binary', encoding: 'binary' }))
  return {
    root,
    buckets: maps('buckets'),
    objects: packed(maps<unknown[]>('objects'), OBJECT),
    versions: packed(maps<unknown[]>('versions'), OBJECT),
    uploads: maps('uploads'),
    parts: packed(maps<unknown[]>('parts'), PART),
    blobs: packed(maps<unknown[]>('blobs'), BLOB),
    bytes: binary('bytes'),
    prefixes: binary('prefixes'),
    garbage: binary('garbage'),
  }
}

/** msgpack maps; lmdb's types don't know this option. */
const PLAIN = { encoder: { useRecords: false, mapsAsObjects: true, int64AsType: 'bigint' } }

/** lmdb throws for longer keys and for none; no record can have one. */
const LONGEST_KEY = 1978

function plain<T>(db: Database<T, Buffer>): Table<T> {
  return {
    get: (key) => (key.length === 0 || key.length > LONGEST_KEY ? undefined : db.get(key)),
    // Inside a transaction these are done at once; the transaction's own promise is the one to wait for.
    put: (key, value) => void db.put(key, value),
    remove: (key) => void db.remove(key),
    range: (options) => db.getRange(options),
    keys: (options) => db.getKeys(options),
  }
}

function packed<T extends object>(table: Table<unknown[]>, fields: (keyof T)[]): Table<T> {
  const unpack = (values: unknown[]): T => {
    const record: Partial<Record<keyof T, unknown>> = {}
    for (const [index, field] of fields.entries()) {
      const value = values[index]
      if (value !== undefined && value !== null) record[field] = value
    }
    return record as T
  }
  const pack = (record: T) => {
    const values: unknown[] = fields.map((field) => record[field] ?? null)
    while (values.at(-1) === null) values.pop()
    return values
  }
  return {
    get(key) {
      const values = table.get(key)
      return values && unpack(values)
    },
    put: (key, record) => table.put(key, pack(record)),
    remove: table.remove,
    *range(options) {
      for (const { key, value } of table.range(options)) yield { key, value: unpack(value) }
    },
    keys: table.keys,
  }
}
