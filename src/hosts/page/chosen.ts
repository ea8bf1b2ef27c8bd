/**
 * What a person chose on this computer for a job. Handles outlive the page in IndexedDB; plain files are held by the page that got them,
 * which hands them to whichever tab runs the jobs (`handOver.ts`), and are kept only if they are few and small (`keptFiles.ts`).
 */
import { askOtherTabs, offerFiles, withdrawFiles } from './handOver.ts'
import { forgetFiles, keepFiles, keptFilesFor } from './keptFiles.ts'
import { removeKeptZip } from './keptZips.ts'

/** `file` is absent where the browser named one and could not give it. */
export type NamedFile = { path: string; file?: File | undefined }
/** What is uploaded. */
export type ChosenSources = { is: 'sources'; handles: FileSystemHandle[]; files: NamedFile[] }
/** Where downloads go. */
export type Place =
  | { is: 'folder'; handle: FileSystemDirectoryHandle }
  | { is: 'file'; handle: FileSystemFileHandle }
  | { is: 'zip'; handle: FileSystemFileHandle }
  /** A zip that the browser keeps in its own storage, until it is saved by this name. */
  | { is: 'kept'; name: string }
export type Chosen = ChosenSources | Place

/** On the page: from now on the job can reach what was chosen. Plain files for as long as this page lives. */
export async function keepChosen(job: string, chosen: Chosen): Promise<void> {
  offerFiles(job, chosen)
  // A database that takes nothing more is no reason to do nothing: this page has it all.
  await keepFiles(job, chosen).catch(() => {})
}

/** What was chosen for a job: as it is kept, or from the tab that has it; undefined if nobody has it any more. */
export async function chosenOf(job: string): Promise<Chosen | undefined> {
  return (await keptFilesFor(job)) ?? (await askOtherTabs(job))
}

export async function forgetChosen(job: string): Promise<void> {
  withdrawFiles(job)
  const chosen = await keptFilesFor(job)
  await forgetFiles(job)
  if (chosen?.is === 'kept') await removeKeptZip(job)
}

/** Whether a file is what it was when it was chosen: a browser gives nothing of one that has changed. Its first byte tells. */
export async function isReadable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer()
    return true
  } catch (error) {
    if (error instanceof DOMException && ['NotReadableError', 'NotFoundError'].includes(error.name)) return false
    throw error
  }
}

export function handlesOf(chosen: Chosen): FileSystemHandle[] {
  if (chosen.is === 'kept') return []
  return chosen.is === 'sources' ? chosen.handles : [chosen.handle]
}

/** Asks the person for access again, which browsers allow after a click only. */
export async function unlock(job: string): Promise<boolean> {
  const chosen = await chosenOf(job)
  if (!chosen) return false
  const asked = await Promise.all(handlesOf(chosen).map((handle) => permission(handle, 'requestPermission', chosen)))
  return asked.every((answer) => answer === 'granted')
}

type Asking = {
  [Name in 'queryPermission' | 'requestPermission']?: (what: { mode: string }) => Promise<PermissionState>
}

/** Not in TypeScript's library yet. @see https://wicg.github.io/file-system-access/#api-filesystemhandle */
export async function permission(
  handle: FileSystemHandle,
  ask: keyof Asking,
  { is }: Chosen,
): Promise<PermissionState> {
  const mode = is === 'sources' ? 'read' : 'readwrite'
  return (await (handle as Asking)[ask]?.({ mode })) ?? 'granted'
}
