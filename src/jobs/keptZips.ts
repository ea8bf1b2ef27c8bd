/** Zips that grow in the browser's own storage. Each is named by its job, made by the engine when its job is in the journal, and goes with it. */
import type { Journal } from './journal.ts'

export async function keptZip(job: string, how: { create: boolean }): Promise<FileSystemFileHandle> {
  return (await folder()).getFileHandle(job, how)
}

export function removeKeptZip(job: string): Promise<void> {
  return removeAll((name) => name === job)
}

/** Removes what was left of zips when nothing could be done any more: those of no job, and Chromium's drafts (`name.crswap`). Before any job runs. */
export async function sweepZips(journal: Pick<Journal, 'jobs'>): Promise<void> {
  const jobs = new Set((await journal.jobs()).map(({ id }) => id))
  await removeAll((name) => !jobs.has(name))
}

async function removeAll(isGone: (name: string) => boolean): Promise<void> {
  // A private window may have no such storage, and so no zips.
  const zips = await folder().catch(() => undefined)
  const names: string[] = []
  for await (const name of zips?.keys() ?? []) names.push(name)
  for (const name of names.filter(isGone)) await zips?.removeEntry(name)
}

async function folder(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle('zips', { create: true })
}
