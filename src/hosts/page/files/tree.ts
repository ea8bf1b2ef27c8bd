/** Files and folders by name: handles that a person gave access to, or plain files that were chosen. */
import { compareKeys, isPrefix } from '../../../engine/keys.ts'
import type { LocalFile } from '../../../engine/localFiles.ts'
import type { Sources } from '../chosen.ts'

export type Folder = FileSystemDirectoryHandle | Map<string, Item>
type Item = File | FileSystemFileHandle | Folder

/** What was chosen, under one roof. */
export function treeOf({ handles, files }: Pick<Sources, 'handles' | 'files'>): Folder {
  const root = new Map<string, Item>(handles.map((handle) => [handle.name, handle as Item]))
  for (const { path, file } of files) {
    const names = path.split('/')
    const name = names.pop() ?? ''
    const folder = names.reduce(entered, root)
    if (name !== '') folder.set(name, file)
  }
  return root
}

function entered(folder: Map<string, Item>, name: string): Map<string, Item> {
  const inside = folder.get(name)
  if (inside instanceof Map) return inside
  const made = new Map<string, Item>()
  folder.set(name, made)
  return made
}

/** The file at a path, as it is now; undefined if there is none. A path that ends in `/` is a folder: its marker has no bytes. */
export async function fileAt(root: Folder, path: string): Promise<File | undefined> {
  if (isPrefix(path)) return (await folderAt(root, path)) && marker
  let item: Item | undefined = root
  for (const name of path.split('/')) item = item && isFolder(item) ? await childOf(item, name) : undefined
  return item && !isFolder(item) ? fileOf(item) : undefined
}

/** The folder at a path that is empty or ends in `/`. */
export async function folderAt(root: Folder, path: string): Promise<Folder | undefined> {
  let item: Item | undefined = root
  for (const name of path.split('/').slice(0, -1)) item = item && isFolder(item) ? await childOf(item, name) : undefined
  return item && isFolder(item) ? item : undefined
}

/** Everything below a folder in the order of the store's keys, behind the path `after`; folders without anything end in `/`. */
export async function* walkTree(folder: Folder, path: string, after?: string): AsyncGenerator<LocalFile> {
  const children: [string, Item][] = []
  for await (const [name, item] of folder.entries() as AsyncIterable<[string, Item]>)
    children.push([path + name + (isFolder(item) ? '/' : ''), item])
  children.sort(([a], [b]) => compareKeys(a, b))
  if (children.length === 0 && isBehind(path, after)) yield factsOf(path, marker)
  for (const [at, item] of children) {
    if (isFolder(item)) {
      if (isBehind(at, after) || after?.startsWith(at)) yield* walkTree(item, at, after)
    } else if (isBehind(at, after)) yield factsOf(at, await fileOf(item))
  }
}

/** As other tools make the object that stands for a folder. */
const marker = new File([], '', { lastModified: 0, type: 'application/x-directory' })

function isBehind(path: string, after: string | undefined): boolean {
  return after === undefined || compareKeys(path, after) > 0
}

export function factsOf(path: string, { size, lastModified, type }: File): LocalFile {
  return { path, size, modified: lastModified, type }
}

function isFolder(item: Item): item is Folder {
  return item instanceof Map || ('kind' in item && item.kind === 'directory')
}

async function fileOf(item: File | FileSystemFileHandle): Promise<File> {
  return 'getFile' in item ? item.getFile() : item
}

async function childOf(folder: Folder, name: string): Promise<Item | undefined> {
  if (folder instanceof Map) return folder.get(name)
  try {
    return await folder.getFileHandle(name)
  } catch (error) {
    if (nameOf(error) === 'TypeMismatchError') return folder.getDirectoryHandle(name)
    // A name that no file can have is the name of none.
    if (nameOf(error) === 'NotFoundError' || error instanceof TypeError) return undefined
    throw error
  }
}

const nameOf = (error: unknown) => (error instanceof DOMException ? error.name : '')
