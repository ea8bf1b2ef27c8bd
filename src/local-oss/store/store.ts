import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Blobs, createBlobs, type NewBlob } from './blobs.ts'
import { blobKey, blobOf, uploadKey } from './keys.ts'
import { openTables, type Tables } from './tables.ts'
import { type Found, findVersion, Transaction } from './transaction.ts'
import type { BucketRecord, Extent, UploadRecord } from './types.ts'

export type Store = {
  /** For listings and single reads; writes go through `write`. */
  tables: Tables
  blobs: Blobs
  bucket(name: string): BucketRecord | undefined
  buckets(): BucketRecord[]
  find(bucket: string, key: string, versionId?: string): Found | undefined
  upload(bucket: string, key: string, uploadId: string): UploadRecord | undefined
  /**
   * One atomic change, on disk when it resolves. `change` reads and checks through the transaction; when it throws, nothing happened and
   * the new blobs are gone.
   */
  write<T>(change: (transaction: Transaction) => T, blobs?: NewBlob[]): Promise<T>
  /** Keeps the bytes of these extents while somebody reads or copies them, though their object may go. Returns the release. */
  pin(extents: Extent[]): () => void
  /** Waits until space of dropped blobs has come back. */
  swept(): Promise<void>
  close(): Promise<void>
}

/** Opens (or makes) a store in a folder: `index/` is the lmdb, `blobs/` the bodies above 64 KiB. Files that no record names are removed. */
export function openStore(directory: string): Store {
  const blobDirectory = join(directory, 'blobs')
  // A folder that was somebody's before keeps its rights; what is ours in it is for its owner alone.
  if (!existsSync(directory) || existsSync(blobDirectory)) ownFolder(directory)
  for (const folder of [join(directory, 'index'), blobDirectory]) ownFolder(folder)
  const tables = openTables(join(directory, 'index'))
  for (const name of ['data.mdb', 'lock.mdb']) chmodSync(join(directory, 'index', name), 0o600)
  const known = latestBlob(tables)
  removeStrays(tables, blobDirectory)
  const blobs = createBlobs(tables, blobDirectory, known + 1)
  const pins = new Map<number, number>()
  let sequence = 0
  let sweeping: Promise<void> | undefined

  function nextSequence(): number {
    sequence = Math.max(sequence + 1, Date.now() * 1000)
    return sequence
  }

  async function write<T>(change: (transaction: Transaction) => T, added: NewBlob[] = []): Promise<T> {
    try {
      const { result, garbage } = await tables.root.childTransaction(() => {
        const transaction = new Transaction(tables, nextSequence)
        for (const blob of added) transaction.addBlob(blob)
        return { result: change(transaction), garbage: transaction.settle() }
      })
      if (garbage) void sweep()
      return result
    } catch (error) {
      await Promise.all(added.map((blob) => blobs.discard(blob.id)))
      throw error
    }
  }

  function sweep(): Promise<void> {
    sweeping ??= sweepAll().finally(() => {
      sweeping = undefined
    })
    return sweeping
  }

  async function sweepAll(): Promise<void> {
    for (;;) {
      const removed = await tables.root.childTransaction(() => removeGarbage(tables, pins))
      await Promise.all(removed.map((blob) => rm(join(blobDirectory, String(blob)), { force: true })))
      if (removed.length === 0) return
    }
  }

  function pin(extents: Extent[]): () => void {
    const held = new Set(extents.map((extent) => extent.blob))
    for (const blob of held) pins.set(blob, (pins.get(blob) ?? 0) + 1)
    return () => {
      for (const blob of held) {
        const left = (pins.get(blob) ?? 1) - 1
        if (left > 0) pins.set(blob, left)
        else pins.delete(blob)
      }
      held.clear()
      if (hasGarbage(tables)) void sweep()
    }
  }

  if (hasGarbage(tables)) void sweep()
  return {
    tables,
    blobs,
    bucket: (name) => tables.buckets.get(Buffer.from(name)),
    buckets: () => Array.from(tables.buckets.range({}), ({ value }) => value),
    find: (bucket, key, versionId) => findVersion(tables, bucket, key, versionId),
    upload: (bucket, key, uploadId) => tables.uploads.get(uploadKey(bucket, key, uploadId)),
    write,
    pin,
    swept: () => sweep(),
    async close() {
      await sweeping
      await tables.root.close()
    },
  }
}

const SWEEP_BATCH = 1000

/** Removes the records of blobs that nobody names and nobody reads. The files go after this is on disk. */
function removeGarbage(tables: Tables, pins: Map<number, number>): number[] {
  const removed: number[] = []
  for (const key of [...tables.garbage.keys({ limit: SWEEP_BATCH + pins.size })]) {
    const blob = blobOf(key)
    if (pins.has(blob)) continue
    tables.garbage.remove(key)
    const record = tables.blobs.get(key)
    // A copy that had pinned the bytes can have named them again.
    if (record && record.references > 0) continue
    tables.blobs.remove(key)
    tables.bytes.remove(key)
    tables.prefixes.remove(key)
    removed.push(blob)
  }
  return removed
}

function hasGarbage(tables: Tables): boolean {
  for (const _ of tables.garbage.keys({ limit: 1 })) return true
  return false
}

function latestBlob(tables: Tables): number {
  for (const key of tables.blobs.keys({ reverse: true, limit: 1 })) return blobOf(key)
  return 0
}

function removeStrays(tables: Tables, directory: string): void {
  for (const name of readdirSync(directory)) {
    if (!/^\d+$/.test(name) || !tables.blobs.get(blobKey(Number(name)))) rmSync(join(directory, name), { force: true })
  }
}

/** Objects and keys of a person are no business of other users of the computer. */
function ownFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  chmodSync(path, 0o700)
}
