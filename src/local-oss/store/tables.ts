import { type Database, open, type RangeOptions, type RootDatabase } from 'lmdb'
import { blobCodec, type Codec, objectCodec, partCodec } from './codec.ts'
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

/**
 * Opens the index. Throws when it was made by another version. Every commit is on disk before its promise resolves. No table of field names is shared between records, for
 * transactions can be rolled back.
 */
export function openTables(path: string): Tables {
  const root = open({ path, keyEncoding: 'binary', overlappingSync: false, maxDbs: 12 })
  checkFormat(root)
  const maps = <T>(name: string): Table<T> => plain(root.openDB({ name, keyEncoding: 'binary', ...PLAIN }))
  const binary = (name: string): Table<Buffer> =>
    plain(root.openDB({ name, keyEncoding: 'binary', encoding: 'binary' }))
  return {
    root,
    buckets: maps('buckets'),
    objects: packed(maps<unknown[]>('objects'), objectCodec),
    versions: packed(maps<unknown[]>('versions'), objectCodec),
    uploads: maps('uploads'),
    parts: packed(maps<unknown[]>('parts'), partCodec),
    blobs: packed(maps<unknown[]>('blobs'), blobCodec),
    bytes: binary('bytes'),
    prefixes: binary('prefixes'),
    garbage: binary('garbage'),
  }
}

/** Goes up whenever records are kept in another way. */
const FORMAT = 2
const FORMAT_KEY = Buffer.from('format')

function checkFormat(root: RootDatabase): void {
  const found: unknown = root.get(FORMAT_KEY)
  if (found === undefined && isEmpty(root)) root.putSync(FORMAT_KEY, FORMAT)
  else if (found !== FORMAT)
    throw new Error('The data folder was made by another version of the local OSS. Take another one, or remove it.')
}

function isEmpty(root: RootDatabase): boolean {
  for (const _ of root.getKeys({ limit: 1 })) return false
  return true
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

function packed<T>(table: Table<unknown[]>, { encode, decode }: Codec<T>): Table<T> {
  return {
    get(key) {
      const values = table.get(key)
      return values && decode(values)
    },
    put: (key, record) => table.put(key, encode(record)),
    remove: table.remove,
    *range(options) {
      for (const { key, value } of table.range(options)) yield { key, value: decode(value) }
    },
    keys: table.keys,
  }
}
