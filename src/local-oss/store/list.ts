import { after, endOfPrefix, keyOf, keyOfUpload, keyOfVersion, objectKey, uploadKey, versionKey } from './keys.ts'
import type { Table, Tables } from './tables.ts'
import { findVersion, sequenceOf } from './transaction.ts'
import type { ObjectRecord, PartRecord, UploadRecord } from './types.ts'

export type ListOptions = {
  bucket: string
  prefix: string
  delimiter: string
  /** Only keys (and common prefixes) behind this one. */
  after: string
  /** Keys and common prefixes together. */
  limit: number
}

type Entry<T> = { key: string; value: T }
export type Item<T> = Entry<T> | { prefix: string }
export type Page<T> = { items: Item<T>[]; truncated: boolean }

/** One page of the current objects of a bucket, in byte order. A common prefix is skipped by one seek, however many keys it has. */
export function listObjects(tables: Tables, options: ListOptions): Page<ObjectRecord> {
  return page(
    walk(options, (start, end) => entries(tables.objects, options.bucket, start, end)),
    options.limit,
  )
}

/** One page of the uploads of a bucket: by key, then by upload id; behind (`after`, `afterUploadId`) when that is given. */
export function listUploads(tables: Tables, options: ListOptions & { afterUploadId: string }): Page<UploadRecord> {
  const { bucket, afterUploadId } = options
  function* uploads(start: Buffer, end: Buffer) {
    for (const { key, value } of tables.uploads.range({ start, end })) {
      const entry = keyOfUpload(key, bucket)
      const done = entry.key === options.after && (afterUploadId === '' || entry.uploadId <= afterUploadId)
      if (!done) yield { key: entry.key, value }
    }
  }
  const start = afterUploadId && uploadKey(bucket, options.after, afterUploadId)
  return page(walk({ ...options, ...(start && { start }) }, uploads), options.limit)
}

export type Version = ObjectRecord & { latest: boolean }

/**
 * One page of all versions of a bucket: by key, newest first; behind (`after`, `afterVersion`) when that is given. What goes before it is
 * not read: a key may have ten thousand versions.
 */
export function listVersions(tables: Tables, options: ListOptions & { afterVersion: string }): Page<Version> {
  const { bucket, after: marker, afterVersion } = options
  const older = afterVersion === '' ? 0 : (sequenceOf(tables, { bucket, key: marker, versionId: afterVersion }) ?? 0)
  const newest = findVersion(tables, bucket, marker)?.record.sequence
  const firstVersion = versionKey(bucket, marker, older)
  function* versions(start: Buffer, end: Buffer): Generator<Entry<Version>> {
    let lastKey: string | undefined
    for (const { key, value } of merged(tables, bucket, { start, end, firstVersion })) {
      const latest = key === marker ? value.sequence === newest : key !== lastKey
      lastKey = key
      if (key !== marker || value.sequence < older) yield { key, value: { ...value, latest } }
    }
  }
  const start = afterVersion && objectKey(bucket, marker)
  return page(walk({ ...options, ...(start && { start }) }, versions), options.limit)
}

/** One page of the parts of an upload, by number. */
export function listParts(tables: Tables, uploadId: string, options: { after: number; limit: number }) {
  const start = Buffer.from(`${uploadId}\0`)
  const parts: PartRecord[] = []
  for (const { value } of tables.parts.range({ start, end: endOfPrefix(start) })) {
    if (value.number <= options.after) continue
    if (parts.length === options.limit) return { parts, truncated: true }
    parts.push(value)
  }
  return { parts, truncated: false }
}

type Source<T> = (start: Buffer, end: Buffer) => Iterable<Entry<T>>

/** Keys in order, those that share a prefix up to the delimiter rolled into one item. */
function* walk<T>(options: Omit<ListOptions, 'limit'> & { start?: Buffer }, source: Source<T>): Generator<Item<T>> {
  const { bucket, prefix, delimiter } = options
  const first = objectKey(bucket, prefix)
  const end = endOfPrefix(first)
  let start: Buffer | undefined = options.start ?? startBehind(options)
  if (Buffer.compare(start, first) < 0) start = first
  while (start) {
    let next: Buffer | undefined
    for (const entry of source(start, end)) {
      const rolled = rollUp(entry.key, prefix, delimiter)
      if (rolled === undefined) {
        yield entry
        continue
      }
      yield { prefix: rolled }
      next = endOfPrefix(objectKey(bucket, rolled))
      break
    }
    start = next
  }
}

/** A marker that is itself a common prefix was the last item of a page: all keys under it are done. */
function startBehind({ bucket, prefix, delimiter, after: marker }: Omit<ListOptions, 'limit'>): Buffer {
  if (marker === '') return objectKey(bucket, prefix)
  const rolled = marker.startsWith(prefix) && rollUp(marker, prefix, delimiter) === marker
  return rolled ? endOfPrefix(objectKey(bucket, marker)) : after(objectKey(bucket, marker))
}

function rollUp(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === '') return undefined
  const end = key.indexOf(delimiter, prefix.length)
  return end < 0 ? undefined : key.slice(0, end + delimiter.length)
}

function page<T>(items: Iterable<Item<T>>, limit: number): Page<T> {
  const found: Item<T>[] = []
  for (const item of items) {
    if (found.length === limit) return { items: found, truncated: true }
    found.push(item)
  }
  return { items: found, truncated: false }
}

function* entries(
  table: Table<ObjectRecord>,
  bucket: string,
  start: Buffer,
  end: Buffer,
): Generator<Entry<ObjectRecord>> {
  for (const { key, value } of table.range({ start, end })) yield { key: keyOf(key, bucket), value }
}

type Merging = { start: Buffer; end: Buffer; firstVersion: Buffer }

/** Current objects and the other versions, in one order: the current one goes first among the versions of its key. */
function* merged(tables: Tables, bucket: string, merging: Merging): Generator<Entry<ObjectRecord>> {
  const { start, end, firstVersion } = merging
  const others = { start: Buffer.compare(start, firstVersion) < 0 ? firstVersion : start, end }
  const current = tables.objects.range({ start, end })[Symbol.iterator]()
  // Whoever has enough ends this in its middle: what was not read to its end holds one of the few readers of the index for good.
  try {
    let object = current.next()
    for (const { key, value } of tables.versions.range(others)) {
      const owner = keyOfVersion(key, bucket)
      const limit = objectKey(bucket, owner)
      for (; !object.done && Buffer.compare(object.value.key, limit) <= 0; object = current.next())
        yield { key: keyOf(object.value.key, bucket), value: object.value.value }
      yield { key: owner, value }
    }
    for (; !object.done; object = current.next())
      yield { key: keyOf(object.value.key, bucket), value: object.value.value }
  } finally {
    current.return?.()
  }
}
