/**
 * A job in IndexedDB: its figures, which are written with every batch of its tasks, and by itself what was asked, which may name thousands
 * of sources and is written when a person changes it.
 */
import type { IDBPTransaction } from 'idb'
import { withPatch } from '../../engine/jobs/journal/stored.ts'
import { emptyTally } from '../../engine/jobs/outcome/tally.ts'
import type { Job, JobPatch, JobRecord } from '../../engine/jobs/types.ts'
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
  const after = withPatch(before, patch)
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
