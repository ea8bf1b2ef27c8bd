/** Files that downloads write. A browser puts what a stream wrote in its place only when the stream is closed, all at once. */
import type { Sink } from '../../../engine/localFiles.ts'
import { CopyError } from '../../../engine/problem.ts'
import type { Chosen } from '../chosen.ts'
import type { Telling } from './localFiles.ts'

type How = { size: number; isLong: boolean; resumes: boolean }
type Place = { handle: FileSystemFileHandle; folder?: FileSystemDirectoryHandle; name: string }

/** What a long file is called until it is whole. */
const unfinished = '.part'

/** A file at a path of the chosen folder, or the chosen file: until `keep` or `finish` closes its stream it stays what it was. */
export async function createSink(
  chosen: Chosen,
  path: string,
  { size, isLong, resumes }: How,
  told: Telling,
): Promise<Sink> {
  const place = await placeFor(chosen, path, isLong)
  const { handle } = place
  const before = isLong && resumes ? await handle.getFile() : undefined
  const keeps = before !== undefined && before.size <= size
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
        if (isLong) await nameFinally(place)
      }),
    leave: () => (isLong ? stream.close() : giveUp(stream, place)).catch(() => {}),
  }
}

/** A browser makes an empty file before anything is written. */
async function giveUp(stream: FileSystemWritableFileStream, { handle, folder, name }: Place): Promise<void> {
  await stream.abort()
  if ((await handle.getFile()).size === 0) await folder?.removeEntry(name)
}

/** The folder that a path lies in. */
export async function folderFor(chosen: Chosen, path: string, makes: boolean): Promise<FileSystemDirectoryHandle> {
  if (chosen.is !== 'folder') throw new CopyError('FilesGone', 'No folder was chosen')
  let folder = chosen.handle
  for (const name of path.split('/').slice(0, -1)) folder = await folder.getDirectoryHandle(name, { create: makes })
  return folder
}

/** Removes what was written of a file that is not whole. */
export async function discardPart(chosen: Chosen, path: string): Promise<void> {
  if (chosen.is === 'file') await (await chosen.handle.createWritable()).close()
  if (chosen.is !== 'folder') return
  const folder = await folderFor(chosen, path, false).catch(() => undefined)
  await folder?.removeEntry(lastOf(path) + unfinished).catch(() => {})
}

async function placeFor(chosen: Chosen, path: string, isLong: boolean): Promise<Place> {
  const name = lastOf(path)
  if (chosen.is === 'file') return { handle: chosen.handle, name }
  const folder = await folderFor(chosen, path, true)
  const handle = await folder.getFileHandle(isLong ? name + unfinished : name, { create: true })
  return { handle, folder, name }
}

type Moving = { move?: (folder: FileSystemDirectoryHandle, name: string) => Promise<void> }

/** Not every browser can move a file; then its bytes are copied on the disk. */
async function nameFinally({ handle, folder, name }: Place): Promise<void> {
  if (!folder) return
  const moved = await (handle as Moving).move?.(folder, name).then(
    () => true,
    () => false,
  )
  if (moved) return
  const named = await folder.getFileHandle(name, { create: true })
  await (await handle.getFile()).stream().pipeTo(await named.createWritable())
  await folder.removeEntry(handle.name)
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
