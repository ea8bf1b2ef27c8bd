/** Folders that jobs read: a handle, plain files by name, or both over each other. */
import { compareKeys } from '../../../oss/keyOrder.ts'

/** Of plain files; the name of a folder ends in `/`, since a file and a folder of one name may be chosen together. */
export type PlainFolder = Map<string, Item>
/** A browser leaves names out of what a handle lists that a dropped folder has: they come as plain files. */
type Layered = { kind: 'layered'; handle: FileSystemDirectoryHandle; more: PlainFolder }
export type Folder = FileSystemDirectoryHandle | PlainFolder | Layered
export type Item = File | FileSystemFileHandle | Folder | typeof unreadable

/** What the browser named, and could not give. */
export const unreadable = Symbol('unreadable')

export function isFolder(item: Item): item is Folder {
  return item instanceof Map || (typeof item === 'object' && 'kind' in item && item.kind !== 'file')
}

/** The folder of plain files below `folder`, which is made, or laid over the handle of that name. `name` ends in `/`. */
export function subfolder(folder: PlainFolder, name: string): PlainFolder {
  const inside = folder.get(name)
  if (inside instanceof Map) return inside
  if (inside && isLayered(inside)) return inside.more
  const more: PlainFolder = new Map()
  folder.set(name, inside && isHandle(inside) ? { kind: 'layered', handle: inside, more } : more)
  return more
}

/** What lies in a folder, in the order of the store's keys. The name of a folder ends in `/`. */
export async function childrenOf(folder: Folder): Promise<[string, Item][]> {
  const children: PlainFolder = new Map()
  if (!(folder instanceof Map))
    for await (const [name, item] of entriesOf(isLayered(folder) ? folder.handle : folder))
      children.set(isFolder(item) ? `${name}/` : name, item)
  for (const [name, item] of plainOf(folder)) children.set(name, over(children.get(name), item))
  return [...children].sort(([a], [b]) => compareKeys(a, b))
}

/** `name` ends in `/` for a folder. */
export async function childOf(folder: Folder, name: string): Promise<Item | undefined> {
  const plain = plainOf(folder).get(name)
  if (folder instanceof Map || (plain && !isFolder(plain))) return plain
  const behind = await childBehind(isLayered(folder) ? folder.handle : folder, name)
  return plain ? over(behind, plain) : behind
}

async function childBehind(handle: FileSystemDirectoryHandle, name: string): Promise<Item | undefined> {
  try {
    return await (name.endsWith('/') ? handle.getDirectoryHandle(name.slice(0, -1)) : handle.getFileHandle(name))
  } catch (error) {
    // A name that no file can have is the name of none, and a folder is no file.
    const names = ['NotFoundError', 'TypeMismatchError']
    if (error instanceof TypeError || (error instanceof DOMException && names.includes(error.name))) return undefined
    throw error
  }
}

function over(behind: Item | undefined, plain: Item): Item {
  return plain instanceof Map && behind && isHandle(behind) ? { kind: 'layered', handle: behind, more: plain } : plain
}

function plainOf(folder: Folder): PlainFolder {
  if (folder instanceof Map) return folder
  return isLayered(folder) ? folder.more : new Map()
}

function isLayered(item: Item): item is Layered {
  return typeof item === 'object' && 'kind' in item && item.kind === 'layered'
}

function isHandle(item: Item): item is FileSystemDirectoryHandle {
  return typeof item === 'object' && 'kind' in item && item.kind === 'directory'
}

function entriesOf(handle: FileSystemDirectoryHandle): AsyncIterable<[string, Item]> {
  return handle.entries()
}
