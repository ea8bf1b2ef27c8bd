/** This computer as the engine sees it. A file is a Ref without an account; its key is the path, with `/` between names. */
import type { Ref } from '../oss/types.ts'
import { CopyError } from './problem.ts'
import type { Pinned, PlanWorld } from './types.ts'

/** In memory: a Blob is copied to another process of the browser, and back to be summed. */
export type Bytes = Uint8Array<ArrayBuffer>

/** A path that ends in `/` is a folder without anything in it. `type`: the media type that the name stands for. */
export type LocalFile = { path: string; size: number; modified: number; type: string }

/** What a job may read or write. */
export type LocalFiles = {
  /** Files below a folder, behind the path `after` if there is one, some at a time, in the order in which the store lists keys. */
  walk: (folder: string, after?: string) => AsyncGenerator<LocalFile[]>
  look: (path: string) => Promise<LocalFile | undefined>
  /** Bytes `from` (inclusive) to `to` (exclusive). @throws CopyError SourceChanged if it is not the file that was planned */
  read: (file: Pick<Pinned, 'key' | 'size' | 'modified'>, from: number, to: number) => Promise<Bytes>
  /** Begins a file. `isLong`: it grows under another name until it is whole; `resumes`: what an earlier run left of it is kept. */
  create: (path: string, how: { size: number; isLong: boolean; resumes: boolean }) => Promise<Sink>
  makeFolder: (path: string) => Promise<void>
  /** Removes what is left of a file that is not whole. */
  discard: (path: string) => Promise<void>
  zip: Zip
}

/** The one file that all downloads of a job are written to, one entry behind the other. It is begun with the first. */
export type Zip = {
  /** Resolves when the entry is written, with its path: a name that is taken is numbered. Bytes that fail break the zip. */
  add: (entry: Pick<LocalFile, 'path' | 'modified'>, bytes: AsyncIterable<Uint8Array>) => Promise<string>
  /** Nothing more comes: the file is whole, and only now to be seen. */
  finish: () => Promise<void>
  /** Drops what is not whole. */
  leave: () => Promise<void>
}

/** A file that is being written, from its beginning to its end. */
export type Sink = {
  /** Bytes that are there from an earlier run. */
  size: number
  /** Of those. */
  read: (from: number, to: number) => Promise<Bytes>
  write: (at: number, bytes: Blob) => Promise<void>
  /** What was written so far would outlive a crash from here on. */
  keep: () => Promise<void>
  /** Gives it its own name. */
  finish: () => Promise<void>
  /** Stops in the middle; of a long file what is written stays. */
  leave: () => Promise<void>
}

/** A path of this computer. `folder` names where it begins. */
export function localRef(path: string, folder = ''): Ref {
  return { account: '', region: '', bucket: folder, key: path }
}

export function isLocal({ account }: Pick<Ref, 'account'>): boolean {
  return account === ''
}

/** @throws CopyError FilesGone where there is no such thing */
export async function filesOf({ local }: Pick<PlanWorld, 'local'>): Promise<LocalFiles> {
  if (!local) throw new CopyError('FilesGone', 'There are no files here')
  return local()
}

/**
 * Where a key goes below a folder. What a file system takes for something else, or not at all, is escaped as in a URL, so that no two
 * keys become one and none leaves the folder: `a/../b:c` → `a/%2E%2E/b%3Ac`.
 * @see https://learn.microsoft.com/windows/win32/fileio/naming-a-file
 */
export function localPath(key: string): string {
  const isFolder = key.endsWith('/')
  const names = (isFolder ? key.slice(0, -1) : key).split('/').map(localName)
  return names.join('/') + (isFolder ? '/' : '')
}

const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

function localName(name: string): string {
  if (name === '') return '%2F'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  const plain = name.replace(/%(?=[0-9A-F]{2})|[\\:*?"<>|\u0000-\u001f\u007f]|[. ]$/gi, escaped)
  if (/^\.+$/.test(name)) return name.replaceAll('.', escaped)
  return reserved.test(plain) ? escaped(plain.charAt(0)) + plain.slice(1) : plain
}

function escaped(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}
