import { localPath } from '../../engine/localPath.ts'
import { type ChosenSources, isReadable, type NamedFile } from '../../hosts/page/chosen.ts'
import { below, handleNames, withFiles } from '../../hosts/page/sourceNames.ts'

/** Not in TypeScript's library yet. @see https://wicg.github.io/file-system-access/#drag-and-drop */
type Handing = { getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> }

/** What was dropped: by handles where the browser has them, else file by file. The list is empty after the first pause: all is asked at once. */
export async function droppedSources({ items }: DataTransfer): Promise<ChosenSources> {
  const asked = [...items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => ({
      handle: (item as Handing).getAsFileSystemHandle?.().catch(() => null),
      entry: item.webkitGetAsEntry(),
      file: item.getAsFile(),
    }))
  const given: Given[] = []
  const groups: NamedFile[][] = []
  for (const { handle, entry, file } of asked) {
    const known = await handle
    if (known) given.push({ handle: known, left: entry ? await leftOut(entry, '') : [] })
    // A file is itself: the entry of one that came from a page, and not from the disk, can't be read in WebKit.
    else if (entry && !isFile(entry)) groups.push(await filesIn(entry, ''))
    else if (file) groups.push([{ path: file.name, file: (await isReadable(file)) ? file : undefined }])
  }
  return withFiles(handlesWith(given), groups)
}

/** A handle, and what it does not list. */
type Given = { handle: FileSystemHandle; left: NamedFile[] }

function handlesWith(given: Given[]): ChosenSources {
  const handles = given.map(({ handle }) => handle)
  const names = handleNames(handles)
  return { is: 'sources', handles, files: given.flatMap(({ left }, n) => below(names[n] ?? '', left)) }
}

/**
 * What lies below a dropped folder under a name that browsers take from no page, such as `a:b` or `~x`: the handle of the folder says
 * nothing of it, and the drop does.
 */
async function leftOut(entry: FileSystemEntry, above: string): Promise<NamedFile[]> {
  if (isFile(entry)) return []
  const path = `${above}${entry.name}/`
  const children = (await unlessRefused(childrenOf(entry as FileSystemDirectoryEntry))) ?? []
  const isListed = ({ name }: FileSystemEntry) => localPath(name) === name
  return (await Promise.all(children.map((child) => (isListed(child) ? leftOut : filesIn)(child, path)))).flat()
}

/** A folder without anything in it is kept, as a path that ends in `/`; what can't be read is named, so that the job can say so. */
async function filesIn(entry: FileSystemEntry, above: string): Promise<NamedFile[]> {
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
