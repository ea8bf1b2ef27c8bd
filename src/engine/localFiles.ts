/** This computer as the engine sees it. A file is a Ref without an account; its key is the path, with `/` between names. */
import type { Ref } from '../oss/types.ts'
import type { PlanWorld } from './ctx.ts'
import type { NameFolding } from './localPath.ts'
import { CopyError } from './problem.ts'
import type { Pinned } from './types.ts'

/** In memory: a Blob is copied to another process of the browser, and back to be summed. */
export type Bytes = Uint8Array<ArrayBuffer>

/**
 * A path that ends in `/` is a folder without anything in it. `type`: the media type that the name stands for. `isUnreadable`: the
 * browser names it and gives nothing of it.
 */
export type LocalFile = { path: string; size: number; modified: number; type: string; isUnreadable?: true }

/** What a job may read or write. */
export type LocalFiles = {
  /** Files below a folder, behind the path `after` if there is one, some at a time, in the order in which the store lists keys. */
  walk: (folder: string, after?: string) => AsyncGenerator<LocalFile[]>
  look: (path: string) => Promise<LocalFile | undefined>
  /** Bytes `from` (inclusive) to `to` (exclusive). @throws CopyError SourceChanged if it is not the file that was planned */
  read: (file: Pick<Pinned, 'key' | 'size' | 'modified'>, from: number, to: number) => Promise<Bytes>
  /** How the disk tells names apart; found out with a file that is removed at once. */
  folds: () => Promise<NameFolding>
  create: (path: string, how: Creating) => Promise<Sink>
  makeFolder: (path: string) => Promise<void>
  /** Removes a file that a task has begun. */
  discard: (path: string) => Promise<void>
  zip: Zip
}

/**
 * How a file is begun. `part`: the path under which it grows until it is whole, beside its own; without one it is written at its place.
 * `resumes`: what an earlier run left is this task's, and is kept.
 */
export type Creating = { size: number; part?: string | undefined; resumes: boolean }

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
export function filesOf({ local }: Pick<PlanWorld, 'local'>): LocalFiles {
  if (!local) throw new CopyError('FilesGone', 'There are no files here')
  return local()
}
