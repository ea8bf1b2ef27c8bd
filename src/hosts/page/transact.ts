/** One transaction of the journal over figures and tasks. */
import type { IDBPObjectStore } from 'idb'
import { CopyError } from '../../engine/problem.ts'
import { type Db, type Schema, type SheetStores, sheetStores, sheetsIn } from './sheets.ts'

export type Jobs = IDBPObjectStore<Schema, ('jobs' | (typeof sheetStores)[number])[], 'jobs', 'readwrite'>

/** One strict transaction over figures and tasks: all of `work`, or nothing. */
export async function transact<T>(db: Db, work: (jobs: Jobs, sheets: SheetStores) => Promise<T>): Promise<T> {
  const tx = db.transaction(['jobs', ...sheetStores], 'readwrite', { durability: 'strict' })
  let ended = false
  const done = tx.done.finally(() => {
    ended = true
  })
  const worked = work(tx.objectStore('jobs'), sheetsIn(tx)).catch((error) => {
    if (!ended) tx.abort()
    throw error
  })
  const [result] = await Promise.all([worked, done])
  return result
}

export async function known<T>(found: Promise<T | undefined> | T | undefined): Promise<T> {
  const value = await found
  if (value === undefined) throw new CopyError('JournalClosed', 'The journal no longer holds this job')
  return value
}
