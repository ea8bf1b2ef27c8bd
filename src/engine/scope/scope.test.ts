import { beforeAll, expect, test } from 'vitest'
import { copy, ferry, ferryOver, home, keysOf, never, put, sent, states, tasksOf } from '../../../test/engine.ts'
import type { CopyRequest, Scope, Source } from '../types.ts'
import { testsOf } from './match.ts'
import { chooserOf, countOf, scopeMatcher } from './scope.ts'

const later = { before: Date.UTC(2100, 0), since: [] }
const part = (key: string, typed = '', more: Partial<Scope> = {}): Source => ({
  ...home(key),
  scope: { rows: 'level', tests: testsOf(typed), except: [], seen: later, count: 7, ...more },
})
const shelf = (key: string) => ({ ...home(key), bucket: 'shelf' })
const shelved = (...of: Parameters<typeof part>): Source => ({ ...part(...of), bucket: 'shelf' })
const move = (source: Source, target: string, more: Partial<CopyRequest> = {}) =>
  copy([source], home(target), { base: source.key, removeSource: true, conflict: 'skip', ...more })
const name = (n: number) => String(n).padStart(4, '0')

/** Much in one folder, in a bucket that no test changes. */
beforeAll(async () => {
  await ferry.oss.putBucket({ bucket: shelf(''), signal: never })
  const many = Array.from({ length: 2300 }, (_, n) => `p/big/${name(n)}`)
  await Promise.all([...many, 'p/big/1200/below', 'p/a.jpg', 'p/z.jpg'].map((key) => put(shelf(key), '')))
}, 60_000)

async function fill(...keys: string[]) {
  for (const key of keys) await put(home(key), key)
}

test('what matches moves into a folder beside it, which is not read', async () => {
  await fill('m/a.tmp', 'm/b.tmp', 'm/c.txt', 'm/old/x.tmp', 'm/sub/y.tmp')
  expect(states(await ferryOver(move(part('m/', '*.tmp'), 'm/old/')))).toEqual(['done', 'done'])
  expect(await keysOf(home('m/'))).toEqual(['m/c.txt', 'm/old/a.tmp', 'm/old/b.tmp', 'm/old/x.tmp', 'm/sub/y.tmp'])
  expect(states(await tasksOf(move(part('m/'), 'm/old/')))).toEqual(['intoItself'])
})

test('of all below what stands at a target and moves itself goes first, and what is not meant stays', async () => {
  await fill('m/a', 'm/t/a', 'm/t/b', 'm/t/t/b')
  const flat = (except: string[]) => move(part('m/', '', { rows: 'flat', except }), 'm/t/')
  const waits = async (except: string[]) =>
    (await tasksOf(flat(except))).map((task) => ['behind' in task && task.behind !== undefined, task.state])
  expect(await waits([])).toEqual([
    [true, 'waiting'],
    [false, 'waiting'],
    [true, 'waiting'],
    [false, 'waiting'],
  ])
  expect(await waits(['m/t/a'])).toEqual([
    [false, 'skipped'],
    [true, 'waiting'],
    [false, 'waiting'],
  ])
})

test('folders that are not meant are passed over, however much is in them', async () => {
  const tasks = await tasksOf({ do: 'remove', sources: [shelved('p/', '*.jpg')] })
  expect(tasks.map(({ source }) => source.key)).toEqual(['p/a.jpg', 'p/z.jpg'])
  expect(sent('ListObjectsV2')).toHaveLength(2)
})

test('all below costs the pages of its listing', async () => {
  const all = await tasksOf(move(shelved('p/', '', { rows: 'flat' }), 'empty/'))
  expect(all).toHaveLength(2303)
  expect(sent('ListObjectsV2').length).toBeLessThanOrEqual(4)
})

test('a range of rows is walked from its first to its last', async () => {
  const range = { from: `p/big/${name(1100)}`, to: `p/big/${name(1199)}` }
  expect(await tasksOf({ do: 'remove', sources: [shelved('p/big/', '', range)] })).toHaveLength(100)
  expect(sent('ListObjectsV2')).toHaveLength(1)
  const last = { from: 'p/big/1200/', to: 'p/big/1200/' }
  const tasks = await tasksOf({ do: 'remove', sources: [shelved('p/big/', '', last)] })
  expect(tasks.map(({ source }) => source.key)).toEqual(['p/big/1200/below'])
})

test('a target in which much else lies is looked at where something may be in the way', async () => {
  await fill('q/0001', 'q/9999')
  ferry.store.requests.clear()
  const tasks = await tasksOf(copy([part('q/')], shelf('p/big/'), { base: 'q/', conflict: 'skip' }))
  expect(states(tasks)).toEqual(['skipped', 'waiting'])
  expect(sent('ListObjectsV2').length).toBeLessThanOrEqual(3)
})

test('a link whose object is not meant still leads to it; one whose object comes along, to its copy', async () => {
  const link = (key: string, target: string) => ferry.oss.putSymlink({ at: home(key), target, signal: never })
  await fill('m/left', 'm/real')
  await link('m/1', 'm/left')
  await link('m/2', 'm/real')
  const tasks = await ferryOver(copy([part('m/', '', { except: ['m/left'] })], home('t/'), { base: 'm/' }))
  expect(states(tasks)).toEqual(['done', 'done', 'done'])
  const leads = (key: string) => ferry.oss.getSymlink({ at: home(key), signal: never })
  expect([await leads('t/1'), await leads('t/2')]).toEqual(['m/left', 't/real'])
})

test('it counts as the rows that a person chose, and tells what it means', () => {
  expect(countOf([part('m/')])).toBe(7)
  expect(countOf([home('a'), home('b/')])).toBe(2)
  const object = { key: 'm/a', size: 1, etag: 'E', modified: 1, type: 'Normal', storageClass: 'Standard' } as const
  expect([
    scopeMatcher([part('m/', 'b')])(object),
    scopeMatcher([part('m/')])(object),
    scopeMatcher([home('x')])(object),
  ]).toEqual([false, true, true])
  const { beyond, isRow } = chooserOf({ key: 'm/', scope: part('m/', 'x').scope as Scope })
  expect(['m/x', 'm/x/x', 'm/a'].map((key) => isRow({ ...object, key }))).toEqual([true, false, false])
  expect([beyond('m/sub/1'), beyond('m/x/1'), beyond('m/a')]).toEqual(['m/sub/\u{10ffff}', undefined, undefined])
})
