/** What a person chose for a job, as the browser keeps it: handles always, plain files if they are few and small. */
import { type DBSchema, openDB } from 'idb'
import { browserAtRest } from './browserAtRest.ts'
import type { Chosen, ChosenSources, NamedFile, Place } from './chosen.ts'
import { filesAtOnce } from './handOver.ts'
import { createTimeSlice, yieldingChunks, yieldToPage } from './yieldToPage.ts'

/** One keeping of files, which lie beside it, `pieces` records; those of an earlier version lie in it. */
type Begun = ChosenSources & { of?: string; pieces?: number }
type Piece = { of: string; files: NamedFile[] }
type Kept = { key: string | [string, number]; value: Place | Begun | Piece }

/** More than that stays with the page alone: a browser copies each file, and is asked for the size of each. */
const most = { files: 2000, bytes: 16 * 1024 ** 2 }

const database = () =>
  openDB<DBSchema & { chosen: Kept }>('oss-ferry-files', 1, {
    upgrade: (db) => void db.createObjectStore('chosen'),
  })

const filesOf = (job: string) => IDBKeyRange.bound([job, 0], [job, Number.POSITIVE_INFINITY])

/** What was kept for the job before is kept no more. Whole or not at all: what it begins with is written last. */
export async function keepFiles(job: string, chosen: Chosen): Promise<void> {
  await forgetFiles(job)
  if (chosen.is !== 'sources') return void (await (await database()).put('chosen', chosen, job))
  if (!(await isSmall(chosen.files))) return
  const db = await database()
  const of = crypto.randomUUID()
  let n = 0
  for await (const files of yieldingChunks(chosen.files, filesAtOnce)) await db.put('chosen', { of, files }, [job, n++])
  await db.put('chosen', { ...chosen, files: [], of, pieces: n }, job)
}

/** ms */
const restWithin = 1000

/** The size of a file is a question to the browser, too. */
async function isSmall(files: NamedFile[]): Promise<boolean> {
  if (files.length > most.files) return false
  await browserAtRest(files.length, 0, restWithin)
  const stretch = createTimeSlice()
  let bytes = 0
  for (const { file } of files) {
    bytes += file?.size ?? 0
    if (stretch.isOver()) await stretch.rest()
  }
  return bytes <= most.bytes
}

/** Undefined also where another tab keeps something else for it meanwhile: then of neither all is there. */
export async function keptFilesFor(job: string): Promise<Chosen | undefined> {
  const db = await database()
  const kept = (await db.get('chosen', job)) as Place | Begun | undefined
  if (kept?.is !== 'sources') return kept
  const { of, pieces = 0, ...chosen } = kept
  const files = [...chosen.files]
  for (let n = 0; n < pieces; n++) {
    const piece = (await db.get('chosen', [job, n])) as Piece | undefined
    if (!piece || piece.of !== of) return undefined
    files.push(...piece.files)
    await yieldToPage()
  }
  return { ...chosen, files }
}

export async function forgetFiles(job: string): Promise<void> {
  const db = await database()
  await Promise.all([db.delete('chosen', job), db.delete('chosen', filesOf(job))])
}
