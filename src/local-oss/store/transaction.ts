import type { NewBlob } from './blobs.ts'
import { NULL_VERSION } from './codec.ts'
import { blobKey, endOfPrefix, objectKey, partKey, uploadKey, versionKey } from './keys.ts'
import type { Tables } from './tables.ts'
import type { BucketRecord, Extent, ObjectRecord, PartRecord, UploadRecord } from './types.ts'

/** What a write gives; sequence and version id are the transaction's business. */
export type ObjectDraft = Omit<ObjectRecord, 'sequence' | 'versionId' | 'deleteMarker'>

export type Found = { record: ObjectRecord; current: boolean }

export type Removed = { versionId?: string; deleteMarker?: boolean }

/**
 * Reads and writes of one atomic change. Everything read here is what the change will be applied to. References to blobs are counted as
 * a whole at the end (`settle`), so a Complete that moves ten thousand parts into one object touches each blob once or never.
 */
export class Transaction {
  readonly #tables: Tables
  readonly #nextSequence: () => number
  readonly #references = new Map<number, number>()

  constructor(tables: Tables, nextSequence: () => number) {
    this.#tables = tables
    this.#nextSequence = nextSequence
  }

  bucket(name: string): BucketRecord | undefined {
    return this.#tables.buckets.get(Buffer.from(name))
  }

  putBucket(bucket: BucketRecord): void {
    this.#tables.buckets.put(Buffer.from(bucket.name), bucket)
  }

  removeBucket(name: string): void {
    this.#tables.buckets.remove(Buffer.from(name))
  }

  /** Whether a bucket holds nothing: no object, no version, no delete marker, no upload. */
  isEmpty(name: string): boolean {
    const { objects, versions, uploads } = this.#tables
    return [objects, versions, uploads].every((table) => first(table.keys(inside(`${name}\0`))) === undefined)
  }

  /** The current version, or the one that is asked for; it can be a delete marker. */
  find(bucket: string, key: string, versionId?: string): Found | undefined {
    return findVersion(this.#tables, bucket, key, versionId)
  }

  /** Makes a new current version (or replaces the only one), as the bucket's versioning says. */
  put(bucket: BucketRecord, key: string, draft: ObjectDraft): ObjectRecord {
    this.#makeWay(bucket, key)
    const record = { ...draft, ...this.#identity(bucket) }
    this.#tables.objects.put(objectKey(bucket.name, key), record)
    this.#count(record.extents, 1)
    return record
  }

  /** Replaces the record of one version in its place; its bytes too when the extents differ. */
  update(bucket: string, key: string, { record, current }: Found): void {
    const before = this.find(bucket, key, record.versionId)
    this.#count(before?.record.extents ?? [], -1)
    this.#count(record.extents, 1)
    if (current) this.#tables.objects.put(objectKey(bucket, key), record)
    else this.#tables.versions.put(versionKey(bucket, key, record.sequence), record)
  }

  /** DeleteObject: without a version id a delete marker in a versioned bucket, else the version is gone for good. */
  remove(bucket: BucketRecord, key: string, { versionId, now }: { versionId?: string; now: number }): Removed {
    if (versionId !== undefined) return this.#removeVersion(bucket.name, key, versionId)
    this.#makeWay(bucket, key)
    if (!bucket.versioning) return {}
    const identity = this.#identity(bucket)
    const marker: ObjectRecord = { ...MARKER, modified: now, ...identity }
    this.#tables.versions.put(versionKey(bucket.name, key, identity.sequence), marker)
    return { versionId: identity.versionId, deleteMarker: true }
  }

  upload(bucket: string, key: string, uploadId: string): UploadRecord | undefined {
    return this.#tables.uploads.get(uploadKey(bucket, key, uploadId))
  }

  putUpload(bucket: string, key: string, upload: UploadRecord): void {
    this.#tables.uploads.put(uploadKey(bucket, key, upload.uploadId), upload)
  }

  parts(uploadId: string): PartRecord[] {
    return Array.from(this.#tables.parts.range(inside(`${uploadId}\0`)), ({ value }) => value)
  }

  putPart(uploadId: string, part: PartRecord): void {
    const key = partKey(uploadId, part.number)
    this.#count(this.#tables.parts.get(key)?.extents ?? [], -1)
    this.#count(part.extents, 1)
    this.#tables.parts.put(key, part)
  }

  removeUpload(bucket: string, key: string, uploadId: string): void {
    for (const part of this.parts(uploadId)) {
      this.#count(part.extents, -1)
      this.#tables.parts.remove(partKey(uploadId, part.number))
    }
    this.#tables.uploads.remove(uploadKey(bucket, key, uploadId))
  }

  addBlob({ id, record, bytes, prefixes }: NewBlob): void {
    this.#tables.blobs.put(blobKey(id), record)
    if (bytes) this.#tables.bytes.put(blobKey(id), bytes)
    if (prefixes?.length) this.#tables.prefixes.put(blobKey(id), Buffer.from(prefixes.buffer))
    this.#references.set(id, this.#references.get(id) ?? 0)
  }

  /** Writes the new reference counts and lists what nobody names any more. True when there is something to sweep. */
  settle(): boolean {
    let garbage = false
    for (const [blob, difference] of this.#references) {
      const record = this.#tables.blobs.get(blobKey(blob))
      if (!record) throw new Error(`blob ${blob} is not in the index`)
      const references = record.references + difference
      if (difference !== 0) this.#tables.blobs.put(blobKey(blob), { ...record, references })
      if (references > 0) continue
      this.#tables.garbage.put(blobKey(blob), NOTHING)
      garbage = true
    }
    return garbage
  }

  #makeWay(bucket: BucketRecord, key: string): void {
    const current = this.find(bucket.name, key)
    if (current?.current) {
      if (!keeps(bucket, current.record)) {
        // It was the null version, if there are others: there is one at most, and of ten thousand old ones none is looked at.
        this.#drop(bucket.name, key, current)
        return
      }
      this.#tables.versions.put(versionKey(bucket.name, key, current.record.sequence), current.record)
      this.#tables.objects.remove(objectKey(bucket.name, key))
    }
    if (bucket.versioning !== 'Suspended') return
    const old = this.find(bucket.name, key, NULL_VERSION)
    if (old) this.#drop(bucket.name, key, old)
  }

  #identity(bucket: BucketRecord): { sequence: number; versionId: string } {
    const sequence = this.#nextSequence()
    return { sequence, versionId: bucket.versioning === 'Enabled' ? versionIdOf(sequence) : NULL_VERSION }
  }

  #removeVersion(bucket: string, key: string, versionId: string): Removed {
    const found = this.find(bucket, key, versionId)
    if (!found) return { versionId }
    this.#drop(bucket, key, found)
    const latest = this.find(bucket, key)
    if (latest && !latest.current && !latest.record.deleteMarker) {
      this.#tables.versions.remove(versionKey(bucket, key, latest.record.sequence))
      this.#tables.objects.put(objectKey(bucket, key), latest.record)
    }
    return { versionId, ...(found.record.deleteMarker && { deleteMarker: true }) }
  }

