import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { MemoryFile } from '../../../test/disk.ts'
import { type Ferry, startFerry } from '../../../test/ferry.ts'
import { unzip } from '../../../test/unzip.ts'
import { localOver } from '../../hosts/page/files/localFiles.ts'
import type { Ref } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { createLimiter } from '../limits/limiter.ts'
import { type LocalFiles, localRef } from '../localFiles.ts'
import { plan } from '../plan/plan.ts'
import { problemOf } from '../problem.ts'
import { defaults } from '../settings.ts'
import type { Task } from '../types.ts'
import { createResources, createWorld } from '../world.ts'
import { createRemovals } from './removals.ts'
import { runTask } from './run.ts'

/** Objects become the entries of one zip. */

const never = new AbortController().signal
const part = 100 * 1024
let ferry: Ferry
let world: PlanWorld
let file: MemoryFile
let local: LocalFiles

beforeAll(async () => {
  ferry = await startFerry()
})
afterAll(() => ferry.close())
beforeEach(async () => {
  ferry.store.faults.clear()
  for (const { key } of (await ferry.oss.list({ at: away(''), signal: never })).objects)
    await ferry.oss.remove({ at: away(key), signal: never })
  file = new MemoryFile('a.zip')
  const handle = file as unknown as FileSystemFileHandle
  local = localOver(async () => chosen)
  const chosen = { is: 'zip', handle } as const
  world = createWorld(
    createResources({
      limiter: createLimiter({ least: 8, most: 8 }),
      settings: { ...defaults, backoff: 1, gather: 1, tick: 0, relayPart: part },
    }),
    { oss: () => ferry.oss, signal: never, report: () => {}, local: () => local },
  )
})

const away = (key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket: 'away', key })
const put = (key: string, body: string) => ferry.oss.put({ at: away(key), body, attributes: {}, signal: never })

async function planned(...keys: string[]): Promise<Task[]> {
  const tasks: Task[] = []
  const request = { do: 'download', sources: keys.map(away), target: localRef('', 'a.zip'), into: 'zip' } as const
  for await (const batch of plan({ ...request, conflict: 'ask' }, world))
    for (const task of batch) tasks.push({ ...task, job: 'j', n: tasks.length } as Task)
  return tasks
}

async function run(task: Task): Promise<Task> {
  let journal = task
  const save = async (patch: object) => {
    journal = { ...journal, ...patch } as Task
  }
  const ctx = { ...world, removals: createRemovals(world), save }
  await runTask(task, ctx).catch((error) => save({ state: 'failed', problem: problemOf(error) }))
  return journal
}

async function zipped(): Promise<Record<string, string>> {
  await local.zip.finish()
  return Object.fromEntries([...unzip(Buffer.from(file.bytes))].map(([name, bytes]) => [name, bytes.toString()]))
}

const isDone = (task: Task) => task.state === 'done'

test('objects of every size become entries, side by side; what no file can be called is escaped, folders stay', async () => {
  const bodies = {
    'in/a': 'a',
    'in/large': 'x'.repeat(7 * part + 1),
    'in/empty': '',
    'in/../up': 'up',
    'in/中 😀': '中',
  }
  for (const [key, body] of Object.entries(bodies)) await put(key, body)
  await put('in/folder/', '')
  expect((await Promise.all((await planned('in/')).map(run))).every(isDone)).toBe(true)
  expect(await zipped()).toEqual({
    'in/a': 'a',
    'in/large': bodies['in/large'],
    'in/empty': '',
    'in/%2E%2E/up': 'up',
    'in/中 😀': '中',
    'in/folder/': '',
  })
})

test('two objects of one name are both there; a name is no file and a folder at once', async () => {
  for (const key of ['p/x.txt', 'q/x.txt', 'y', 'y/z']) await put(key, key)
  const tasks = await planned('p/x.txt', 'q/x.txt', 'y', 'y/')
  const ends = []
  for (const task of tasks) ends.push(await run(task))
  expect(ends.every(isDone)).toBe(true)
  expect(await zipped()).toEqual({ 'x.txt': 'p/x.txt', 'x (1).txt': 'q/x.txt', y: 'y', 'y (1)/z': 'y/z' })
})

test('names that are one where the zip is unpacked are numbered, and the plan knows it', async () => {
  const keys = ['in/A.txt', 'in/Dir/x', 'in/Dir/y', 'in/a.txt', 'in/dir/X', 'in/dir/z', 'in/e\u0301', 'in/é']
  for (const key of keys) await put(key, key)
  const tasks = await planned('in/')
  const numbered = ['in/a (1).txt', 'in/dir/X (1)', 'in/é (1)']
  const twins = tasks.flatMap((task) => (task.kind === 'download' && task.hasTwin ? [task.target.key] : []))
  expect(twins).toEqual(numbered)
  expect((await Promise.all(tasks.map(run))).every(isDone)).toBe(true)
  const names = Object.keys(await zipped())
  expect(names.sort()).toEqual(['in/A.txt', 'in/Dir/x', 'in/Dir/y', 'in/dir/z', 'in/e\u0301', ...numbered].sort())
})

test('an object that changed or can not be read fails alone', async () => {
  for (const key of ['in/changed', 'in/denied', 'in/good']) await put(key, key)
  const tasks = await planned('in/')
  await put('in/changed', 'something else')
  ferry.store.faults.add({ op: 'GetObject', key: 'in/denied', error: { code: 'AccessDenied' } })
  const ends = await Promise.all(tasks.map(run))
  expect(ends.map(({ problem }) => problem?.code)).toEqual(['SourceChanged', 'AccessDenied', undefined])
  expect(await zipped()).toEqual({ 'in/good': 'in/good' })
})

test('an object that fails in its middle breaks the zip: no file is left, and the next one begins anew', async () => {
  await put('in/a', 'a')
  await put('in/large', 'x'.repeat(9 * part))
  const [a, large] = (await planned('in/')) as [Task, Task]
  expect(isDone(await run(a))).toBe(true)
  ferry.store.faults.add({ op: 'GetObject', key: 'in/large', skip: 6, error: { code: 'AccessDenied' } })
  expect(await run(large)).toMatchObject({ state: 'failed', problem: { code: 'ZipBroken' } })
  expect(await run(a)).toMatchObject({ state: 'failed', problem: { code: 'ZipBroken' } })
  await local.zip.leave()
  expect(file.bytes.length).toBe(0)
  ferry.store.faults.clear()
  expect([await run(a), await run(large)].every(isDone)).toBe(true)
  expect(Object.keys(await zipped())).toEqual(['in/a', 'in/large'])
})

test('a small object is one request; one that changed since the plan is told from one that was damaged', async () => {
  for (const name of ['a', 'b', 'changed', 'damaged']) await put(name, `of ${name}`)
  await put('empty', '')
  const tasks = await planned('a', 'b', 'changed', 'damaged', 'empty')
  await put('changed', 'something else')
  ferry.store.faults.add({ op: 'GetObject', key: 'damaged', headers: { 'x-oss-hash-crc64ecma': '1' } })
  ferry.store.requests.clear()
  const done = await Promise.all(tasks.map(run))
  expect(done.map(({ state, problem }) => problem?.code ?? state)).toEqual([
    'done',
    'done',
    'SourceChanged',
    'Different',
    'done',
  ])
  expect(ferry.store.requests.entries.map(({ op }) => op)).toEqual(tasks.map(() => 'GetObject'))
  expect(await zipped()).toEqual({ a: 'of a', b: 'of b', empty: '' })
})
