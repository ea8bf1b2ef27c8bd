import { openAsBlob } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MemoryFolder } from '../../../test/disk.ts'
import {
  away,
  ferry,
  file,
  files,
  first,
  never,
  planned,
  run,
  runAll,
  targets,
  upload,
  world,
} from '../../../test/files.ts'
import type { ChosenSources } from '../../hosts/page/chosen.ts'
import { localOver } from '../../hosts/page/files/localFiles.ts'
import { sourcesOf } from '../../hosts/page/sourceNames.ts'
import { plan, planAgain } from '../plan/plan.ts'
import { CopyError } from '../problem.ts'
import type { Task, UploadRequest } from '../types.ts'

/** Of what a person chose everything arrives, or is named. */

const textAt = async (key: string) => (await ferry.oss.get({ at: away(key), signal: never })).text()
const typeAt = async (key: string) => (await ferry.oss.head({ at: away(key), signal: never })).headers['Content-Type']

/** Plans and runs what was chosen. */
async function uploaded(chosen: ChosenSources): Promise<Task[]> {
  const local = localOver(async () => chosen)
  world.local = () => local
  const sources = await sourcesOf(chosen)
  const request: UploadRequest = { do: 'upload', sources, target: away('in/'), conflict: 'ask' }
  const tasks: Task[] = []
  for await (const batch of plan(request, world))
    for (const task of batch) tasks.push({ ...task, job: 'j', n: tasks.length } as Task)
  return runAll(tasks)
}

async function folderWith(names: Record<string, string>, name = 'f'): Promise<FileSystemDirectoryHandle> {
  const folder = new MemoryFolder(name)
  for (const [path, text] of Object.entries(names)) (await folder.getFileHandle(path, { create: true })).write(text)
  return folder as unknown as FileSystemDirectoryHandle
}

test('things of one name from several folders all arrive, and so do a file and a folder of one name', async () => {
  const one = await (await folderWith({ same: 'one' })).getFileHandle('same')
  const two = await (await folderWith({ same: 'two' })).getFileHandle('same')
  const folders = [await folderWith({ x: 'three' }, 'same'), await folderWith({ x: 'four' }, 'same')]
  const tasks = await uploaded({ is: 'sources', handles: [one, two, ...folders], files: [] })
  expect(targets(tasks)).toEqual(['in/same', 'in/same (1)', 'in/same/x', 'in/same (1)/x'])
  expect(await Promise.all(targets(tasks).map((key) => textAt(String(key))))).toEqual(['one', 'two', 'three', 'four'])
})

test('a plain file beside a folder of its name is not lost', async () => {
  const named = ['same', 'same/x', 'same/y/z'].map((path) => ({ path, file: file(path) }))
  const tasks = await uploaded({ is: 'sources', handles: [], files: named })
  expect(targets(tasks)).toEqual(['in/same', 'in/same/x', 'in/same/y/z'])
  for (const { path } of named) expect(await textAt(`in/${path}`)).toBe(path)
})

test('what the browser names and does not give is refused by its name; the rest goes', async () => {
  const folder = await folderWith({ 'broken link': '', good: 'good' })
  const broken = await folder.getFileHandle('broken link')
  Object.assign(broken, { getFile: () => Promise.reject(new DOMException('', 'NotFoundError')) })
  const plain = [
    { path: 'g/no access', file: undefined },
    { path: 'g/closed/', file: undefined },
    { path: 'g/open', file: file('open') },
  ]
  const tasks = await uploaded({ is: 'sources', handles: [folder], files: plain })
  expect(tasks.map(({ source, refusal, state }) => [source.key, refusal ?? state])).toEqual([
    ['f/broken link', 'unreadable'],
    ['f/good', 'done'],
    ['g/closed/', 'unreadable'],
    ['g/no access', 'unreadable'],
    ['g/open', 'done'],
  ])
})

test('a plain file that changed while it was sent is told so; a retry asks for it to be chosen again', async () => {
  const chosen = file('hello')
  files.set('a.txt', chosen)
  const task = await first(upload('a.txt'))
  const gone = () => Promise.reject(new DOMException('', 'NotReadableError'))
  Object.assign(chosen, { arrayBuffer: gone, slice: () => ({ arrayBuffer: gone }) })
  expect(await run(task)).toMatchObject({ state: 'failed', problem: { code: 'SourceChanged' } })
  const again = planAgain(upload('a.txt'), task.source, world)
  await expect(again).rejects.toSatisfy((error) => error instanceof CopyError && error.code === 'FilesGone')
})

