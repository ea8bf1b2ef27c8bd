/** Files that downloads write. A browser puts what a stream wrote in its place only when the stream is closed, all at once. */
import type { Creating, Sink } from '../../../engine/localFiles.ts'
import { PART_END } from '../../../engine/localPath.ts'
import { CopyError } from '../../../engine/problem.ts'
import type { Opened, WithEngineErrors } from './localFiles.ts'

/** `name`: what the file is called when it is whole. `grows`: what is kept of it is kept for the next run. `isMade`: it was not there. */
type Place = {
  handle: FileSystemFileHandle
  folder?: FileSystemDirectoryHandle
  name: string
  grows: boolean
  isMade: boolean
}

/** A file at a path of the chosen folder, or the chosen file: until `keep` or `finish` closes its stream it stays what it was. */
export async function createSink(chosen: Opened, path: string, how: Creating, told: WithEngineErrors): Promise<Sink> {
  const place = await placeFor(chosen, path, how)
  const { handle, grows } = place
  const before = grows && how.resumes ? await handle.getFile() : undefined
  const keeps = before !== undefined && before.size <= how.size
  let stream = await handle.createWritable({ keepExistingData: keeps })
  return {
    size: keeps ? before.size : 0,
    read: (from, to) => told(async () => new Uint8Array(await (await handle.getFile()).slice(from, to).arrayBuffer())),
    write: (position, data) => told(() => stream.write({ type: 'write', position, data })),
    keep: () =>
      told(async () => {
        await stream.close()
        stream = await handle.createWritable({ keepExistingData: true })
      }),
    finish: () =>
      told(async () => {
        await stream.close()
        if (handle.name !== place.name) await nameFinally(place)
      }),
    leave: () => (grows ? stream.close() : giveUp(stream, place)).catch(() => {}),
  }
}

/** A browser makes an empty file before anything is written. */
async function giveUp(stream: FileSystemWritableFileStream, { handle, folder, name, isMade }: Place): Promise<void> {
  await stream.abort()
  if (isMade && (await handle.getFile()).size === 0) await folder?.removeEntry(name)
}

/** The folder that a path lies in. */
export async function folderFor(chosen: Opened, path: string, makes: boolean): Promise<FileSystemDirectoryHandle> {
  if (chosen.is !== 'folder') throw new CopyError('FilesGone', 'No folder was chosen')
  let folder = chosen.handle
  for (const name of path.split('/').slice(0, -1)) folder = await folder.getDirectoryHandle(name, { create: makes })
  return folder
}

/** Removes a file that was begun; one that a person picked is emptied. */
export async function discardFile(chosen: Opened, path: string): Promise<void> {
  if (chosen.is === 'file') await (await chosen.handle.createWritable()).close()
  if (chosen.is !== 'folder') return
  await unlessGone(async () => {
    const folder = await folderFor(chosen, path, false)
    await sweepSwapFiles(folder, lastOf(path))
    await folder.removeEntry(lastOf(path))
  })
}

/**
 * A browser writes a stream beside the file, as `name.crswap`, and now and then forgets that file when the page ends while the stream is
 * opened. Only a growing file has a name that is nobody else's, so only beside such a one it is surely ours.
 */
async function sweepSwapFiles(folder: FileSystemDirectoryHandle, part: string): Promise<void> {
  if (!part.endsWith(PART_END)) return
  // It is seldom there, and one that can't be removed is no reason to fail a file that is whole.
  for (const end of ['.crswap', '.1.crswap', '.2.crswap']) await folder.removeEntry(part + end).catch(() => {})
}

async function placeFor(chosen: Opened, path: string, { part, resumes }: Creating): Promise<Place> {
  if (chosen.is === 'file') return { handle: chosen.handle, name: chosen.handle.name, grows: true, isMade: false }
  const folder = await folderFor(chosen, path, true)
  const name = lastOf(part ?? path)
  const isMade = resumes || (await unlessGone(() => folder.getFileHandle(name))) === undefined
  const handle = await folder.getFileHandle(name, { create: true })
  return { handle, folder, name: lastOf(path), grows: part !== undefined, isMade }
}

type Moving = { move?: (folder: FileSystemDirectoryHandle, name: string) => Promise<void> }

/** Not every browser can move a file; then its bytes are copied on the disk. */
async function nameFinally({ handle, folder, name }: Place): Promise<void> {
  if (!folder) return
  const part = handle.name
  await sweepSwapFiles(folder, part)
  const moved = await (handle as Moving).move?.(folder, name).then(
    () => true,
    () => false,
  )
  if (moved) return
  const named = await folder.getFileHandle(name, { create: true })
  await (await handle.getFile()).stream().pipeTo(await named.createWritable())
  await folder.removeEntry(part)
}

async function unlessGone<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return undefined
    throw error
  }
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
