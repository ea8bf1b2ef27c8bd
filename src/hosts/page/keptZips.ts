/** Zips that grow in the browser's own storage. Each is named by its job, made by the engine when its job is in the journal, and goes with it. */
import type { Journal } from '../../engine/jobs/journal.ts'

export async function keptZip(job: string, how: { create: boolean }): Promise<FileSystemFileHandle> {
  return (await folder()).getFileHandle(job, how)
}

export function removeKeptZip(job: string): Promise<void> {
  return removeAll((name) => name === job)
}

/** Removes what was left of zips when nothing could be done any more: those of no job, and Chromium's drafts (`name.crswap`). Before any job runs. */
export async function sweepZips(journal: Pick<Journal, 'jobs'>): Promise<void> {
  const jobs = new Set((await journal.jobs()).map(({ id }) => id))
  // A draft whose page is just closing may be held still, or gone by itself: that stops no job, and what stays goes with the next sweep.
  await removeAll((name) => !jobs.has(name)).catch((error: unknown) => {
    if (!(error instanceof DOMException)) throw error
  })
}

async function removeAll(isGone: (name: string) => boolean): Promise<void> {
  // A private window may have no such storage, and so no zips.
  const zips = await folder().catch(() => undefined)
  const names: string[] = []
  for await (const name of zips?.keys() ?? []) names.push(name)
  await Promise.all(names.filter(isGone).map((name) => zips?.removeEntry(name)))
}

async function folder(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle('zips', { create: true })
}
