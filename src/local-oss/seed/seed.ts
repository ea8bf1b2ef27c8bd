import { createHash } from 'node:crypto'
import { readMetadata } from '../metadata.ts'
import type { NewBlob } from '../store/blobs.ts'
import type { Store } from '../store/store.ts'
import type { ObjectDraft } from '../store/transaction.ts'
import type { BucketRecord } from '../store/types.ts'
import { backup, photos, qingdao, type SeedObject } from './objects.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const PART = 64 * 1024 ** 2

const BUCKETS = [
  { name: 'ferry-photos', region: 'cn-hangzhou', objects: photos },
  { name: 'ferry-backup', region: 'cn-hangzhou', objects: backup },
  { name: 'ferry-qingdao', region: 'cn-qingdao', objects: qingdao },
]

/**
 * Fills an empty store with three buckets in two regions and a few dozen objects of every kind that Ferry has a rule for, one of them of 6 GiB
 * that takes no disk. `now` is in ms since 1970; the objects are from the two years before it. One transaction: all of it or nothing.
 */
export async function seedStore(store: Store, now: number): Promise<void> {
  const buckets = BUCKETS.map(({ objects, ...bucket }) => ({
    bucket: bucketRecord(bucket, now),
    entries: objects().map((object, index) => prepare(store, object, now - (index * 17 + 2) * DAY - index * 7 * HOUR)),
  }))
  const blobs = buckets.flatMap(({ entries }) => entries.flatMap(({ blob }) => blob ?? []))
  await store.write((tx) => {
    for (const { bucket, entries } of buckets) {
      tx.putBucket(bucket)
      for (const { key, draft } of entries) tx.put(bucket, key, draft)
    }
  }, blobs)
}

function bucketRecord({ name, region }: { name: string; region: string }, now: number): BucketRecord {
  return { name, region, created: now - 800 * DAY, acl: 'private', storageClass: 'Standard', redundancy: 'LRS' }
}

function prepare(store: Store, object: SeedObject, modified: number) {
  const { key, body, headers = {}, type = 'Normal', storageClass = 'Standard', tags, acl, target } = object
  const blob = blobOf(store, body)
  const size = blob?.record.size ?? 0
  const bytes = Object.entries(headers).map(([name, value]) => [name, Buffer.from(value).toString('latin1')] as const)
  const draft: ObjectDraft = {
    ...readMetadata({ headers: new Map(bytes), key }),
    type,
    storageClass,
    size,
    etag: etagOf(object, blob),
    crc: blob?.record.crc ?? 0n,
    modified: Math.floor(modified / 1000) * 1000,
    extents: blob ? [{ blob: blob.id, offset: 0, length: size }] : [],
    ...(tags && { tags }),
    ...(acl && { acl }),
    ...(target && { target }),
  }
  return { key, blob, draft }
}

function blobOf({ blobs }: Store, body: SeedObject['body']): NewBlob | undefined {
  if (typeof body === 'number') return blobs.procedural(body, body % 1_000_003)
  return body.length === 0 ? undefined : blobs.fromBytes(Buffer.from(body))
}

/** MD5 for what was put, one with the number of parts for what was uploaded in parts. */
function etagOf({ body, target = '' }: SeedObject, blob: NewBlob | undefined): string {
  const md5 = blob?.md5 ?? createHash('md5').update(target).digest('hex').toUpperCase()
  return typeof body === 'number' ? `${md5}-${Math.ceil(body / PART)}` : md5
}
