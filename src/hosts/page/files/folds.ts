/** How a disk tells names apart can't be asked of a browser: it is tried. */
import type { NameFolding } from '../../../engine/localPath.ts'

const found = new WeakMap<FileSystemDirectoryHandle, Promise<NameFolding>>()

/** Tried once for each folder that is written to. `job`: what a page that ended in between has left goes with the job's next try. */
export function foldsOf(folder: FileSystemDirectoryHandle, job: string): Promise<NameFolding> {
  const known = found.get(folder) ?? tryNames(folder, job)
  found.set(folder, known)
  known.catch(() => found.delete(folder))
  return known
}

/** Looks for a file of our own, which nobody else has, by other spellings of its name. */
async function tryNames(folder: FileSystemDirectoryHandle, job: string): Promise<NameFolding> {
  const name = `.é.${job}.ferry-part`
  await folder.getFileHandle(name, { create: true })
  try {
    const upper = name.replace(/[a-z]+/g, (letters) => letters.toUpperCase())
    return { case: await has(folder, upper), form: await has(folder, name.normalize('NFD')) }
  } finally {
    await folder.removeEntry(name)
  }
}

async function has(folder: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  try {
    await folder.getFileHandle(name)
    return true
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return false
    throw error
  }
}
