/** The files of this computer that jobs read and write, as the engine wants them. */

import type { LocalFile, LocalFiles, Zip } from '../../../engine/localFiles.ts'
import { CopyError, type CopyErrorCode } from '../../../engine/problem.ts'
import { ownValue } from '../../../oss/ownValue.ts'
import { type Chosen, chosenOf, handlesOf, isReadable, permission } from '../chosen.ts'
import { keptZip, type ZipPlace } from '../keptZips.ts'
import type { Folder } from './folders.ts'
import { foldsOf } from './folds.ts'
import { readWhole } from './readTogether.ts'
import { createSink, discardFile, folderFor } from './sink.ts'
import { factsOf, fileAt, folderAt, treeOf, walkTree } from './tree.ts'
import { createZip } from './zip.ts'

const atOnce = 1000

/** Runs what touches the disk and puts what browsers throw into the engine's words. */
export type WithEngineErrors = <T>(work: () => Promise<T>) => Promise<T>

/** With the place that a zip grows in. */
export type Opened = Exclude<Chosen, { is: 'kept' | 'zip' }> | { is: 'zip'; handle: ZipPlace }

/** What was chosen, by job: looked up at the first use, and again after a failure. */
const opened = new Map<string, Promise<Opened>>()

export function localFor(job: string): LocalFiles {
  const close = () => void opened.delete(job)
  const open = () => {
    const chosen = opened.get(job) ?? openChosen(job)
    opened.set(job, chosen)
    chosen.catch(close)
    return chosen
  }
  return localOver(open, { job, close })
}

async function openChosen(job: string): Promise<Opened> {
  const chosen = await chosenOf(job)
  if (!chosen) throw new CopyError('FilesGone', 'The page that had the files is closed')
  if (chosen.is === 'kept') return { is: 'zip', handle: await keptZip(job, { create: true }) }
  const asked = await Promise.all(handlesOf(chosen).map((handle) => permission(handle, 'queryPermission', chosen)))
  if (asked.every((answer) => answer === 'granted')) return chosen
  throw new CopyError('FilesLocked', 'The browser asks for access again')
}

/** The same over what is known to be chosen. `job`: whose files of its own these are. */
export function localOver(
  open: () => Promise<Opened>,
  { job = crypto.randomUUID() as string, close = () => {} } = {},
): LocalFiles {
  const root = async () => rootOf(await open())
  const told: WithEngineErrors = async (work) => {
    try {
      return await work()
    } catch (error) {
      const known = wordsFor(error)
      if (known instanceof CopyError && (known.code === 'FilesLocked' || known.code === 'FilesGone')) close()
      throw known
    }
  }
  return {
    walk: (folder, after) => walkPages(root, told, folder, after),
    look: (path) =>
      told(async () => {
        const found = await fileAt(await root(), path)
        if (found?.isAsChosen) await requireReadable(found.file, path)
        return found && factsOf(path, found.file)
      }),
    read: ({ key, size, modified }, from, to) =>
      told(async () => {
        const file = (await fileAt(await root(), key))?.file
        if (!file || file.size !== size || file.lastModified !== modified)
          throw new CopyError('SourceChanged', `${key} has changed since it was planned`)
        if (from === 0 && to === size) return readWhole(file)
        return new Uint8Array(await file.slice(from, to).arrayBuffer())
      }),
    folds: () =>
      told(async () => {
        const chosen = await open()
        return chosen.is === 'folder' ? foldsOf(chosen.handle, job) : { case: false, form: false }
      }),
    create: (path, how) => told(async () => createSink(await open(), path, how, told)),
    makeFolder: (path) => told(async () => void (await folderFor(await open(), path, true))),
    discard: (path) => told(async () => discardFile(await open(), path)),
    zip: zipOver(open, told),
  }
}

/**
 * A plain file that changed since it was chosen can't be read ever again: a person has to choose it again. A file behind a handle is
 * taken afresh, and can.
 */
async function requireReadable(file: File, path: string): Promise<void> {
  if (await isReadable(file)) return
  throw new CopyError('FilesGone', `${path} has changed since it was chosen`)
}

/** What is being written, until it is whole or dropped. */
const zips = new WeakMap<Opened, Promise<Zip>>()

function zipOver(open: () => Promise<Opened>, told: WithEngineErrors): Zip {
  const end = async (how: 'finish' | 'leave') => {
    const chosen = await open()
    const zip = zips.get(chosen)
    zips.delete(chosen)
    await (await zip)?.[how]()
  }
  return {
    add: (entry, bytes) =>
      told(async () => {
        const chosen = await open()
        const zip = zips.get(chosen) ?? beginZip(chosen)
        zips.set(chosen, zip)
        return (await zip).add(entry, bytes)
      }),
    finish: () => told(() => end('finish')),
    // What can't be reached any more is not kept by the browser either.
    leave: () => end('leave').catch(() => {}),
  }
}

async function beginZip(chosen: Opened): Promise<Zip> {
  if (chosen.is !== 'zip') throw new CopyError('FilesGone', 'No zip was chosen')
  return createZip(chosen.handle)
}

async function* walkPages(root: () => Promise<Folder>, told: WithEngineErrors, path: string, after?: string) {
  const folder = await told(async () => folderAt(await root(), path))
  if (!folder) throw new CopyError('FilesGone', `${path} is not there`)
  const files = walkTree(folder, path, after)
  let page: LocalFile[] = []
  for (let next = await told(() => files.next()); !next.done; next = await told(() => files.next())) {
    page.push(next.value)
    if (page.length < atOnce) continue
    yield page
    page = []
  }
  yield page
}

/** A tree of many files is made once. */
const roots = new WeakMap<Opened, Folder>()

function rootOf(chosen: Opened): Folder {
  const root = roots.get(chosen) ?? makeRoot(chosen)
  roots.set(chosen, root)
  return root
}

function makeRoot(chosen: Opened): Folder {
  if (chosen.is === 'sources') return treeOf(chosen)
  if (chosen.is === 'folder') return chosen.handle
  // Nothing of a zip is read.
  return chosen.is === 'zip' ? new Map() : new Map([[chosen.handle.name, chosen.handle]])
}

const words: Record<string, CopyErrorCode> = {
  NotAllowedError: 'FilesLocked',
  SecurityError: 'FilesLocked',
  QuotaExceededError: 'DiskFull',
  NotReadableError: 'SourceChanged',
  NotFoundError: 'SourceChanged',
  TypeMismatchError: 'NameTaken',
  InvalidModificationError: 'NameTaken',
  NoModificationAllowedError: 'NameTaken',
  TypeError: 'NameTaken',
}

/** @see https://fs.spec.whatwg.org/ */
function wordsFor(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  const code = error instanceof CopyError ? undefined : ownValue(words, error.name)
  return code ? new CopyError(code, error.message, error) : error
}