test('of many small files that are read at once those that changed on the disk fail alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chosen-'))
  const names = Array.from({ length: 60 }, (_, n) => String(n).padStart(3, '0'))
  for (const name of names) {
    await writeFile(join(folder, name), `text ${name}`)
    files.set(name, new File([await openAsBlob(join(folder, name))], name, { lastModified: 1 }))
  }
  const tasks = await Promise.all(names.map((name) => first(upload(name))))
  const changed = ['007', '059']
  for (const name of changed) await writeFile(join(folder, name), `another ${name}`)
  const ended = await runAll(tasks)
  await rm(folder, { recursive: true })
  const failed = ended.filter(({ state }) => state !== 'done')
  expect(failed.map(({ source, problem }) => [source.key, problem?.code])).toEqual(
    changed.map((name) => [name, 'SourceChanged']),
  )
  const kept = names.filter((name) => !changed.includes(name))
  expect(await Promise.all(kept.map((name) => textAt(`in/${name}`)))).toEqual(kept.map((name) => `text ${name}`))
})

test('small files that give more or less than their size says are told from each other', async () => {
  for (const [name, body] of Object.entries({ a: 'aaaa', b: 'bbbb', c: 'cccc', d: '' })) files.set(name, file(body))
  // As if two had changed behind the browser's back: what all give together is as long as they say.
  for (const [name, size] of Object.entries({ a: 3, b: 5 }))
    Object.defineProperty(files.get(name), 'size', { value: size })
  const ended = await runAll(await Promise.all([...files.keys()].map((name) => first(upload(name)))))
  expect(ended.map(({ state }) => state)).toEqual(['failed', 'failed', 'done', 'done'])
  expect(await Promise.all(['c', 'd'].map((name) => textAt(`in/${name}`)))).toEqual(['cccc', ''])
})

const gbk = new Uint8Array([0xc4, 0xe3, 0xba, 0xc3])
const filler = 'a'.repeat(3 * 1024 ** 2)

test.each([
  ['UTF-8', ['# 你好\n'], 'text/plain; charset=utf-8'],
  ['ASCII alone', ['hello'], 'text/plain'],
  ['GBK', [gbk], 'text/plain'],
  ['nothing', [''], 'text/plain'],
  ['a long text that begins in UTF-8', ['é', filler], 'text/plain; charset=utf-8'],
  ['a long text in UTF-8 throughout', ['汉'.repeat(2 * 1024 ** 2)], 'text/plain; charset=utf-8'],
  ['a long text with GBK at its end', ['é', filler, gbk], 'text/plain'],
])('a text gets a charset where its bytes show one: %s', async (_what, bytes, type) => {
  files.set('a.txt', new File(bytes, '', { type: 'text/plain', lastModified: 1 }))
  expect((await run(await first(upload('a.txt', 'replace')))).state).toBe('done')
  expect(await typeAt('in/a.txt')).toBe(type)
})

test('a small text is read once: its charset is told of the very bytes that are sent', async () => {
  const text = file('é')
  const answers = ['é', '\xe9'].map((body) => new TextEncoder().encode(body).buffer)
  Object.assign(text, { arrayBuffer: async () => answers.shift() })
  files.set('a.txt', text)
  expect((await run(await first(upload('a.txt')))).state).toBe('done')
  expect(answers).toHaveLength(1)
  expect(await textAt('in/a.txt')).toBe('é')
})

test('a charset that a type has stays, and what is no text gets none', async () => {
  for (const type of ['text/plain;charset=gbk', 'application/json', ''])
    files.set(`x${files.size}`, new File(['你好'], '', { type, lastModified: 1 }))
  const tasks = []
  for (const name of files.keys()) tasks.push(...(await planned(upload(name))))
  await runAll(tasks)
  const types = await Promise.all([...files.keys()].map((name) => typeAt(`in/${name}`)))
  expect(types).toEqual(['text/plain;charset=gbk', 'application/json', 'application/octet-stream'])
})

test.each([
  ['whole', 10],
  ['by parts', 300 * 1024],
])('an object that turns up, or changes, after the plan is not written over unseen: sent %s', async (_how, size) => {
  const key = 'in/a.txt'
  const put = (body: string) => ferry.oss.put({ at: away(key), body, attributes: {}, signal: never })
  files.set('a.txt', file('x'.repeat(size)))
  const fresh = await first(upload('a.txt'))
  await put('theirs')
  expect((await run(fresh)).state).toBe('conflict')
  const decided = { ...(await first(upload('a.txt'))), state: 'waiting', overwrite: true } as Task
  await put('theirs, changed')
  expect((await run(decided)).state).toBe('conflict')
  expect(await textAt(key)).toBe('theirs, changed')
  const replace = await first(upload('a.txt', 'replace'))
  expect((await run(replace)).state).toBe('done')
  expect(await ferry.oss.listUploads({ at: away(''), signal: never })).toEqual([])
})
