/** The journals of earlier versions, made into one of this. */
import type { IDBPTransaction } from 'idb'
import type { JobFigures, JobRecord, StoredTask } from '../../engine/jobs/types.ts'
import type { Change, ChangeRequest, Checkpoint } from '../../engine/types.ts'
import { bytesOfEach } from '../../oss/headerBytes.ts'
import { type Db, type Schema, sheetIndexOf, type sheetStores } from './sheets.ts'

type Upgrade = IDBPTransaction<Schema, ('jobs' | 'requests' | (typeof sheetStores)[number])[], 'versionchange'>

/** Version 3 kept what was asked with the figures: its jobs go on. What was before it has another shape. */
export async function upgrade(db: Db, from: number, _to: number | null, tx: Upgrade): Promise<void> {
  if (from < 3) {
    for (const name of db.objectStoreNames) db.deleteObjectStore(name)
    db.createObjectStore('jobs', { keyPath: 'id' })
    db.createObjectStore('sheets', { keyPath: ['job', 'sheet'] })
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
  if (from < 7) await partSheets(db, tx)
  if (from < 8) indexTrouble(tx)
}

/** By how many of their objects failed, and were refused. */
function indexTrouble(tx: Upgrade): void {
  const jobs = tx.objectStore('jobs')
  jobs.createIndex('failed', 'counts.failed')
  jobs.createIndex('refused', 'counts.refused')
}

/** Up to version 6 a sheet was written whole at each change, with its marks; these stand by themselves now. */
async function partSheets(db: Db, tx: Upgrade): Promise<void> {
  db.createObjectStore('changes', { keyPath: ['job', 'sheet', 'turn'] })
  const standings = db.createObjectStore('standings', { keyPath: ['job', 'sheet'] })
  standings.createIndex('marks', 'marks', { multiEntry: true })
  const sheets: Pick<IDBObjectStore, 'deleteIndex' | 'indexNames'> = tx.objectStore('sheets')
  if (sheets.indexNames.contains('marks')) sheets.deleteIndex('marks')
  for (let at = await tx.objectStore('sheets').openCursor(); at; at = await at.continue())
    await standings.put(sheetIndexOf(at.value, at.value.tasks))
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
