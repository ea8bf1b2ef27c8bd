/**
 * The connection to the journal's database. The browser may end it at any moment: site data are cleared, or the disk is full. What is under
 * way then fails, and the next that is asked for opens it again.
 */
import { openDB } from 'idb'
import { CopyError } from '../../engine/problem.ts'
import type { Db, Schema } from './sheets.ts'
import { upgrade } from './upgrade.ts'

/**
 * Runs work on the open database.
 * @throws CopyError JournalClosed when the browser keeps nothing now; the DOMException QuotaExceededError when its storage is full.
 */
export type UseDatabase = <T>(work: (db: Db) => Promise<T>) => Promise<T>

/** `onOutdated`: a newer page has, or wants, a journal of another shape; this one is closed for good. */
export function createConnection(name: string, onOutdated: () => void): UseDatabase {
  let opened: Promise<Db> | undefined
  let isOutdated = false
  const outdated = () => {
    isOutdated = true
    onOutdated()
  }
  /** What fails late is about its own connection, not about one that was opened since. */
  const drop = (own: Promise<Db>) => {
    if (opened === own) opened = undefined
  }
  const open = () => {
    if (isOutdated) throw new CopyError('JournalClosed', 'The journal belongs to a newer page')
    const own: Promise<Db> = openDb(name, outdated, () => drop(own))
    return own
  }
  return async (work) => {
    opened ??= open()
    const own = opened
    let db: Db | undefined
    try {
      db = await own
      return await work(db)
    } catch (error) {
      // A connection of which something failed may be the next to be ended; another costs a few ms.
      if (!db || error instanceof DOMException) {
        drop(own)
        db?.close()
      }
      throw failureOf(error)
    }
  }
}

function openDb(name: string, outdated: () => void, drop: () => void): Promise<Db> {
  return openDB<Schema>(name, 8, {
    upgrade,
    blocking: (_from, _to, { target }) => {
      const opened = target as IDBDatabase
      opened.close()
      outdated()
    },
    terminated: () => drop(),
  }).catch((error) => {
    if (error instanceof DOMException && error.name === 'VersionError') outdated()
    throw error
  })
}

function failureOf(error: unknown): unknown {
  if (!(error instanceof DOMException) || error.name === 'QuotaExceededError') return error
  return new CopyError('JournalClosed', `${error.name}: ${error.message}`, error)
}
