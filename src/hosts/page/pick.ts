/** Asks a person for files and folders of this computer: by handles where the browser has them, by fields elsewhere. */

import type { JobRequest } from '../../engine/jobs/types.ts'
import { isPrefix } from '../../engine/keys.ts'
import type { DownloadRequest } from '../../engine/types.ts'
import type { Ref } from '../../oss/types.ts'
import { browserAtRest } from './browserAtRest.ts'
import { type Chosen, type ChosenSources, isReadable, keepChosen, type NamedFile, type Place } from './chosen.ts'
import { offeredFor } from './handOver.ts'
import { grouped, sourcesOf, withFiles } from './sourceNames.ts'
import { createTimeSlice, yieldingChunks } from './yieldToPage.ts'

/** Not in TypeScript's library yet. @see https://wicg.github.io/file-system-access/#local-filesystem */
type Pickers = {
  showOpenFilePicker?: (options: { multiple: boolean }) => Promise<FileSystemFileHandle[]>
  showDirectoryPicker?: (options: { mode: 'read' | 'readwrite' }) => Promise<FileSystemDirectoryHandle>
  showSaveFilePicker?: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>
}
const pickers = globalThis as Pickers

/** Resolves with undefined when the person thought better of it. `onChosen`: they have chosen, and many files take a moment to be taken in. */
export async function pickFiles(onChosen?: () => void): Promise<ChosenSources | undefined> {
  const pick = pickers.showOpenFilePicker
  if (!pick) return fromField({ multiple: true }, onChosen)
  const handles = await unlessClosed(pick({ multiple: true }))
  return handles && { is: 'sources', handles, files: [] }
}

export async function pickFolder(onChosen?: () => void): Promise<ChosenSources | undefined> {
  const pick = pickers.showDirectoryPicker
  if (!pick) return fromField({ webkitdirectory: true }, onChosen)
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
  const left = await missing(before, request)
  const more = await (left.some(({ key }) => isPrefix(key)) ? pickFolder() : pickFiles())
  const all = more && (await together(before, more))
  return (await keepAll(job, all)) && (await missing(all, request)).length === 0
}

async function keepAll(job: string, chosen: Chosen | undefined): Promise<boolean> {
  if (chosen) await keepChosen(job, chosen)
  return chosen !== undefined
}

/** Whose names were not chosen yet. */
async function missing(chosen: Chosen | undefined, { sources }: JobRequest): Promise<Ref[]> {
  const there = chosen?.is === 'sources' ? await sourcesOf(chosen) : []
  const names = new Set(there.map(({ key }) => key))
  return sources.filter(({ key }) => !names.has(key))
}

async function together(before: Chosen | undefined, more: ChosenSources): Promise<ChosenSources> {
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

type Field = { multiple?: boolean; webkitdirectory?: boolean }

function fromField(options: Field, onChosen?: () => void): Promise<ChosenSources | undefined> {
  const field = Object.assign(document.createElement('input'), { type: 'file', hidden: true, ...options })
  const chosen = new Promise<ChosenSources | undefined>((resolve) => {
    field.addEventListener('cancel', () => resolve(undefined))
    field.addEventListener('change', () => {
      onChosen?.()
      resolve(plainFiles(field.files))
    })
  })
  // Outside the page nothing holds it while the person looks for a file, and it may be collected as garbage.
  document.body.append(field)
  field.click()
  return chosen.finally(() => field.remove())
}

/** ms: for so long the browser must be at rest before the page goes on with what was chosen, and so long it is given. */
const rest = { lasting: 200, within: 4000 }

async function plainFiles(list: FileList | null): Promise<ChosenSources | undefined> {
  await browserAtRest(list?.length ?? 0, rest.lasting, rest.within)
  const files: NamedFile[] = []
  const stretch = createTimeSlice()
  for (const file of list ?? []) {
    files.push({ path: file.webkitRelativePath || file.name, file })
    if (stretch.isOver()) await stretch.rest()
  }
  await stretch.rest()
  return files.length > 0 ? { is: 'sources', handles: [], files } : undefined
}
