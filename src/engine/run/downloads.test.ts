import { describe, expect, test } from 'vitest'
import { MemoryFile } from '../../../test/disk.ts'
import {
  away,
  disk,
  download,
  ferry,
  fileOnDisk,
  first,
  mountDisk,
  part,
  planned,
  put,
  run,
  runAll,
  targets,
  world,
} from '../../../test/files.ts'
import { localOver } from '../../hosts/page/files/localFiles.ts'
import { createLimiter } from '../limits/limiter.ts'
import type { LocalFiles } from '../localFiles.ts'
import { plan, planAgain } from '../plan/plan.ts'
import type { ConflictPolicy, DownloadRequest, Task } from '../types.ts'
import { createRemovals } from './removals.ts'
import { cancelTask } from './run.ts'

/** No two objects become one file, and no file of the person's is written over unseen. */

const states = (tasks: Task[]) => tasks.map(({ state, problem }) => problem?.code ?? state)
const policies: ConflictPolicy[] = ['ask', 'skip', 'replace', 'keepBoth', 'newer', 'different']

test.each(policies)('objects and prefixes that are called the same are numbered in the plan: %s', async (conflict) => {
  const keys = [
    'find/a/config.json',
    'find/b/config.json',
    'find/c/config (1).json',
    'x/photos/',
    'y/photos/',
    'z/photos',
  ]
  for (const key of keys) await put(key.replace(/\/$/, '/one.jpg'), key)
  const tasks = await planned(download(keys, conflict))
  const files = ['config.json', 'config (2).json', 'config (1).json']
  expect(targets(tasks)).toEqual([...files, 'photos (2)', 'photos/one.jpg', 'photos (1)/one.jpg'])
  expect(states(await runAll(tasks))).toEqual(keys.map(() => 'done'))
  expect(disk.texts()).toEqual({
    'config.json': keys[0],
    'config (2).json': keys[1],
    'config (1).json': keys[2],
    'photos (2)': keys[5],
    'photos/one.jpg': keys[3],
    'photos (1)/one.jpg': keys[4],
  })
})

test('what was named twice is downloaded once', async () => {
  await put('a.txt', 'a')
  expect(targets(await planned(download(['a.txt', 'a.txt'])))).toEqual(['a.txt'])
})

test('an object that was numbered keeps its name when it is planned again', async () => {
  for (const key of ['a/x', 'b/x']) await put(key, key)
  const request = download(['a/x', 'b/x'])
  const again: DownloadRequest = { ...request, target: { ...request.target, key: 'x (1)' }, placement: 'exact' }
  expect(await planAgain(again, away('b/x'), world, request)).toMatchObject({ target: { key: 'x (1)' } })
})

test('objects that are planned afresh go through the others of their request once, where nothing stands in their way', async () => {
  await put('a/x', 'x')
  let asked = 0
  const keyed = (key: string) => {
    asked++
    return key
  }
  const others = Array.from({ length: 100 }, (_, n) =>
    Object.defineProperty({ ...away('') }, 'key', { enumerable: true, get: () => keyed(`b/${n}`) }),
  )
  const request = download(['a/x'])
  const again: DownloadRequest = { ...request, target: { ...request.target, key: 'x' }, placement: 'exact' }
  const whole = { ...request, sources: [...request.sources, ...others] }
  for (let n = 0; n < 3; n++)
    expect(await planAgain(again, away('a/x'), world, whole)).toMatchObject({ target: { key: 'x' } })
  // Once, for those that are named twice.
  expect(asked).toBe(others.length)
})

const twins = ['d/A.txt', 'd/Dir/x', 'd/a (1).txt', 'd/a.txt', 'd/dir/X', 'd/e\u0301', 'd/é']
const texts = async (tasks: Task[]) => {
  expect(states(await runAll(tasks)).every((state) => state === 'done')).toBe(true)
  return Object.values(disk.texts()).sort()
}

test.each([
  [{ case: true }, ['d/a (2).txt', 'd/dir/X (1)'], 7],
  [{ form: true }, ['d/é (1)'], 7],
  [{ case: true, form: true }, ['d/a (2).txt', 'd/dir/X (1)', 'd/é (1)'], 7],
  [{}, [], 7],
])('keys that a disk which folds %j takes for one are known in the plan', async (kind, numbered, count) => {
  mountDisk(kind)
  for (const key of twins) await put(key, key)
  for (const conflict of ['replace', 'keepBoth', 'newer', 'different'] as const) {
    mountDisk(kind)
    const tasks = await planned(download('d/', conflict))
    expect(disk.paths()).toEqual([])
    expect(tasks.flatMap((task) => (task.kind === 'download' && task.hasTwin ? [task.target.key] : []))).toEqual(
      numbered,
    )
    expect(await texts(tasks)).toEqual([...twins].sort())
    expect(disk.paths().length).toBe(count)
  }
  mountDisk(kind)
  expect(states(await planned(download('d/', 'ask'))).filter((state) => state === 'conflict').length).toBe(
    numbered.length,
  )
  expect(states(await planned(download('d/', 'skip'))).filter((state) => state === 'skipped').length).toBe(
    numbered.length,
  )
})