  #drop(bucket: string, key: string, { record, current }: Found): void {
    this.#count(record.extents, -1)
    if (current) this.#tables.objects.remove(objectKey(bucket, key))
    else this.#tables.versions.remove(versionKey(bucket, key, record.sequence))
  }

  #count(extents: Extent[], difference: number): void {
    for (const blob of new Set(extents.map((extent) => extent.blob))) {
      this.#references.set(blob, (this.#references.get(blob) ?? 0) + difference)
    }
  }
}

const NOTHING = Buffer.alloc(1)

const MARKER = {
  type: 'Normal',
  size: 0,
  etag: '',
  crc: 0n,
  storageClass: 'Standard',
  headers: {},
  meta: {},
  extents: [],
  deleteMarker: true,
} as const satisfies Partial<ObjectRecord>

/** Whether a current version becomes an old one when something else takes its place. */
function keeps({ versioning }: BucketRecord, { versionId }: ObjectRecord): boolean {
  return versioning === 'Enabled' || (versioning === 'Suspended' && versionId !== NULL_VERSION)
}

/** The current version of a key, else the newest of the others (then that is a delete marker), else the version that is asked for. */
export function findVersion(tables: Tables, bucket: string, key: string, versionId?: string): Found | undefined {
  const current = tables.objects.get(objectKey(bucket, key))
  if (current && (versionId === undefined || versionId === current.versionId)) return { record: current, current: true }
  const record = versionId === undefined ? newestOther(tables, bucket, key) : other(tables, { bucket, key, versionId })
  return record && { record, current: false }
}

type VersionName = { bucket: string; key: string; versionId: string }

function newestOther({ versions }: Tables, bucket: string, key: string): ObjectRecord | undefined {
  return first(versions.range(inside(`${bucket}\0${key}\0`)))?.value
}

/** Its id says where it stands; only the `null` one, of which there is one at most, is looked for. */
function other({ versions }: Tables, { bucket, key, versionId }: VersionName): ObjectRecord | undefined {
  const sequence = sequenceIn(versionId)
  if (sequence !== undefined) return versions.get(versionKey(bucket, key, sequence))
  if (versionId !== NULL_VERSION) return undefined
  for (const { value } of versions.range(inside(`${bucket}\0${key}\0`)))
    if (value.versionId === NULL_VERSION) return value
  return undefined
}

/** Where a version stands among those of its key, also one that is gone; undefined of one that never was. */
export function sequenceOf(tables: Tables, { bucket, key, versionId }: VersionName): number | undefined {
  return sequenceIn(versionId) ?? findVersion(tables, bucket, key, versionId)?.record.sequence
}

/** Whether a text has the form of a version's id, as this store makes them. */
export function isVersionId(text: string): boolean {
  return text === NULL_VERSION || /^CAEQ[\w-]+$/.test(text)
}

/** OSS's version ids are opaque and 64 characters long at most; ours carry the sequence. */
function versionIdOf(sequence: number): string {
  return `CAEQ${Buffer.from(String(sequence)).toString('base64url')}`
}

function sequenceIn(versionId: string): number | undefined {
  const sequence = Number(Buffer.from(versionId.slice(4), 'base64url').toString())
  return Number.isSafeInteger(sequence) && versionId === versionIdOf(sequence) ? sequence : undefined
}

function inside(prefix: string): { start: Buffer; end: Buffer } {
  const start = Buffer.from(prefix)
  return { start, end: endOfPrefix(start) }
}

function first<T>(values: Iterable<T>): T | undefined {
  for (const value of values) return value
  return undefined
}
