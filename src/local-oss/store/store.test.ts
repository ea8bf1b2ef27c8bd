import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { open } from 'lmdb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { combine, crc64 } from '../crc64.ts'
import type { NewBlob } from './blobs.ts'
import { concatenate, slice } from './extents.ts'
import { type Item, listObjects, listVersions } from './list.ts'
import { openStore, type Store } from './store.ts'
import type { ObjectDraft } from './transaction.ts'
import type { BucketRecord, Extent } from './types.ts'

const MIB = 1024 * 1024
const LARGE = 3 * MIB + 12345

let directory: string
let store: Store

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'oss-store-'))
  store = openStore(directory)
  await store.write((tx) => tx.putBucket(bucket()))
})

afterEach(async () => {
  await store.close()
  rmSync(directory, { recursive: true })
})

function bucket(changes: Partial<BucketRecord> = {}): BucketRecord {
  return {
    name: 'b',
    region: 'cn-hangzhou',
    created: 1,
    acl: 'private',
    storageClass: 'Standard',
    redundancy: 'LRS',
    ...changes,
  }
}

function draft(extents: Extent[]): ObjectDraft {
  const size = extents.reduce((sum, extent) => sum + extent.length, 0)
  return {
    type: 'Normal',
    size,
    etag: 'E',
    crc: 0n,
    modified: 1,
    storageClass: 'Standard',
    headers: {},
    meta: {},
    extents,
  }
}

function whole(blob: NewBlob): Extent[] {
  return [{ blob: blob.id, offset: 0, length: blob.record.size }]
}

function noise(length: number): Buffer {
  return Buffer.from(Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 9)) & 0xff))
}

async function* inChunks(body: Buffer, size = 100_000): AsyncGenerator<Buffer> {
  for (let at = 0; at < body.length; at += size) yield body.subarray(at, at + size)
}

async function put(key: string, body: Buffer): Promise<void> {
  const blob = await store.blobs.receive(inChunks(body), Infinity, () => new Error('too large'))
  await store.write((tx) => tx.put(tx.bucket('b') ?? bucket(), key, draft(whole(blob))), [blob])
}

async function bytesOf(extents: Extent[]): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of store.blobs.read(extents)) pieces.push(piece)
  return Buffer.concat(pieces)
}

function extentsOf(key: string): Extent[] {
  return store.find('b', key)?.record.extents ?? []
}

async function remove(key: string, versionId?: string) {
  return store.write((tx) => tx.remove(tx.bucket('b') ?? bucket(), key, { now: 5, ...(versionId && { versionId }) }))
}

function files(): string[] {
  return readdirSync(join(directory, 'blobs'))
}

test.each([0, 10, 64 * 1024, LARGE])('keeps a body of %i bytes over a restart', async (length) => {
  const body = noise(length)
  await put('k', body)
  await store.close()
  store = openStore(directory)
  expect((await bytesOf(extentsOf('k'))).equals(body)).toBe(true)
  expect(files()).toHaveLength(length > 64 * 1024 ? 1 : 0)
})

test('knows the CRC of any range without reading it all', async () => {
  const body = noise(LARGE)
  await put('k', body)
  for (const [start, end] of [
    [0, LARGE],
    [1, 2],
    [MIB, 2 * MIB],
    [MIB - 1, 3 * MIB + 7],
    [LARGE - 1, LARGE],
  ] as const) {
    const part = slice(extentsOf('k'), start, end - start)
    expect(store.blobs.crc(part)).toBe(crc64(body.subarray(start, end)))
  }
})

test('slices that are put together again are one extent, and a copy takes no space', async () => {
  await put('k', noise(LARGE))
  const parts = [slice(extentsOf('k'), 0, MIB), slice(extentsOf('k'), MIB, LARGE - MIB)]
  expect(concatenate(parts)).toEqual(extentsOf('k'))
  await store.write((tx) => tx.put(bucket(), 'copy', draft(concatenate(parts))))
  expect(files()).toHaveLength(1)
})

test('procedural blobs have the bytes that their CRC says, at any place', async () => {
  for (const blob of [store.blobs.procedural(LARGE), store.blobs.procedural(LARGE, 7)]) {
    await store.write((tx) => tx.put(bucket(), 'p', draft(whole(blob))), [blob])
    const body = await bytesOf(extentsOf('p'))
    expect(body).toHaveLength(LARGE)
    expect(crc64(body)).toBe(blob.record.crc)
    const part = slice(extentsOf('p'), MIB + 5, MIB)
    expect((await bytesOf(part)).equals(body.subarray(MIB + 5, 2 * MIB + 5))).toBe(true)
    expect(store.blobs.crc(part)).toBe(crc64(body.subarray(MIB + 5, 2 * MIB + 5)))
  }
})

test('a 48 TiB blob is made at once and its ranges have CRCs', () => {
  const size = 48 * 1024 ** 4
  const { record } = store.blobs.procedural(size)
  expect(combine(record.crc, 0n, 0)).toBe(record.crc)
  expect(record.size).toBe(size)
})

test('a check that throws leaves nothing behind', async () => {
  const blob = await store.blobs.receive(inChunks(noise(LARGE)), Infinity, () => new Error('too large'))
  const refused = store.write(
    (tx) => {
      tx.put(bucket(), 'k', draft(whole(blob)))
      throw new Error('exists')
    },
    [blob],
  )
  await expect(refused).rejects.toThrow('exists')
  expect(store.find('b', 'k')).toBeUndefined()
  expect(files()).toEqual([])
})

