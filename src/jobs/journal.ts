/**
 * The durable copy of jobs and tasks, in IndexedDB. It is written on changes of state and for checkpoints, never for progress.
 * Every write is strict (on the disk when it resolves); writes that come while one is under way share the next transaction,
 * so a hundred small objects a second cost ten transactions, not a hundred, and no timer holds one back.
 */
import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB } from 'idb'
import type { Planned, Task, TaskState } from '../copy/types.ts'
import { emptyTally, groupOf, tally } from './tally.ts'
import type { Group, Job, JobPatch, JobRecord, Outcome, StoredPatch, StoredTask } from './types.ts'

export type Journal = {
  jobs(): Promise<JobRecord[]>
  job(id: string): Promise<JobRecord | undefined>
  create(job: Job): Promise<JobRecord>
  /** Changes a job in one transaction; `undefined` from `change`, or no such job, changes nothing and resolves with `undefined`. */
  update(id: string, change: (job: JobRecord) => JobPatch | undefined): Promise<JobRecord | undefined>
  /** Adds tasks and, in the same transaction, what follows from them for the job; resolves with the job. */
  append(id: string, planned: Planned[], change?: (job: JobRecord) => JobPatch): Promise<JobRecord>
  /** Resolves when it is on the disk. */
  save(id: string, n: number, patch: StoredPatch): Promise<void>
  /** The next tasks of a state behind number `after`, in order. */
  next(query: { job: string; state: TaskState; after: number; limit: number }): Promise<StoredTask[]>
  /** For a screen: tasks from the `from`th on, of one state, one group, or all. */
  page(query: TaskQuery): Promise<StoredTask[]>
  /** Tasks that have begun an upload and not ended it. */
  unfinished(id: string): Promise<StoredTask[]>
  /** Failed tasks wait again. */
  retryFailed(id: string): Promise<void>
  /** What a person says to one conflict, or to all. */
  decide(id: string, outcome: Outcome, n?: number): Promise<void>
  remove(id: string): Promise<void>
}

export type TaskQuery = { job: string; state?: TaskState; group?: Group; from: number; limit: number }

type Schema = DBSchema & {
  jobs: { key: string; value: JobRecord }
  tasks: {
    key: [string, number]
    value: StoredTask
    indexes: { state: [string, TaskState, number]; group: [string, Group, number]; upload: [string, number] }
  }
}
type Db = IDBPDatabase<Schema>
type Store<Name extends 'jobs' | 'tasks'> = IDBPObjectStore<Schema, ('jobs' | 'tasks')[], Name, 'readwrite'>

/** An array sorts behind every number and text, so `[a, []]` ends the range of all keys that begin with `a`. */
const last = [] as unknown as number
const all = (id: string) => IDBKeyRange.bound([id], [id, last])
/** Of a state, or of a group. */
const those = (id: string, which: string, after = -1) => IDBKeyRange.bound([id, which, after], [id, which, last], true)

export async function openJournal(name = 'oss-ferry'): Promise<Journal> {
  const db = await openDB<Schema>(name, 2, {
    upgrade,
    blocking: (_from, _to, { target }) => (target as IDBDatabase).close(),
  })
  return {
    jobs: () => db.getAll('jobs'),
    job: (id) => db.get('jobs', id),
    create: (job) => create(db, job),
    update: (id, change) => update(db, id, change),
    append: (id, planned, change) => append(db, id, planned, change),
    save: createWriter(db),
    next: ({ job, state, after, limit }) => db.getAllFromIndex('tasks', 'state', those(job, state, after), limit),
    page: (query) => page(db, query),
    unfinished: (id) => db.getAllFromIndex('tasks', 'upload', all(id)),
    retryFailed: (id) => changeAll(db, id, 'failed', retried),
    decide: (id, outcome, n) => decide(db, id, outcome, n),
    remove: (id) => remove(db, id),
  }
}

