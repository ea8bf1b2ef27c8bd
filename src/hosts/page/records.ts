/**
 * A job in IndexedDB: its figures, which are written with every batch of its tasks, and by itself what was asked, which may name thousands
 * of sources and is written when a person changes it.
 */
import type { IDBPTransaction } from 'idb'
import { patched } from '../../engine/jobs/stored.ts'
import { emptyTally } from '../../engine/jobs/tally.ts'
import type { Job, JobFigures, JobPatch, JobRecord, StoredTask } from '../../engine/jobs/types.ts'
import type { Change, ChangeRequest, Checkpoint } from '../../engine/types.ts'
import { bytesOfEach } from '../../oss/headerBytes.ts'
import type { Db, Schema } from './sheets.ts'

const both = ['jobs', 'requests'] as const
const strict = { durability: 'strict' } as const

/** What work on a transaction comes to, when that is whole: one that is aborted fails by itself, too, also before the work began, and must be heard. */
export async function whole<T>(tx: { done: Promise<void> }, work: () => Promise<T>): Promise<T> {
  const [result] = await Promise.all([Promise.resolve().then(work), tx.done])
  return result
}

/** Of one moment, as are all that read both. */
export async function recordsOf(db: Db): Promise<JobRecord[]> {
  const tx = db.transaction(both)
  const all = () => Promise.all([tx.objectStore('jobs').getAll(), tx.objectStore('requests').getAll()])
  const [figures, asked] = await whole(tx, all)
  const requests = new Map(asked.map(({ job, request }) => [job, request]))
  return figures.flatMap((one) => {
    const request = requests.get(one.id)
    return request ? [{ ...one, request }] : []
  })
}

export function recordOf(db: Db, id: string): Promise<JobRecord | undefined> {
  const tx = db.transaction(both)
  return whole(tx, () => read(tx, id))
}

export async function create(db: Db, { request, ...job }: Job): Promise<JobRecord> {
  const figures = { ...job, ...emptyTally() }
  const tx = db.transaction(both, 'readwrite', strict)
  await whole(tx, () =>
    Promise.all([tx.objectStore('jobs').add(figures), tx.objectStore('requests').add({ job: job.id, request })]),
  )
  return { ...figures, request }
}

export function update(db: Db, id: string, change: (job: JobRecord) => JobPatch | undefined) {
  const tx = db.transaction(both, 'readwrite', strict)
  return whole(tx, () => changeIn(tx, id, change))
}

type Writing = IDBPTransaction<Schema, typeof both, 'readwrite'>

async function changeIn(tx: Writing, id: string, change: (job: JobRecord) => JobPatch | undefined) {
  const before = await read(tx, id)
  const patch = before && change(before)
  if (!before || !patch) return undefined
  const after = patched(before, patch)
  const { request, ...figures } = after
  const isAsked = patch.request && tx.objectStore('requests').put({ job: id, request })
  await Promise.all([tx.objectStore('jobs').put(figures), isAsked])
  return after
}

type Reading = IDBPTransaction<Schema, typeof both, 'readonly'> | IDBPTransaction<Schema, typeof both, 'readwrite'>

async function read(tx: Reading, id: string): Promise<JobRecord | undefined> {
  const [figures, asked] = await Promise.all([tx.objectStore('jobs').get(id), tx.objectStore('requests').get(id)])
  return figures && asked && { ...figures, request: asked.request }
}

type Upgrade = IDBPTransaction<Schema, ('jobs' | 'requests' | 'sheets')[], 'versionchange'>

/** Version 3 kept what was asked with the figures: its jobs go on. What was before it has another shape. */
export async function upgrade(db: Db, from: number, _to: number | null, tx: Upgrade): Promise<void> {
  if (from < 3) {
    for (const name of db.objectStoreNames) db.deleteObjectStore(name)
    db.createObjectStore('jobs', { keyPath: 'id' })
    db.createObjectStore('sheets', { keyPath: ['job', 'sheet'] }).createIndex('marks', 'marks', { multiEntry: true })
  }
  if (from < 4) {
    db.createObjectStore('requests', { keyPath: 'job' })
    const kept = (await tx.objectStore('jobs').getAll()) as JobRecord[]
    await Promise.all(kept.flatMap((record) => parted(record, tx)))
  }
  if (from < 5) {
    await renameUploads(tx)
    await encodeRequests(tx)
  }
  if (from < 6) indexJobs(tx)
}

/** By what a screen and the engine look for: the newest, those that have not ended or left something, those that are to go. */
function indexJobs(tx: Upgrade): void {
  const jobs = tx.objectStore('jobs')
  jobs.createIndex('created', ['created', 'id'])
  jobs.createIndex('standing', ['phase', 'unfinished'])
  jobs.createIndex('removing', 'removing')
}

/** Up to version 4 a checkpoint was called an upload, and headers and metadata were text. */
async function renameUploads(tx: Upgrade): Promise<void> {
  const jobs = (await tx.objectStore('jobs').getAll()) as (JobFigures & { uploads?: number })[]
  for (const { uploads = 0, ...job } of jobs) await tx.objectStore('jobs').put({ ...job, unfinished: uploads })
  for (let at = await tx.objectStore('sheets').openCursor(); at; at = await at.continue())
    await at.update({ ...at.value, tasks: at.value.tasks.map(renamed) })
}

function renamed({ upload, ...task }: StoredTask & { upload?: Checkpoint }): StoredTask {
  return encoded(upload ? ({ ...task, checkpoint: upload } as StoredTask) : task)
}

function encoded(task: StoredTask): StoredTask {
  if (task.kind !== 'change') return task
  return { ...task, change: inBytes(task.change), ...(task.before && { before: inBytes(task.before) }) }
}

async function encodeRequests(tx: Upgrade): Promise<void> {
  const asked = await tx.objectStore('requests').getAll()
  for (const { job, request } of asked) {
    if (request.do === 'change') await tx.objectStore('requests').put({ job, request: changedIn(request) })
    if (request.do === 'undo' && request.of.do === 'change')
      await tx.objectStore('requests').put({ job, request: { ...request, of: changedIn(request.of) } })
  }
}

function changedIn(request: ChangeRequest): ChangeRequest {
  return { ...request, change: inBytes(request.change) }
}

function inBytes({ headers, meta, ...others }: Change): Change {
  return { ...others, ...(headers && { headers: bytesOfEach(headers) }), ...(meta && { meta: bytesOfEach(meta) }) }
}

function parted({ request, ...figures }: JobRecord, tx: Upgrade): Promise<unknown>[] {
  return [tx.objectStore('jobs').put(figures), tx.objectStore('requests').put({ job: figures.id, request })]
}