test('a body beyond the limit is refused and leaves no file', async () => {
  const taking = store.blobs.receive(inChunks(noise(LARGE)), LARGE - 1, () => new Error('too large'))
  await expect(taking).rejects.toThrow('too large')
  expect(files()).toEqual([])
})

test('space comes back when the last object that names a blob is gone, and not before', async () => {
  await put('k', noise(LARGE))
  await store.write((tx) => tx.put(bucket(), 'copy', draft(extentsOf('k'))))
  await remove('k')
  await store.swept()
  expect(files()).toHaveLength(1)
  await put('copy', noise(1))
  await store.swept()
  expect(files()).toEqual([])
})

test('a pinned body outlives its object until it is released', async () => {
  const body = noise(LARGE)
  await put('k', body)
  const extents = extentsOf('k')
  const release = store.pin(extents)
  await remove('k')
  await store.swept()
  expect((await bytesOf(extents)).equals(body)).toBe(true)
  release()
  await store.swept()
  expect(files()).toEqual([])
})

test('refuses an index of another format', async () => {
  const other = mkdtempSync(join(tmpdir(), 'oss-store-'))
  const old = open({ path: join(other, 'index'), keyEncoding: 'binary', maxDbs: 12 })
  await old.openDB({ name: 'objects', keyEncoding: 'binary' }).put(Buffer.from('b'), 1)
  await old.close()
  expect(() => openStore(other)).toThrow('another version')
  rmSync(other, { recursive: true })
})

test('files that no record names are removed at the start', async () => {
  writeFileSync(join(directory, 'blobs', '999'), 'half')
  await store.close()
  store = openStore(directory)
  expect(files()).toEqual([])
})

function keysOf(items: Item<unknown>[]): string[] {
  return items.map((item) => ('prefix' in item ? item.prefix : item.key))
}

async function pages(options: { prefix?: string; delimiter?: string; limit: number }): Promise<string[][]> {
  const found: string[][] = []
  let after = ''
  for (;;) {
    const page = listObjects(store.tables, { bucket: 'b', prefix: '', delimiter: '', after, ...options })
    found.push(keysOf(page.items))
    if (!page.truncated) return found
    after = found.at(-1)?.at(-1) ?? ''
  }
}

test('lists in UTF-8 byte order, page by page, with common prefixes counted once', async () => {
  const keys = ['a', 'a/', 'a/1', 'a/b/2', 'b', 'dir/1', 'dir/2', 'dir0', 'z', '中', '\u{1F600}', '\uffee']
  const none: Extent[] = []
  await store.write((tx) => {
    tx.putBucket(bucket({ name: 'b2' }))
    tx.put(bucket({ name: 'b2' }), 'other', draft(none))
    for (const key of keys) tx.put(bucket(), key, draft(none))
  })
  const sorted = keys.toSorted((x, y) => Buffer.compare(Buffer.from(x), Buffer.from(y)))
  expect((await pages({ limit: 1000 })).flat()).toEqual(sorted)
  expect((await pages({ limit: 1 })).flat()).toEqual(sorted)
  expect(await pages({ limit: 2, delimiter: '/' })).toEqual([
    ['a', 'a/'],
    ['b', 'dir/'],
    ['dir0', 'z'],
    ['中', '\uffee'],
    ['\u{1F600}'],
  ])
  expect((await pages({ limit: 9, delimiter: '/', prefix: 'a/' })).flat()).toEqual(['a/', 'a/1', 'a/b/'])
})

test('a versioned bucket keeps every version and promotes the next when the current one is deleted', async () => {
  await store.write((tx) => tx.putBucket(bucket({ versioning: 'Enabled' })))
  await put('k', Buffer.from('one'))
  await put('k', Buffer.from('two'))
  const two = store.find('b', 'k')?.record.versionId ?? ''
  const marker = await remove('k')
  expect(marker).toMatchObject({ deleteMarker: true })
  expect(store.find('b', 'k')?.record.deleteMarker).toBe(true)
  expect((await pages({ limit: 9 })).flat()).toEqual([])
  const page = listVersions(store.tables, {
    bucket: 'b',
    prefix: '',
    delimiter: '',
    after: '',
    afterVersion: '',
    limit: 9,
  })
  expect(page.items.map((item) => 'value' in item && item.value.latest)).toEqual([true, false, false])
  await remove('k', marker.versionId)
  expect((await bytesOf(extentsOf('k'))).toString()).toBe('two')
  await remove('k', two)
  expect((await bytesOf(extentsOf('k'))).toString()).toBe('one')
})

test('a suspended bucket has one null version beside the old ones', async () => {
  await put('k', Buffer.from('null'))
  await store.write((tx) => tx.putBucket(bucket({ versioning: 'Enabled' })))
  await put('k', Buffer.from('kept'))
  await store.write((tx) => tx.putBucket(bucket({ versioning: 'Suspended' })))
  await put('k', Buffer.from('new null'))
  await put('k', Buffer.from('newer null'))
  const options = { bucket: 'b', prefix: '', delimiter: '', after: '', afterVersion: '', limit: 9 }
  const versions = listVersions(store.tables, options).items.map((item) => 'value' in item && item.value.size)
  expect(versions).toEqual([10, 4])
})