test('things that were picked themselves are told apart as the disk does, too', async () => {
  mountDisk({ case: true, form: true })
  const keys = ['a/X.txt', 'b/x.txt', 'c/é/', 'd/E\u0301/']
  for (const key of keys) await put(key.replace(/\/$/, '/1'), key)
  expect(targets(await planned(download(keys)))).toEqual(['X.txt', 'x (1).txt', 'é/1', 'E\u0301 (1)/1'])
})

test('the free name for one object is not that of another in other letters', async () => {
  mountDisk({ case: true })
  for (const key of ['p/A', 'q/a (1)']) await put(key, key)
  await fileOnDisk('A', 'mine')
  const tasks = await planned(download(['p/A', 'q/a (1)'], 'keepBoth'))
  expect(targets(tasks)).toEqual(['A (2)', 'a (1)'])
})

test('a plan that broke off tells twins from what it had planned before', async () => {
  mountDisk({ case: true })
  for (const key of ['d/A', 'd/B', 'd/a']) await put(key, key)
  const rest: Task[] = []
  const before = async function* () {
    yield (await planned(download('d/', 'replace'))).slice(0, 2)
  }
  for await (const batch of plan(download('d/', 'replace'), world, { count: 2, last: away('d/B'), before }))
    rest.push(...(batch as Task[]))
  expect(targets(rest)).toEqual(['d/a (1)'])
})

test.each(['replace', 'newer', 'different'] as const)(
  'what is in the place of a twin may be the other one, and stays: %s',
  async (conflict) => {
    mountDisk({ case: true })
    for (const key of ['d/A', 'd/a']) await put(key, key)
    const tasks = await planned(download('d/', conflict))
    await fileOnDisk('d/A (1)', 'came meanwhile').then((made) => made.write('came meanwhile', 1))
    expect(states(await runAll(tasks))).toEqual(['done', 'done'])
    expect(disk.texts()).toEqual({ 'd/A': 'd/A', 'd/A (1)': 'came meanwhile', 'd/a (1) (1)': 'd/a' })
  },
)

test("a file of the person stands in nobody's way by a name that looks unfinished, and is left alone", async () => {
  const body = 'x'.repeat(4 * part)
  for (const key of ['film.bin', 'film.bin.part', '.film.bin.j-0.ferry-part'])
    await put(key, key === 'film.bin' ? body : key)
  await fileOnDisk('other.bin.part', 'mine')
  const tasks = await planned(download(['.film.bin.j-0.ferry-part', 'film.bin', 'film.bin.part']))
  for (const task of tasks) expect((await run(task)).state).toBe('done')
  expect(disk.texts()).toEqual({
    'film.bin': body,
    'film.bin.part': 'film.bin.part',
    '.film.bin.j-0.ferry-part': '.film.bin.j-0.ferry-part',
    'other.bin.part': 'mine',
  })
})

async function stopped(key: string): Promise<Task> {
  const stop = new AbortController()
  ferry.store.faults.add({ op: 'GetObject', skip: 3, times: 1, run: async () => stop.abort() })
  world.limiter = createLimiter({ least: 1, most: 1 })
  const { state: _, problem: __, ...task } = await run(await first(download(key)), stop.signal)
  return { ...task, state: 'waiting' } as Task
}

test('who cancels a long download loses what was begun, and nothing else', async () => {
  await put('film.bin', 'x'.repeat(6 * part))
  for (const name of ['film.bin.part', '.film.bin.j-0.ferry-part']) await fileOnDisk(name, 'mine')
  const task = await stopped('film.bin')
  expect(disk.paths()).toContain('.film.bin.j-0-1.ferry-part')
  const saved: object[] = []
  const save = async (patch: object) => void saved.push(patch)
  await cancelTask(task, { ...world, removals: createRemovals(world), save })
  expect(saved).toEqual([{ checkpoint: undefined }])
  expect(disk.texts()).toEqual({ 'film.bin.part': 'mine', '.film.bin.j-0.ferry-part': 'mine' })
})

test('what was begun of an object that has changed since is of no use, and goes', async () => {
  await put('film.bin', 'x'.repeat(6 * part))
  const task = await stopped('film.bin')
  await put('film.bin', 'y'.repeat(6 * part))
  expect(states([await run(task)])).toEqual(['SourceChanged'])
  expect(disk.paths()).toEqual([])
})

