import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { PlanWorld } from '../src/engine/ctx.ts'
import { createLimiter } from '../src/engine/limits/limiter.ts'
import { localRef } from '../src/engine/localFiles.ts'
import { plan } from '../src/engine/plan/plan.ts'
import { problemOf } from '../src/engine/problem.ts'
import { createRemovals } from '../src/engine/run/removals.ts'
import { runTask } from '../src/engine/run/run.ts'
import { defaults } from '../src/engine/settings.ts'
import type { ConflictPolicy, DownloadRequest, Request, Task } from '../src/engine/types.ts'
import { createResources, createWorld } from '../src/engine/world.ts'
import { localOver } from '../src/hosts/page/files/localFiles.ts'
import type { Ref } from '../src/oss/types.ts'
import { type MemoryFile, MemoryFolder } from './disk.ts'
import { type Ferry, startFerry } from './ferry.ts'

/** Files of this computer become objects, and objects files, over a disk in memory and the local OSS. */

export const never = new AbortController().signal
/** Bytes; what is longer than two of these grows under a name of its own. */
export const part = 100 * 1024
export let ferry: Ferry
export let world: PlanWorld
export let disk: MemoryFolder
export let files: Map<string, File>

beforeAll(async () => {
  ferry = await startFerry()
})
afterAll(() => ferry.close())
beforeEach(async () => {
  ferry.store.faults.clear()
  for (const { key } of (await ferry.oss.list({ at: away(''), signal: never })).objects)
    await ferry.oss.remove({ at: away(key), signal: never })
  files = new Map()
  mountDisk()
})

/** Another disk than one that knows every name from every other. */
export function mountDisk(kind: ConstructorParameters<typeof MemoryFolder>[1] = {}): MemoryFolder {
  disk = new MemoryFolder('disk', kind)
  const target = localOver(async () => ({ is: 'folder', handle: disk as unknown as FileSystemDirectoryHandle }), {
    job: 'j',
  })
  const settings = { ...defaults, backoff: 1, gather: 1, tick: 0, relayPart: part, keepEvery: part }
  const resources = createResources({ limiter: createLimiter({ least: 8, most: 8 }), settings })
  const own = { oss: () => ferry.oss, signal: never, report: () => {}, local: () => target }
  world = createWorld(resources, own)
  return disk
}

export const away = (key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket: 'away', key })
const named = () => [...files].map(([path, one]) => ({ path, file: one }))
export const sources = localOver(async () => ({ is: 'sources', handles: [], files: named() }))
export const upload = (path: string, conflict: ConflictPolicy = 'ask'): Request => ({
  do: 'upload',
  sources: [localRef(path)],
  target: away('in/'),
  conflict,
})
export const download = (keys: string | string[], conflict: ConflictPolicy = 'ask'): DownloadRequest => ({
  do: 'download',
  sources: [keys].flat().map(away),
  target: localRef('', 'disk'),
  into: 'folder',
  conflict,
})
export const file = (body: string, lastModified = 1) => new File([body], '', { type: 'text/plain', lastModified })
export const put = (key: string, body: string) => ferry.oss.put({ at: away(key), body, attributes: {}, signal: never })

/** A file of the person's, at a path of the disk. */
export async function fileOnDisk(path: string, text: string): Promise<MemoryFile> {
  const names = path.split('/')
  let folder = disk
  for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name, { create: true })
  const made = await folder.getFileHandle(names.at(-1) ?? '', { create: true })
  made.write(text)
  return made
}

export async function planned(request: Request): Promise<Task[]> {
  if (request.do === 'upload') world.local = () => sources
  const tasks: Task[] = []
  for await (const batch of plan(request, world))
    for (const task of batch) tasks.push({ ...task, job: 'j', n: tasks.length } as Task)
  return tasks
}

export async function run(task: Task, signal = never): Promise<Task> {
  let journal = task
  const save = async (patch: object) => {
    journal = { ...journal, ...patch } as Task
  }
  const ctx = { ...world, signal, removals: createRemovals(world), save }
  if (task.state === 'waiting')
    await runTask(task, ctx).catch((error) => save({ state: 'failed', problem: problemOf(error) }))
  return journal
}

/** Runs what waits, all at once. */
export async function runAll(tasks: Task[]): Promise<Task[]> {
  return Promise.all(tasks.map((task) => run(task)))
}

export async function first(request: Request): Promise<Task> {
  const [task] = await planned(request)
  if (!task) throw new Error('Nothing is planned')
  return task
}

export const targets = (tasks: Task[]) => tasks.map((task) => 'target' in task && task.target.key)
