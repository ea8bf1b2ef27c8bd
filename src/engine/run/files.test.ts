import { expect, test } from 'vitest'
import {
  away,
  disk,
  download,
  ferry,
  file,
  files,
  first,
  never,
  part,
  planned,
  put,
  run,
  sources,
  targets,
  upload,
  world,
} from '../../../test/files.ts'
import { localOver } from '../../hosts/page/files/localFiles.ts'
import { createLimiter } from '../limits/limiter.ts'
import { localRef } from '../localFiles.ts'
import { plan } from '../plan/plan.ts'
import type { Task } from '../types.ts'

/** Files of this computer become objects, and objects files: what the crash test does not look at. */

test('a folder is planned in the order of keys, empty folders as markers; a plan that broke off goes on behind', async () => {
  for (const path of ['f/b', 'f/a/2', 'f/a/1', 'f/a-b', 'f/empty/', 'f/é', 'f/😀']) files.set(path, file(path))
  const keys = (await planned(upload('f/'))).map(({ source }) => source.key)
  expect(keys).toEqual(['f/a-b', 'f/a/1', 'f/a/2', 'f/b', 'f/empty/', 'f/é', 'f/😀'])
  const rest: string[] = []
  for await (const batch of plan(upload('f/'), world, {
    count: 2,
    last: localRef('f/a/1'),
    before: async function* () {},
  }))
    rest.push(...batch.map(({ source }) => source.key))
  expect(rest).toEqual(keys.slice(2))
})

test('an empty folder becomes a marker of 0 bytes, whether it was chosen by a handle or file by file', async () => {
  const chosen = await disk.getDirectoryHandle('f', { create: true })
  await chosen.getDirectoryHandle('empty', { create: true })
  const handles = [chosen as unknown as FileSystemDirectoryHandle]
  for (const source of [localOver(async () => ({ is: 'sources', handles, files: [] })), sources]) {
    files.set('f/empty/', file(''))
    world.local = () => source
    const ends = []
    for await (const batch of plan(upload('f/', 'replace'), world))
      for (const task of batch) ends.push(await run({ ...task, job: 'j', n: 0 } as Task))
    expect(ends).toMatchObject([{ state: 'done', target: { key: 'in/f/empty/' } }])
    const head = await ferry.oss.head({ at: away('in/f/empty/'), signal: never })
    expect(head).toMatchObject({ size: 0, headers: { 'Content-Type': 'application/x-directory' } })
    await ferry.oss.remove({ at: away('in/f/empty/'), signal: never })
  }
})

test('the free name for one file is not that of another that comes with it, up or down', async () => {
  for (const path of ['f/x', 'f/x (1)']) files.set(path, file(path))
  for (const key of ['in/f/x', 'd/x', 'd/x (1)']) await put(key, key)
  const folder = await disk.getDirectoryHandle('d', { create: true })
  await folder.getFileHandle('x', { create: true })
  expect(targets(await planned(download('d/', 'keepBoth')))).toEqual(['d/x (2)', 'd/x (1)'])
  expect(targets(await planned(upload('f/', 'keepBoth')))).toEqual(['in/f/x (2)', 'in/f/x (1)'])
})

test('a file that changes while its parts are sent ends the task; no upload and no object stay', async () => {
  // More parts than are read at the same time.
  files.set('a.txt', file('x'.repeat(100 * part)))
  const task = await first(upload('a.txt'))
  ferry.store.faults.add({
    op: 'UploadPart',
    times: 1,
    run: async () => void files.set('a.txt', file('y'.repeat(100 * part), 2)),
  })
  world.limiter = createLimiter({ least: 1, most: 1 })
  expect(await run(task)).toMatchObject({ state: 'failed', problem: { code: 'SourceChanged' } })
  expect(await ferry.oss.listUploads({ at: away(''), signal: never })).toEqual([])
  expect((await ferry.oss.list({ at: away(''), signal: never })).objects).toEqual([])
})

test('an upload skips what holds the same bytes, and replaces what only has their size', async () => {
  await put('in/same.txt', 'hello')
  await put('in/other.txt', 'HELLO')
  files.set('same.txt', file('hello')).set('other.txt', file('hello'))
  expect((await run(await first(upload('same.txt', 'different')))).state).toBe('skipped')
  expect((await run(await first(upload('other.txt', 'different')))).state).toBe('done')
  expect(await (await ferry.oss.get({ at: away('in/other.txt'), signal: never })).text()).toBe('hello')
})

test('a download that was stopped goes on with what is on the disk', async () => {
  await put('a.bin', 'x'.repeat(6 * part))
  const stop = new AbortController()
  ferry.store.faults.add({ op: 'GetObject', skip: 3, times: 1, run: async () => stop.abort() })
  world.limiter = createLimiter({ least: 1, most: 1 })
  const stopped = await run(await first(download('a.bin')), stop.signal)
  expect(disk.paths()).toEqual(['.a.bin.j-0.ferry-part'])
  ferry.store.requests.clear()
  const { state: _, problem: __, ...task } = stopped
  expect(await run({ ...task, state: 'waiting' } as Task)).toMatchObject({ state: 'done' })
  expect(disk.paths()).toEqual(['a.bin'])
  expect(ferry.store.requests.entries.filter(({ op }) => op === 'GetObject').length).toBeLessThan(6)
})

test('an object that changed since the plan is not downloaded', async () => {
  await put('a.txt', 'one')
  const task = await first(download('a.txt'))
  await put('a.txt', 'two')
  expect(await run(task)).toMatchObject({ state: 'failed', problem: { code: 'SourceChanged' } })
  expect(disk.paths()).toEqual([])
})

test('a file where a folder is needed is named, and left alone', async () => {
  await put('p/a', 'file')
  await put('p/a/b', 'below')
  const ends = []
  for (const task of await planned(download('p/'))) ends.push(await run(task))
  expect(ends).toMatchObject([{ state: 'done' }, { state: 'failed', problem: { code: 'NameTaken' } }])
  expect(disk.paths()).toEqual(['p/a'])
})
