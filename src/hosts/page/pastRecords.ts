/** Some of the jobs in IndexedDB, found by an index: a history of thousands is never read whole. */
import type { IDBPTransaction } from 'idb'
import type { Journal } from '../../engine/jobs/journal/journal.ts'
import type { JobFigures, JobRecord } from '../../engine/jobs/types.ts'
import { whole } from './records.ts'
import type { Db, Schema } from './sheets.ts'

const both = ['jobs', 'requests'] as const
type Reading = IDBPTransaction<Schema, typeof both, 'readonly'>

/** An array sorts behind every number. */
const last = [] as unknown as number
const going = ['planning', 'review', 'running', 'paused'] as const

/** Those that have not ended, are to be removed, or were cancelled with something left in the store. */
export function openRecords(db: Db): Promise<JobRecord[]> {
  const tx = db.transaction(both)
  return whole(tx, async () => {
    const jobs = tx.objectStore('jobs')
    const standing = jobs.index('standing')
    const found = await Promise.all([
      ...going.map((phase) => standing.getAll(IDBKeyRange.bound([phase], [phase, last]))),
      standing.getAll(IDBKeyRange.bound(['cancelled', 1], ['cancelled', last])),
      jobs.index('removing').getAll(),
    ])
    const each = new Map(found.flat().map((one) => [one.id, one]))
    return withRequests(tx, [...each.values()])
  })
}

export function newestRecords(db: Db, { before, limit }: Parameters<Journal['newest']>[0]): Promise<JobRecord[]> {
  const tx = db.transaction(both)
  return whole(tx, async () => {
    const range = before && IDBKeyRange.upperBound([before.created, before.id], true)
    const found: JobFigures[] = []
    let at = await tx.objectStore('jobs').index('created').openCursor(range, 'prev')
    for (; at && found.length < limit; at = found.length < limit ? await at.continue() : null) found.push(at.value)
    return withRequests(tx, found)
  })
}

/** Those that have ended and left objects that failed or were refused: their ids alone, however old they are. */
export async function troubledJobs(db: Db): Promise<string[]> {
  const some = IDBKeyRange.lowerBound(1)
  const found = await Promise.all([
    db.getAllFromIndex('jobs', 'failed', some),
    db.getAllFromIndex('jobs', 'refused', some),
  ])
  return [...new Set(found.flat().flatMap(({ id, phase }) => (phase === 'finished' ? [id] : [])))]
}

async function withRequests(tx: Reading, jobs: JobFigures[]): Promise<JobRecord[]> {
  const asked = await Promise.all(jobs.map(({ id }) => tx.objectStore('requests').get(id)))
  return jobs.flatMap((one, n) => {
    const request = asked[n]?.request
    return request ? [{ ...one, request }] : []
  })
}
