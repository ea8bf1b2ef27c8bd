import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore, type Store } from '../store/store.ts'
import type { ObjectRecord } from '../store/types.ts'
import { seedStore } from './seed.ts'

const NOW = Date.parse('2025-11-01T00:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'seed-'))
let store: Store

beforeAll(async () => {
  store = openStore(folder)
  await seedStore(store, NOW)
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const records = (): ObjectRecord[] => [...store.tables.objects.range({})].map(({ value }) => value)

test('two buckets in Hangzhou, one in Qingdao', () => {
  expect(store.buckets().map(({ name, region }) => `${region} ${name}`)).toEqual([
    'cn-hangzhou ferry-backup',
    'cn-hangzhou ferry-photos',
    'cn-qingdao ferry-qingdao',
  ])
})

test('a few dozen objects of every type, written at once, in the past', () => {
  expect(records().length).toBeGreaterThan(45)
  expect(new Set(records().map(({ type }) => type))).toEqual(new Set(['Normal', 'Multipart', 'Appendable', 'Symlink']))
  expect(new Set(records().map(({ storageClass }) => storageClass))).toEqual(new Set(['Standard', 'IA', 'Archive']))
  for (const { modified } of records()) {
    expect(modified).toBeLessThan(NOW)
    expect(modified).toBeGreaterThan(NOW - 900 * 86_400_000)
  }
})

test('6 GiB take no disk and have their metadata, in bytes', () => {
  const large = store.find('ferry-photos', 'videos/远航 4K 原片.mp4')?.record
  expect(large).toMatchObject({
    size: 6 * 1024 ** 3,
    type: 'Multipart',
    tags: [
      ['project', '远航'],
      ['stage', 'master'],
    ],
  })
  expect(large?.etag).toMatch(/^[0-9A-F]{32}-96$/)
  expect(Buffer.from(large?.meta.director ?? '', 'latin1').toString()).toBe('李舟')
  expect(store.blobs.crc(large?.extents ?? [])).toBe(large?.crc)
  expect(statSync(join(folder, 'index')).size).toBeLessThan(16 * 1024 ** 2)
})

test('pictures are real, odd keys are there as they are', async () => {
  const picture = store.find('ferry-qingdao', '栈桥.png')?.record
  const { value } = await store.blobs.read(picture?.extents ?? []).next()
  expect((value as Buffer).subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
  expect(picture?.headers['content-type']).toBe('image/png')
  for (const key of ['a//b.txt', 'a/../b.txt', 'dir/', 'control\u0001character.txt', '🚢 ferry ⛴️.txt']) {
    expect(store.find('ferry-photos', `odd keys/${key}`)?.record.size).toBeGreaterThanOrEqual(0)
  }
  expect(store.find('ferry-photos', 'latest.png')?.record.target).toBe('photos/2025/西湖/冬 断桥.png')
})
