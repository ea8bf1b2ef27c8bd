import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { listVersions, type Version } from './list.ts'
import { openStore, type Store } from './store.ts'
import type { Table } from './tables.ts'
import type { BucketRecord, ObjectRecord } from './types.ts'

const versionsOfOne = 300
const limit = 10

const bucket: BucketRecord = {
  name: 'b',
  region: 'cn-hangzhou',
  created: 1,
  acl: 'private',
  storageClass: 'Standard',
  redundancy: 'LRS',
  versioning: 'Enabled',
}
const draft = { type: 'Normal', etag: 'E', crc: 0n, modified: 1, storageClass: 'Standard' } as const

let directory: string
let store: Store

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'oss-store-'))
  store = openStore(directory)
  await store.write((tx) => tx.putBucket(bucket))
  await put(bucket, 'a', ...new Array<string>(versionsOfOne).fill('k'), 'z')
})

afterEach(async () => {
  vi.restoreAllMocks()
  await store.close()
  rmSync(directory, { recursive: true })
})

function put(into: BucketRecord, ...keys: string[]) {
  const object = { ...draft, size: 0, headers: {}, meta: {}, extents: [] }
  return store.write((tx) => {
    for (const key of keys) tx.put(into, key, object)
  })
}

type Row = { key: string; value: Version }
type Marker = { after: string; afterVersion: string }

function pageBehind(marker: Marker): Row[] {
  return listVersions(store.tables, { bucket: 'b', prefix: '', delimiter: '', limit, ...marker }).items as Row[]
}

const markerOf = ({ key, value }: Row): Marker => ({ after: key, afterVersion: value.versionId })

function allPages(): Row[][] {
  const pages = [pageBehind({ after: '', afterVersion: '' })]
  for (let last = pages[0]?.at(-1); last; last = pages.at(-1)?.at(-1)) pages.push(pageBehind(markerOf(last)))
  return pages
}

/** How many records were read one after another. */
function countReads(table: Table<ObjectRecord>): () => number {
  let reads = 0
  const range = table.range.bind(table)
  vi.spyOn(table, 'range').mockImplementation(function* (options) {
    for (const one of range(options)) {
      reads++
      yield one
    }
  })
  return () => reads
}

test('all versions of one key, page by page: each once, in order, one of them the latest', () => {
  const rows = allPages().flat()
  expect(rows.map(({ key }) => key)).toEqual(['a', ...new Array<string>(versionsOfOne).fill('k'), 'z'])
  expect(new Set(rows.map(({ value }) => value.versionId)).size).toBe(rows.length)
  expect(rows.filter(({ key, value }) => key === 'k' && value.latest)).toEqual([rows[1]])
  const sequences = rows.slice(1, -1).map(({ value }) => value.sequence)
  expect(sequences).toEqual(sequences.toSorted((a, b) => b - a))
})

test('a page of versions reads what it tells, however many go before', () => {
  const reads = countReads(store.tables.versions)
  const pages = allPages()
  expect(reads()).toBeLessThan(versionsOfOne + 3 * pages.length)
})

test('behind a version that was removed meanwhile the next older one comes, and is not the latest', async () => {
  const [, newest, second, third] = pageBehind({ after: '', afterVersion: '' })
  if (!newest || !second || !third) throw new Error('There are versions')
  await store.write((tx) => tx.remove(bucket, 'k', { versionId: second.value.versionId, now: 2 }))
  expect(pageBehind(markerOf(second))[0]?.value).toMatchObject({ versionId: third.value.versionId, latest: false })
})

test('where the latest was removed meanwhile, the one that took its place comes behind it', async () => {
  const [, newest, second] = pageBehind({ after: '', afterVersion: '' })
  if (!newest || !second) throw new Error('There are versions')
  await store.write((tx) => tx.remove(bucket, 'k', { versionId: newest.value.versionId, now: 2 }))
  expect(pageBehind(markerOf(newest))[0]?.value).toMatchObject({ versionId: second.value.versionId, latest: true })
})

test('a version is found by its id without a look at the others, and no other id finds one', () => {
  const oldest = allPages()
    .flat()
    .findLast(({ key }) => key === 'k')
  const reads = countReads(store.tables.versions)
  expect(store.find('b', 'k', oldest?.value.versionId)?.record.sequence).toBe(oldest?.value.sequence)
  expect(reads()).toBe(0)
  for (const id of ['', 'null', 'CAEQ', 'CAEQMQ', 'x']) expect(store.find('b', 'k', id)).toBeUndefined()
})

test('a page that is not the last holds no reader of the index', async () => {
  for (let n = 0; n < 200; n++) {
    pageBehind({ after: '', afterVersion: '' })
    await store.write((tx) => tx.putBucket(bucket))
  }
  expect(pageBehind({ after: '', afterVersion: '' })).toHaveLength(limit)
})

test('where versioning is suspended, a write over the null version looks at none of the old ones', async () => {
  const suspended = { ...bucket, versioning: 'Suspended' as const }
  await put(suspended, 'k')
  const reads = countReads(store.tables.versions)
  await put(suspended, 'k')
  expect(reads()).toBe(0)
  const ids = allPages().flatMap((rows) => rows.flatMap(({ key, value }) => (key === 'k' ? value.versionId : [])))
  expect(ids.filter((id) => id === 'null')).toEqual(['null'])
  expect(ids).toHaveLength(versionsOfOne + 1)
})
