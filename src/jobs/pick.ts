/** Asks a person for files and folders of this computer: by handles where the browser has them, by fields elsewhere. */
import { isPrefix } from '../copy/keys.ts'
import { localRef } from '../copy/local.ts'
import type { Ref } from '../oss/types.ts'
import { type Chosen, keepChosen, type Place, type Sources } from './chosen.ts'
import type { JobRequest } from './types.ts'

/** Not in TypeScript's library yet. @see https://wicg.github.io/file-system-access/#local-filesystem */
type Pickers = {
  showOpenFilePicker?: (options: { multiple: boolean }) => Promise<FileSystemFileHandle[]>
  showDirectoryPicker?: (options: { mode: 'read' | 'readwrite' }) => Promise<FileSystemDirectoryHandle>
  showSaveFilePicker?: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>
}
const pickers = globalThis as Pickers

/** Resolves with undefined when the person thought better of it. */
export async function pickFiles(): Promise<Sources | undefined> {
  const pick = pickers.showOpenFilePicker
  if (!pick) return fromField({ multiple: true })
  const handles = await unlessClosed(pick({ multiple: true }))
  return handles && { is: 'sources', handles, files: [] }
}

export async function pickFolder(): Promise<Sources | undefined> {
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

export async function pickTarget(is: 'file' | 'zip', suggestedName: string): Promise<Place | undefined> {
  const handle = await unlessClosed(pickers.showSaveFilePicker?.({ suggestedName }))
  return handle && { is, handle }
}

/** What was chosen, as the sources of a request. */
export function sourcesOf({ handles, files }: Sources): Ref[] {
  const named = handles.map(({ kind, name }) => (kind === 'directory' ? `${name}/` : name))
  const tops = files.map(({ path }) => path.slice(0, path.indexOf('/') + 1) || path)
  return [...new Set([...named, ...tops])].map((name) => localRef(name))
}

/** For a job whose files are gone. Resolves with whether something was chosen. */
export async function chooseAgain(job: string, request: JobRequest): Promise<boolean> {
  const chosen = await pickFor(request)
  if (chosen) await keepChosen(job, chosen)
  return chosen !== undefined
}

function pickFor(request: JobRequest): Promise<Chosen | undefined> {
  if (request.do !== 'download') return request.sources.some(({ key }) => isPrefix(key)) ? pickFolder() : pickFiles()
  return request.into === 'folder' ? pickTargetFolder() : pickTarget(request.into, request.target.key)
}

async function unlessClosed<T>(picking: Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await picking
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined
    throw error
  }
}

function fromField(options: { multiple?: boolean; webkitdirectory?: boolean }): Promise<Sources | undefined> {
  const field = Object.assign(document.createElement('input'), { type: 'file', ...options })
  return new Promise((resolve) => {
    field.addEventListener('cancel', () => resolve(undefined))
    field.addEventListener('change', () => resolve(plainFiles([...(field.files ?? [])])))
    field.click()
  })
}

function plainFiles(files: File[]): Sources | undefined {
  if (files.length === 0) return undefined
  return {
    is: 'sources',
    handles: [],
    files: files.map((file) => ({ path: file.webkitRelativePath || file.name, file })),
  }
}
