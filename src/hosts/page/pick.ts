/** Asks a person for files and folders of this computer: by handles where the browser has them, by fields elsewhere. */

import type { JobRequest } from '../../engine/jobs/types.ts'
import { isPrefix } from '../../engine/keys.ts'
import type { DownloadRequest } from '../../engine/types.ts'
import type { Ref } from '../../oss/types.ts'
import { type Chosen, type ChosenSources, isReadable, keepChosen, type NamedFile, type Place } from './chosen.ts'
import { offeredFor } from './handOver.ts'
import { grouped, sourcesOf, withFiles } from './sourceNames.ts'
import { yieldingChunks } from './yieldToPage.ts'

/** Not in TypeScript's library yet. @see https://wicg.github.io/file-system-access/#local-filesystem */
type Pickers = {
  showOpenFilePicker?: (options: { multiple: boolean }) => Promise<FileSystemFileHandle[]>
  showDirectoryPicker?: (options: { mode: 'read' | 'readwrite' }) => Promise<FileSystemDirectoryHandle>
  showSaveFilePicker?: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>
}
const pickers = globalThis as Pickers

/** Resolves with undefined when the person thought better of it. */
export async function pickFiles(): Promise<ChosenSources | undefined> {
  const pick = pickers.showOpenFilePicker
  if (!pick) return fromField({ multiple: true })
  const handles = await unlessClosed(pick({ multiple: true }))
  return handles && { is: 'sources', handles, files: [] }
}

export async function pickFolder(): Promise<ChosenSources | undefined> {
  const pick = pickers.showDirectoryPicker
  if (!pick) return fromField({ webkitdirectory: true })
  const handle = await unlessClosed(pick({ mode: 'read' }))
  return handle && { is: 'sources', handles: [handle], files: [] }
}

/** Whether what is chosen outlives the page. */
export const keepsHandles = () => pickers.showOpenFilePicker !== undefined

/** Where downloads go. */
export const picksFolders = () => pickers.showDirectoryPicker !== undefined
export const picksTargets = () => pickers.showSaveFilePicker !== undefined

export async function pickTargetFolder(): Promise<Place | undefined> {
  const handle = await unlessClosed(pickers.showDirectoryPicker?.({ mode: 'readwrite' }))
  return handle && { is: 'folder', handle }
}

export async function pickTarget(suggestedName: string): Promise<Place | undefined> {
  const handle = await unlessClosed(pickers.showSaveFilePicker?.({ suggestedName }))
  return handle && { is: 'file', handle }
}

/** A file that the person picks, or else one that grows in the browser's own storage. */
export async function pickZip(suggestedName: string): Promise<Place | undefined> {
  if (!picksTargets()) return { is: 'kept', name: suggestedName }
  const handle = await unlessClosed(pickers.showSaveFilePicker?.({ suggestedName }))
  return handle && { is: 'zip', handle }
}

/**
 * For a job whose files are gone. Resolves with whether all is there again: one picker gives files or folders, so that what was dropped
 * together takes one more click.
 */
export async function chooseAgain(job: string, request: JobRequest): Promise<boolean> {
  if (request.do === 'download') return keepAll(job, await pickPlace(request))
  const before = await stillGood(offeredFor(job))
  const left = missing(before, request)
  const more = await (left.some(({ key }) => isPrefix(key)) ? pickFolder() : pickFiles())
  const all = more && together(before, more)
  return (await keepAll(job, all)) && missing(all, request).length === 0
}

async function keepAll(job: string, chosen: Chosen | undefined): Promise<boolean> {
  if (chosen) await keepChosen(job, chosen)
  return chosen !== undefined
}

/** Whose names were not chosen yet. */
function missing(chosen: Chosen | undefined, { sources }: JobRequest): Ref[] {
  const names = new Set(chosen?.is === 'sources' ? sourcesOf(chosen).map(({ key }) => key) : [])
  return sources.filter(({ key }) => !names.has(key))
}

function together(before: Chosen | undefined, more: ChosenSources): ChosenSources {
  if (before?.is !== 'sources') return more
  return withFiles({ ...before, handles: [...before.handles, ...more.handles] }, grouped(more.files))
}

const readAtOnce = 100

/** Without the files that have changed since they were chosen, and the folders that have such files. */
async function stillGood(chosen: Chosen | undefined): Promise<Chosen | undefined> {
  if (chosen?.is !== 'sources') return chosen
  const changed = new Set<NamedFile>()
  const look = async (one: NamedFile) => one.file && !(await isReadable(one.file)) && changed.add(one)
  for await (const some of yieldingChunks(chosen.files, readAtOnce)) await Promise.all(some.map(look))
  const good = grouped(chosen.files).filter((group) => !group.some((one) => changed.has(one)))
  return { ...chosen, files: good.flat() }
}

function pickPlace(request: DownloadRequest): Promise<Place | undefined> {
  if (request.into === 'zip') return pickZip(request.target.bucket)
  return request.into === 'folder' ? pickTargetFolder() : pickTarget(request.target.key)
}

async function unlessClosed<T>(picking: Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await picking
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined
    throw error
  }
}

function fromField(options: { multiple?: boolean; webkitdirectory?: boolean }): Promise<ChosenSources | undefined> {
  const field = Object.assign(document.createElement('input'), { type: 'file', hidden: true, ...options })
  const chosen = new Promise<ChosenSources | undefined>((resolve) => {
    field.addEventListener('cancel', () => resolve(undefined))
    field.addEventListener('change', () => resolve(plainFiles(field.files)))
  })
  // Outside the page nothing holds it while the person looks for a file, and it may be collected as garbage.
  document.body.append(field)
  field.click()
  return chosen.finally(() => field.remove())
}

const namedAtOnce = 1000

async function plainFiles(list: FileList | null): Promise<ChosenSources | undefined> {
  const files: NamedFile[] = []
  for await (const some of yieldingChunks(list ?? [], namedAtOnce))
    files.push(...some.map((file) => ({ path: file.webkitRelativePath || file.name, file })))
  return files.length > 0 ? { is: 'sources', handles: [], files } : undefined
}
