/** What a person chose for a job, as the browser keeps it: handles always, plain files if they are few and small. */
import { type DBSchema, openDB } from 'idb'
import { breath, createStretch, pieces } from './breath.ts'
import type { Chosen, Named } from './chosen.ts'
import { filesAtOnce } from './handOver.ts'

/** The files of it lie beside it, some to a record; those of an earlier version, in it. */
type Kept = { key: string | [string, number]; value: Chosen | Named[] }

/** More than that stays with the page alone: a browser copies each file, and is asked for the size of each. */
const most = { files: 2000, bytes: 16 * 1024 ** 2 }

const database = () =>
  openDB<DBSchema & { chosen: Kept }>('oss-ferry-files', 1, {
    upgrade: (db) => void db.createObjectStore('chosen'),
  })

const filesOf = (job: string) => IDBKeyRange.bound([job, 0], [job, Number.POSITIVE_INFINITY])

/** What was kept for the job before is kept no more. Whole or not at all: what it begins with is written last. */
export async function keep(job: string, chosen: Chosen): Promise<void> {
  await forget(job)
  if (chosen.is !== 'sources') return void (await (await database()).put('chosen', chosen, job))
  if (!(await isSmall(chosen.files))) return
  const db = await database()
  let n = 0
  for await (const files of pieces(chosen.files, filesAtOnce)) await db.put('chosen', files, [job, n++])
  await db.put('chosen', { ...chosen, files: [] }, job)
}

/** The size of a file is a question to the browser, too. */
async function isSmall(files: Named[]): Promise<boolean> {
  if (files.length > most.files) return false
  const stretch = createStretch()
  let bytes = 0
  for (const { file } of files) {
    bytes += file?.size ?? 0
    if (stretch.isOver()) await stretch.rest()
  }
  return bytes <= most.bytes
}

export async function keptFor(job: string): Promise<Chosen | undefined> {
  const db = await database()
  const chosen = (await db.get('chosen', job)) as Chosen | undefined
  if (chosen?.is !== 'sources') return chosen
  const files = [...chosen.files]
  for (let n = 0; ; n++) {
    const some = (await db.get('chosen', [job, n])) as Named[] | undefined
    if (!some) return { ...chosen, files }
    files.push(...some)
    await breath()
  }
}

export async function forget(job: string): Promise<void> {
  const db = await database()
  await Promise.all([db.delete('chosen', job), db.delete('chosen', filesOf(job))])
}
