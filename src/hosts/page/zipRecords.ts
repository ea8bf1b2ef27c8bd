/**
 * Kept zips as records of a database, in browsers that give pages no files to write. They are bytes, since private windows of WebKit keep no
 * Blob: to save such a zip takes memory for all of it.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { ZipHome, ZipPlace, ZipStream } from './keptZips.ts'

/** Each run writes a draft of its own; `whole` says by job which draft came to its end. */
interface Zips extends DBSchema {
  whole: { key: string; value: string }
  pieces: { key: [job: string, draft: string, n: number]; value: ArrayBuffer }
}
type Database = IDBPDatabase<Zips>

export const zipRecords: ZipHome = {
  placeFor: async (job, { create }) => {
    const isThere = create || (await using((db) => db.get('whole', job))) !== undefined
    if (!isThere) throw new DOMException(`No zip of ${job}`, 'NotFoundError')
    return placeOf(job)
  },
  remove: (job) =>
    using(async (db) => {
      await db.delete('pieces', piecesOf(job))
      await db.delete('whole', job)
    }),
  sweep: (jobs) => using((db) => sweep(db, jobs)),
}

function placeOf(job: string): ZipPlace {
  return {
    name: job,
    createWritable: async () => draftOf(await database(), job),
    getFile: () =>
      using(async (db) => {
        const draft = (await db.get('whole', job)) ?? ''
        const parts: Blob[] = []
        for await (const { value } of db.transaction('pieces').store.iterate(piecesOf(job, draft)))
          parts.push(new Blob([value]))
        return new Blob(parts)
      }),
  }
}

function draftOf(db: Database, job: string): ZipStream {
  const draft = crypto.randomUUID()
  let written = 0
  const end = async (work: Promise<unknown>) => {
    await work
    db.close()
  }
  return {
    async write(piece) {
      await db.put('pieces', await piece.arrayBuffer(), [job, draft, written++])
    },
    close: () => end(makeWhole(db, job, draft)),
    abort: () => end(db.delete('pieces', piecesOf(job, draft))),
  }
}

/** From one moment to the next this draft is the zip, and the others are gone. */
async function makeWhole(db: Database, job: string, draft: string): Promise<void> {
  const change = db.transaction(['whole', 'pieces'], 'readwrite')
  const pieces = change.objectStore('pieces')
  const { lower, upper } = piecesOf(job, draft)
  await Promise.all([
    change.objectStore('whole').put(draft, job),
    pieces.delete(IDBKeyRange.bound([job], lower, false, true)),
    pieces.delete(IDBKeyRange.bound(upper, [job, []])),
    change.done,
  ])
}

async function sweep(db: Database, jobs: ReadonlySet<string>): Promise<void> {
  const whole = new Map<string, string>()
  for await (const { key, value } of db.transaction('whole').store) whole.set(key, value)
  const isGone = (job: string, draft: string) => !jobs.has(job) || whole.get(job) !== draft
  const change = db.transaction(['whole', 'pieces'], 'readwrite')
  for (const job of whole.keys()) if (!jobs.has(job)) await change.objectStore('whole').delete(job)
  const pieces = change.objectStore('pieces')
  for (let at = await pieces.openKeyCursor(); at; ) {
    const [job, draft] = at.key
    const all = piecesOf(job, draft)
    if (isGone(job, draft)) await pieces.delete(all)
    at = await at.continue(all.upper)
  }
  await change.done
}

/** An array comes behind every text and number. */
function piecesOf(job: string, draft?: string): IDBKeyRange {
  return draft === undefined ? IDBKeyRange.bound([job], [job, []]) : IDBKeyRange.bound([job, draft], [job, draft, []])
}

function database(): Promise<Database> {
  return openDB<Zips>('oss-ferry-zips', 1, {
    upgrade(db) {
      db.createObjectStore('whole')
      db.createObjectStore('pieces')
    },
  })
}

async function using<Result>(work: (db: Database) => Promise<Result>): Promise<Result> {
  const db = await database()
  try {
    return await work(db)
  } finally {
    db.close()
  }
}