test.each([
  ['short', 100],
  ['long', 4 * part],
])('a file that changes, or comes, after the plan is the conflict again: a %s object', async (_how, size) => {
  const body = 'x'.repeat(size)
  for (const moves of [false, true]) {
    mountDisk({ moves })
    await put('a.txt', body)
    // Decided about what is there now.
    const before = await fileOnDisk('a.txt', 'before')
    const decided = { ...(await first(download('a.txt'))), state: 'waiting', overwrite: true } as Task
    before.write('changed')
    expect(states([await run(decided)])).toEqual(['conflict'])
    expect(disk.texts()).toEqual({ 'a.txt': 'changed' })
    // And while the bytes are read.
    const seen = { ...(await first(download('a.txt'))), state: 'waiting', overwrite: true } as Task
    ferry.store.faults.add({ op: 'GetObject', times: 1, run: async () => before.write('again') })
    expect(states([await run(seen)])).toEqual(['conflict'])
    expect(disk.texts()['a.txt']).toBe('again')
    disk.items.clear()
    const fresh = await first(download('a.txt', 'keepBoth'))
    ferry.store.faults.add({ op: 'GetObject', times: 1, run: async () => void (await fileOnDisk('a.txt', 'came')) })
    expect(states([await run(fresh)])).toEqual(['done'])
    expect(disk.texts()).toEqual({ 'a.txt': 'came', 'a (1).txt': body })
    const replace = await first(download('a.txt', 'replace'))
    ferry.store.faults.add({ op: 'GetObject', times: 1, run: async () => void (await fileOnDisk('a.txt', 'other')) })
    expect(states([await run(replace)])).toEqual(['done'])
    expect(disk.texts()).toEqual({ 'a.txt': body, 'a (1).txt': body })
  }
})

test('a download that ended without anybody hearing of it is found, whatever was there before', async () => {
  await put('a.txt', 'new')
  await fileOnDisk('a.txt', 'old')
  const task = await first(download('a.txt', 'replace'))
  const { checkpoint: _, ...ended } = await run(task)
  expect(ended.state).toBe('done')
  ferry.store.requests.clear()
  expect((await run({ ...task, checkpoint: { id: '', partSize: part } } as Task)).state).toBe('done')
  expect(ferry.store.requests.entries.map(({ op }) => op)).not.toContain('GetObject')
})

test('an empty file of the person is not taken away by a download that fails', async () => {
  await put('a.txt', 'new')
  await fileOnDisk('a.txt', '')
  const task = await first(download('a.txt', 'replace'))
  await put('a.txt', 'changed')
  expect(states([await run(task)])).toEqual(['SourceChanged'])
  expect(disk.texts()).toEqual({ 'a.txt': '' })
})

test('a file that the person picked is written, whatever the browser has put there', async () => {
  const picked = new MemoryFile('mine.txt')
  picked.write('old')
  const local = localOver(async () => ({ is: 'file', handle: picked as unknown as FileSystemFileHandle }))
  world.local = () => local
  const body = 'x'.repeat(4 * part)
  await put('a.txt', body)
  const target = { ...download('a.txt').target, key: 'mine.txt' }
  expect((await run(await first({ ...download('a.txt'), target, into: 'file' }))).state).toBe('done')
  expect(new TextDecoder().decode(picked.bytes)).toBe(body)
})

describe('the empty file that a browser makes before it writes', () => {
  /** The page ends right after it was made. */
  async function ended(): Promise<Task> {
    await put('a.txt', 'mine')
    await fileOnDisk('a.txt', 'theirs')
    const task = await first(download('a.txt', 'keepBoth'))
    const local = world.local?.()
    const stop = new AbortController()
    const dying = async (...asked: Parameters<LocalFiles['create']>) => {
      await disk.getFileHandle(asked[0], { create: true })
      stop.abort()
      throw stop.signal.reason
    }
    world.local = () => ({ ...(local as LocalFiles), create: dying })
    const { state: _, problem: __, ...left } = await run(task, stop.signal)
    world.local = () => local as LocalFiles
    expect(disk.texts()).toEqual({ 'a.txt': 'theirs', 'a (1).txt': '' })
    return { ...left, state: 'waiting' } as Task
  }

  test('is filled by the next run, and in nobody’s way', async () => {
    expect(states([await run(await ended())])).toEqual(['done'])
    expect(disk.texts()).toEqual({ 'a.txt': 'theirs', 'a (1).txt': 'mine' })
  })

  test('goes with a cancel, also where the plan had seen another file', async () => {
    await cancelTask(await ended(), { ...world, removals: createRemovals(world), save: async () => {} })
    expect(disk.texts()).toEqual({ 'a.txt': 'theirs' })
  })

  test('of the name by which a disk is tried goes with the next try', async () => {
    const removeEntry = disk.removeEntry.bind(disk)
    disk.removeEntry = async () => {
      throw new Error('the page ended')
    }
    await planned(download('d/')).catch(() => {})
    expect(disk.paths()).toHaveLength(1)
    disk.removeEntry = removeEntry
    const items = [...disk.items]
    mountDisk({ case: true })
    for (const [name, item] of items) disk.items.set(name.toLowerCase(), item)
    await planned(download('d/'))
    expect(disk.paths()).toEqual([])
  })
})
