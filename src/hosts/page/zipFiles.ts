/** Kept zips as files of the browser's own storage. */
import type { ZipHome } from './keptZips.ts'

/** Safari gives pages files before version 26, but no stream to write them with; WebKitGTK gives none; private windows may refuse them. */
export async function keepsFiles(): Promise<boolean> {
  const { FileSystemFileHandle: handle } = globalThis as Partial<typeof globalThis>
  const { storage } = navigator as { storage?: Partial<StorageManager> }
  if (!storage?.getDirectory || !handle || !('createWritable' in handle.prototype)) return false
  return storage.getDirectory().then(
    () => true,
    () => false,
  )
}

export const zipFiles: ZipHome = {
  placeFor: async (job, how) => (await folder()).getFileHandle(job, how),
  remove: (job) => removeAll((name) => name === job),
  // Chromium's drafts are called `name.crswap`, and so no job's.
  sweep: (jobs) => removeAll((name) => !jobs.has(name)),
}

async function removeAll(isGone: (name: string) => boolean): Promise<void> {
  const zips = await folder()
  const names: string[] = []
  for await (const name of zips.keys()) names.push(name)
  await Promise.all(names.filter(isGone).map((name) => zips.removeEntry(name)))
}

async function folder(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle('zips', { create: true })
}
