/**
 * The durable copy of jobs and tasks, in IndexedDB. It is written on changes of state and for checkpoints, never for progress.
 * Every write is strict (on the disk when it resolves); writes that come while one is under way share the next transaction,
 * so a hundred small objects a second cost ten transactions, not a hundred, and no timer holds one back.
 */
import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB } from 'idb'
import type { Planned, Task, TaskPatch, TaskState } from '../copy/types.ts'
import { emptyTally, tally } from './tally.ts'
import type { Job, JobPatch, JobRecord } from './types.ts'

export type Journal = {
  jobs(): Promise<JobRecord[]>
  job(id: string): Promise<JobRecord | undefined>
  create(job: Job): Promise<JobRecord>
  /** Changes a job in one transaction; `undefined` from `change`, or no such job, changes nothing and resolves with `undefined`. */
  update(id: string, change: (job: JobRecord) => JobPatch | undefined): Promise<JobRecord | undefined>
  append(id: string, planned: Planned[]): Promise<void>
  /** Drops the tasks of a plan that died half way. */
  clear(id: string): Promise<void>
  /** Resolves when it is on the disk. */
  save(id: string, n: number, patch: TaskPatch): Promise<void>
  /** The next tasks of a state behind number `after`, in order. */
  next(query: { job: string; state: TaskState; after: number; limit: number }): Promise<Task[]>
  /** For a screen: tasks from the `from`th on, of one state or of all. */
  page(query: TaskQuery): Promise<Task[]>
  /** Tasks that have begun an upload and not ended it. */
  unfinished(id: string): Promise<Task[]>
  /** Failed tasks wait again; one whose target was proved only has its source left to remove. */
  retryFailed(id: string): Promise<void>
  remove(id: string): Promise<void>
}

export type TaskQuery = { job: string; state?: TaskState; from: number; limit: number }

type Schema = DBSchema & {
  jobs: { key: string; value: JobRecord }
  tasks: {
    key: [string, number]
    value: Task
    indexes: { state: [string, TaskState, number]; upload: [string, number] }
  }
}
type Db = IDBPDatabase<Schema>
type Store<Name extends 'jobs' | 'tasks'> = IDBPObjectStore<Schema, ('jobs' | 'tasks')[], Name, 'readwrite'>

/** An array sorts behind every number and text, so `[a, []]` ends the range of all keys that begin with `a`. */
const last = [] as unknown as number
const all = (id: string) => IDBKeyRange.bound([id], [id, last])
const ofState = (id: string, state: TaskState, after = -1) =>
  IDBKeyRange.bound([id, state, after], [id, state, last], true)

export async function openJournal(name = 'oss-ferry'): Promise<Journal> {
  const db = await openDB<Schema>(name, 1, {
    upgrade,
    blocking: (_from, _to, { target }) => (target as IDBDatabase).close(),
  })
  return {
    jobs: () => db.getAll('jobs'),
    job: (id) => db.get('jobs', id),
    create: (job) => create(db, job),
    update: (id, change) => update(db, id, change),
    append: (id, planned) => append(db, id, planned),
    clear: (id) => clear(db, id),
    save: createWriter(db),
    next: ({ job, state, after, limit }) => db.getAllFromIndex('tasks', 'state', ofState(job, state, after), limit),
    page: (query) => page(db, query),
    unfinished: (id) => db.getAllFromIndex('tasks', 'upload', all(id)),
    retryFailed: (id) => retryFailed(db, id),
    remove: (id) => remove(db, id),
  }
}

function upgrade(db: Db): void {
  db.createObjectStore('jobs', { keyPath: 'id' })
  const tasks = db.createObjectStore('tasks', { keyPath: ['job', 'n'] })
  tasks.createIndex('state', ['job', 'state', 'n'])
  tasks.createIndex('upload', ['job', 'upload.partSize'])
}

async function create(db: Db, job: Job): Promise<JobRecord> {
  const record = { ...job, ...emptyTally() }
  const tx = db.transaction('jobs', 'readwrite', { durability: 'strict' })
  await Promise.all([tx.store.add(record), tx.done])
  return record
}

async function update(db: Db, id: string, change: (job: JobRecord) => JobPatch | undefined) {
  const tx = db.transaction('jobs', 'readwrite', { durability: 'strict' })
  const before = await tx.store.get(id)
  const patch = before && change(before)
  if (!before || !patch) return undefined
  const after = patched(before, patch)
  await Promise.all([tx.store.put(after), tx.done])
  return after
}

