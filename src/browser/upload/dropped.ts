import type { Sources } from '../../hosts/page/chosen.ts'

type Named = Sources['files']
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
  const sources: Sources = { is: 'sources', handles: [], files: [] }
  for (const { handle, entry, file } of asked) {
    const given = await handle
    if (given) sources.handles.push(given)
    else if (entry) sources.files.push(...(await filesIn(entry, '')))
    else if (file) sources.files.push({ path: file.name, file })
  }
  return sources
}

/** A folder without anything in it is kept, as a path that ends in `/`. */
async function filesIn(entry: FileSystemEntry, above: string): Promise<Named> {
  const path = above + entry.name
  if (isFile(entry)) return [{ path, file: await new Promise<File>((done, fail) => entry.file(done, fail)) }]
  const children = await childrenOf(entry as FileSystemDirectoryEntry)
  if (children.length === 0) return [{ path: `${path}/`, file: new File([], '') }]
  return (await Promise.all(children.map((child) => filesIn(child, `${path}/`)))).flat()
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