/** The first version knew no groups and no plan figures. */
function upgrade(db: Db): void {
  for (const name of db.objectStoreNames) db.deleteObjectStore(name)
  db.createObjectStore('jobs', { keyPath: 'id' })
  const tasks = db.createObjectStore('tasks', { keyPath: ['job', 'n'] })
  tasks.createIndex('state', ['job', 'state', 'n'])
  tasks.createIndex('group', ['job', 'group', 'n'])
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

async function append(db: Db, id: string, planned: Planned[], change: (job: JobRecord) => JobPatch = () => ({})) {
  return transact(db, async (jobs, tasks) => {
    const record = await known(jobs.get(id))
    const added = planned.map((task, i) => stored({ ...task, job: id, n: record.objects + i } as Task))
    for (const task of added) tally(record, task, 1)
    const after = patched(record, change(record))
    await Promise.all([...added.map((task) => tasks.add(task)), jobs.put(after)])
    return after
  })
}

const stored = (task: Task): StoredTask => ({ ...task, group: groupOf(task) })

async function remove(db: Db, id: string): Promise<void> {
  await transact(db, async (jobs, tasks) => {
    await Promise.all([tasks.delete(all(id)), jobs.delete(id)])
  })
}

async function page(db: Db, { job, state, group, from, limit }: TaskQuery): Promise<StoredTask[]> {
  const which = state ?? group
  if (!which) return db.getAll('tasks', IDBKeyRange.bound([job, from], [job, last]), limit)
  const index = db.transaction('tasks').store.index(state ? 'state' : 'group')
  let cursor = await index.openKeyCursor(those(job, which))
  if (from > 0) cursor = (await cursor?.advance(from)) ?? null
  return cursor ? index.getAll(those(job, which, cursor.key[2] - 1), limit) : []
}

const changeAtOnce = 500

/** Takes all tasks out of a state, a transaction for every 500. */
async function changeAll(db: Db, id: string, from: TaskState, to: (task: StoredTask) => StoredPatch): Promise<void> {
  for (let left = true; left; ) {
    await transact(db, async (jobs, tasks) => {
      const found = await tasks.index('state').getAll(those(id, from), changeAtOnce)
      const record = await known(jobs.get(id))
      const puts = found.map((task) => change(tasks, record, task, to(task)))
      await Promise.all([...puts, jobs.put(record)])
      left = found.length === changeAtOnce
    })
  }
}

/** One whose target was proved only has its source left to remove. One whose source changed begins with what is there now. */
function retried({ proof, problem }: StoredTask): StoredPatch {
  if (problem?.code === 'SourceChanged' || problem?.code === 'PreconditionFailed')
    return { state: 'waiting', problem: undefined, again: true }
  return { state: proof ? 'copied' : 'waiting', problem: undefined }
}

const decided: Record<Outcome, StoredPatch> = {
  replace: { state: 'waiting', overwrite: true, conflict: 'replace' },
  // Which name is free is seen when it runs.
  keepBoth: { state: 'waiting', overwrite: false, conflict: 'keepBoth', again: true },
  skip: { state: 'skipped', conflict: 'skip' },
}

async function decide(db: Db, id: string, outcome: Outcome, n?: number): Promise<void> {
  if (n === undefined) return changeAll(db, id, 'conflict', () => decided[outcome])
  await transact(db, async (jobs, tasks) => {
    const [record, task] = await Promise.all([known(jobs.get(id)), known(tasks.get([id, n]))])
    if (task.state !== 'conflict') return
    await Promise.all([change(tasks, record, task, decided[outcome]), jobs.put(record)])
  })
}

type Write = { id: string; n: number; patch: StoredPatch; resolve: () => void; reject: (reason: unknown) => void }
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
function change(tasks: Store<'tasks'>, record: JobRecord, before: StoredTask, patch: StoredPatch) {
  const ended = patch.state === 'copied' || patch.state === 'done' || patch.state === 'skipped'
  const after = stored(patched(before, ended ? { ...patch, upload: undefined } : patch))
  tally(record, before, -1)
  tally(record, after, 1)
  return tasks.put(after)
}

/** One strict transaction over both stores: all of `work`, or nothing. */
async function transact<T>(db: Db, work: (jobs: Store<'jobs'>, tasks: Store<'tasks'>) => Promise<T>): Promise<T> {
  const tx = db.transaction(['jobs', 'tasks'], 'readwrite', { durability: 'strict' })
  let ended = false
  const done = tx.done.finally(() => {
    ended = true
  })
  const worked = work(tx.objectStore('jobs'), tx.objectStore('tasks')).catch((error) => {
    if (!ended) tx.abort()
    throw error
  })
  const [result] = await Promise.all([worked, done])
  return result
}

function patched<T extends object>(before: T, patch: object): T {
  return Object.fromEntries(Object.entries({ ...before, ...patch }).filter(([, value]) => value !== undefined)) as T
}

async function known<T>(found: Promise<T | undefined>): Promise<T> {
  const value = await found
  if (value === undefined) throw new Error('The journal no longer holds this job')
  return value
}