async function append(db: Db, id: string, planned: Planned[]): Promise<void> {
  await transact(db, async (jobs, tasks) => {
    const record = await known(jobs.get(id))
    const added = planned.map((task, i) => ({ ...task, job: id, n: record.objects + i }) as Task)
    for (const task of added) tally(record, task, 1)
    await Promise.all([...added.map((task) => tasks.add(task)), jobs.put(record)])
  })
}

async function clear(db: Db, id: string): Promise<void> {
  await transact(db, async (jobs, tasks) => {
    const record = await known(jobs.get(id))
    await Promise.all([tasks.delete(all(id)), jobs.put({ ...record, ...emptyTally() })])
  })
}

async function remove(db: Db, id: string): Promise<void> {
  await transact(db, async (jobs, tasks) => {
    await Promise.all([tasks.delete(all(id)), jobs.delete(id)])
  })
}

async function page(db: Db, { job, state, from, limit }: TaskQuery): Promise<Task[]> {
  if (!state) return db.getAll('tasks', IDBKeyRange.bound([job, from], [job, last]), limit)
  const tx = db.transaction('tasks')
  let cursor = await tx.store.index('state').openKeyCursor(ofState(job, state))
  if (from > 0) cursor = (await cursor?.advance(from)) ?? null
  return cursor ? tx.store.index('state').getAll(ofState(job, state, cursor.key[2] - 1), limit) : []
}

const retryChunk = 500

async function retryFailed(db: Db, id: string): Promise<void> {
  for (let left = true; left; ) {
    await transact(db, async (jobs, tasks) => {
      const failed = await tasks.index('state').getAll(ofState(id, 'failed'), retryChunk)
      const record = await known(jobs.get(id))
      const puts = failed.map((task) => change(tasks, record, task, retried(task)))
      await Promise.all([...puts, jobs.put(record)])
      left = failed.length === retryChunk
    })
  }
}

const retried = (task: Task): TaskPatch => ({ state: task.proof ? 'copied' : 'waiting', problem: undefined })

type Write = { id: string; n: number; patch: TaskPatch; resolve: () => void; reject: (reason: unknown) => void }
const writesAtOnce = 200

function createWriter(db: Db): Journal['save'] {
  const queue: Write[] = []
  let writing = false
  async function drain(): Promise<void> {
    writing = true
    while (queue.length > 0) await writeAll(db, queue.splice(0, writesAtOnce))
    writing = false
  }
  return (id, n, patch) =>
    new Promise((resolve, reject) => {
      queue.push({ id, n, patch, resolve, reject })
      if (!writing) void drain()
    })
}

/** Never rejects: whoever waits for a write hears of its failure. */
async function writeAll(db: Db, writes: Write[]): Promise<void> {
  try {
    await write(db, writes)
    for (const { resolve } of writes) resolve()
  } catch (error) {
    for (const { reject } of writes) reject(error)
  }
}

async function write(db: Db, writes: Write[]): Promise<void> {
  await transact(db, async (jobs, tasks) => {
    const records = new Map<string, JobRecord>()
    for (const { id, n, patch } of writes) {
      const record = records.get(id) ?? (await known(jobs.get(id)))
      records.set(id, record)
      await change(tasks, record, await known(tasks.get([id, n])), patch)
    }
    await Promise.all([...records.values()].map((record) => jobs.put(record)))
  })
}

/** Puts the changed task and counts it over. A checkpoint ends with its upload. */
function change(tasks: Store<'tasks'>, record: JobRecord, before: Task, patch: TaskPatch) {
  const ended = patch.state === 'copied' || patch.state === 'done' || patch.state === 'skipped'
  const after = patched(before, ended ? { ...patch, upload: undefined } : patch)
  tally(record, before, -1)
  tally(record, after, 1)
  return tasks.put(after)
}

/** One strict transaction over both stores: all of `work`, or nothing. */
async function transact(db: Db, work: (jobs: Store<'jobs'>, tasks: Store<'tasks'>) => Promise<void>): Promise<void> {
  const tx = db.transaction(['jobs', 'tasks'], 'readwrite', { durability: 'strict' })
  let ended = false
  const done = tx.done.finally(() => {
    ended = true
  })
  const worked = work(tx.objectStore('jobs'), tx.objectStore('tasks')).catch((error) => {
    if (!ended) tx.abort()
    throw error
  })
  await Promise.all([worked, done])
}

function patched<T extends object>(before: T, patch: object): T {
  return Object.fromEntries(Object.entries({ ...before, ...patch }).filter(([, value]) => value !== undefined)) as T
}

async function known<T>(found: Promise<T | undefined>): Promise<T> {
  const value = await found
  if (value === undefined) throw new Error('The journal no longer holds this job')
  return value
}
