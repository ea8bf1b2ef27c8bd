import type { Named, Sources } from '../../hosts/page/chosen.ts'
import { withFiles } from '../../hosts/page/sourceNames.ts'

/** Not in TypeScript's library yet. @see https://wicg.github.io/file-system-access/#drag-and-drop */
type Handing = { getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> }

/** What was dropped: by handles where the browser has them, else file by file. The list is empty after the first pause: all is asked at once. */
export async function droppedSources({ items }: DataTransfer): Promise<Sources> {
  const asked = [...items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => ({
      handle: (item as Handing).getAsFileSystemHandle?.().catch(() => null),
      entry: item.webkitGetAsEntry(),
      file: item.getAsFile(),
    }))
  const handles: FileSystemHandle[] = []
  const groups: Named[][] = []
  for (const { handle, entry, file } of asked) {
    const given = await handle
    if (given) handles.push(given)
    else if (entry) groups.push(await filesIn(entry, ''))
    else if (file) groups.push([{ path: file.name, file }])
  }
  return withFiles({ is: 'sources', handles, files: [] }, groups)
}

/** A folder without anything in it is kept, as a path that ends in `/`; what can't be read is named, so that the job can say so. */
async function filesIn(entry: FileSystemEntry, above: string): Promise<Named[]> {
  const path = above + entry.name
  if (isFile(entry))
    return [{ path, file: await unlessRefused(new Promise<File>((done, fail) => entry.file(done, fail))) }]
  const children = await unlessRefused(childrenOf(entry as FileSystemDirectoryEntry))
  if (!children) return [{ path: `${path}/`, file: undefined }]
  if (children.length === 0) return [{ path: `${path}/`, file: new File([], '') }]
  return (await Promise.all(children.map((child) => filesIn(child, `${path}/`)))).flat()
}

/** A browser says of one entry why it can't be read, in a word of its own. */
async function unlessRefused<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof DOMException) return undefined
    throw error
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

/** A reader gives at most a hundred at a time, and none at the end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (let left = true; left; ) {
    const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail))
    all.push(...some)
    left = some.length > 0
  }
  return all
}
