/** Zips that grow in the browser's own storage. Each is named by its job, made by the engine when its job is in the journal, and goes with it. */
import type { PageJournal } from './journal.ts'
import { keepsFiles, zipFiles } from './zipFiles.ts'
import { zipRecords } from './zipRecords.ts'

/** What a zip is written to in one go: closed, it stands there; aborted, what was there before does. */
export type ZipStream = { write(piece: Blob): Promise<void>; close(): Promise<void>; abort(): Promise<void> }
export type ZipPlace = { name: string; createWritable(): Promise<ZipStream>; getFile(): Promise<Blob> }

export type ZipHome = {
  /** @throws DOMException `NotFoundError` when there is none, and none is to be made. */
  placeFor(job: string, how: { create: boolean }): Promise<ZipPlace>
  remove(job: string): Promise<void>
  /** Removes what was left of zips when nothing could be done any more, while none is written: those of other jobs, and drafts. */
  sweep(jobs: ReadonlySet<string>): Promise<void>
}

/** Files where the browser has them for pages and can write them, records elsewhere. */
const home = async (): Promise<ZipHome> => ((await keepsFiles()) ? zipFiles : zipRecords)

export const keptZip: ZipHome['placeFor'] = async (job, how) => (await home()).placeFor(job, how)
export const removeKeptZip: ZipHome['remove'] = async (job) => (await home()).remove(job)

/** Before any job runs. */
export async function sweepZips(journal: Pick<PageJournal, 'ids'>): Promise<void> {
  const jobs = new Set(await journal.ids())
  // A draft whose page is just closing may be held still, or gone by itself: that stops no job, and what stays goes with the next sweep.
  const { sweep } = await home()
  await sweep(jobs).catch((error: unknown) => {
    if (!(error instanceof DOMException)) throw error
  })
}
