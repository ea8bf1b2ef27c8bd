/** Files and folders by name: handles that a person gave access to, or plain files that were chosen. */
import { isPrefix } from '../../../engine/keys.ts'
import type { LocalFile } from '../../../engine/localFiles.ts'
import { compareKeys } from '../../../oss/keyOrder.ts'
import type { ChosenSources } from '../chosen.ts'
import { handleNames } from '../sourceNames.ts'
import {
  childOf,
  childrenOf,
  type Folder,
  type Item,
  isFolder,
  type PlainFolder,
  subfolder,
  unreadable,
} from './folders.ts'

/** What was chosen, under one roof. */
export function treeOf(chosen: Pick<ChosenSources, 'handles' | 'files'>): Folder {
  const names = handleNames(chosen.handles)
  const root: PlainFolder = new Map(chosen.handles.map((handle, n) => [names[n] ?? handle.name, handle as Item]))
  for (const { path, file } of chosen.files) {
    const above = path.split('/')
    const name = above.pop() ?? ''
    const folder = above.reduce((made, below) => subfolder(made, `${below}/`), root)
    if (name !== '' || !file) folder.set(name, file ?? unreadable)
  }
  return root
}

/** A file as it is now, or as it was when it was chosen. */
type Found = { file: File; isAsChosen: boolean }

/** The file at a path; undefined if there is none. A path that ends in `/` is a folder: its marker has no bytes. */
export async function fileAt(root: Folder, path: string): Promise<Found | undefined> {
  const folder = await folderAt(root, path)
  if (isPrefix(path)) return folder && { file: marker, isAsChosen: false }
  const item = folder && (await childOf(folder, path.slice(path.lastIndexOf('/') + 1)))
  if (!item || item === unreadable || isFolder(item)) return undefined
  return { file: await fileOf(item), isAsChosen: item instanceof File }
}

/** The folder at a path that is empty or ends in `/`, or that of the file at a path. */
export async function folderAt(root: Folder, path: string): Promise<Folder | undefined> {
  let item: Item | undefined = root
  for (const name of path.split('/').slice(0, -1))
    item = item && isFolder(item) ? await childOf(item, `${name}/`) : undefined
  return item && isFolder(item) ? item : undefined
}

/** Everything below a folder in the order of the store's keys, behind the path `after`; folders without anything end in `/`. */
export async function* walkTree(folder: Folder, path: string, after?: string): AsyncGenerator<LocalFile> {
  const children = await unlessUnreadable(() => childrenOf(folder))
  if (!children) {
    if (isBehind(path, after)) yield { ...factsOf(path, marker), isUnreadable: true }
    return
  }
  if (children.length === 0 && isBehind(path, after)) yield factsOf(path, marker)
  for (const [name, item] of children) {
    const at = path + name
    if (isFolder(item)) {
      if (isBehind(at, after) || after?.startsWith(at)) yield* walkTree(item, at, after)
    } else if (isBehind(at, after)) yield lookAt(at, item)
  }
}

async function lookAt(path: string, item: Exclude<Item, Folder>): Promise<LocalFile> {
  const file = item === unreadable ? undefined : await unlessUnreadable(() => fileOf(item))
  return file ? factsOf(path, file) : { ...factsOf(path, marker), isUnreadable: true }
}

/** As other tools make the object that stands for a folder. */
const marker = new File([], '', { lastModified: 0, type: 'application/x-directory' })

function isBehind(path: string, after: string | undefined): boolean {
  return after === undefined || compareKeys(path, after) > 0
}

export function factsOf(path: string, { size, lastModified, type }: File): LocalFile {
  return { path, size, modified: lastModified, type }
}

async function fileOf(item: File | FileSystemFileHandle): Promise<File> {
  return 'getFile' in item ? item.getFile() : item
}

/** What one entry of a folder is refused with; a folder to which there is no access any more refuses everything. */
async function unlessUnreadable<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (['NotReadableError', 'NotFoundError', 'TypeMismatchError'].includes(nameOf(error))) return undefined
    throw error
  }
}

const nameOf = (error: unknown) => (error instanceof DOMException ? error.name : '')
