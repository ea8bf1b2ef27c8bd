/**
 * What a person chose on this computer for a job. Handles outlive the page in IndexedDB; plain files are held by the page that got them,
 * which hands them to whichever tab runs the jobs, and are kept only if they are small.
 */
import { type DBSchema, openDB } from 'idb'
import { removeKeptZip } from './keptZips.ts'
import { fileMessageIn } from './messages.ts'

/** `file` is absent where the browser named one and could not give it. */
export type Named = { path: string; file?: File | undefined }
/** What is uploaded. */
export type Sources = { is: 'sources'; handles: FileSystemHandle[]; files: Named[] }
/** Where downloads go. */
export type Place =
  | { is: 'folder'; handle: FileSystemDirectoryHandle }
  | { is: 'file'; handle: FileSystemFileHandle }
  | { is: 'zip'; handle: FileSystemFileHandle }
  /** A zip that the browser keeps in its own storage, until it is saved by this name. */
  | { is: 'kept'; name: string }
export type Chosen = Sources | Place

type Message = { is: 'ask'; job: string } | { is: 'have'; job: string; chosen: Chosen }

const keptBytes = 16 * 1024 ** 2
const answerWithin = 2000
const channelName = 'oss-ferry-files'
const held = new Map<string, Chosen>()
let channel: BroadcastChannel | undefined

const database = () =>
  openDB<DBSchema & { chosen: { key: string; value: Chosen } }>('oss-ferry-files', 1, {
    upgrade: (db) => void db.createObjectStore('chosen'),
  })

/** On the page: from now on the job can reach what was chosen. Plain files for as long as this page lives. */
export async function keepChosen(job: string, chosen: Chosen): Promise<void> {
  held.set(job, chosen)
  theChannel()
  const bytes = chosen.is === 'sources' ? chosen.files.reduce((sum, { file }) => sum + (file?.size ?? 0), 0) : 0
  // A database that takes nothing more is no reason to do nothing: this page has it all.
  await keepInDatabase(job, bytes <= keptBytes ? chosen : undefined).catch(() => {})
}

/** What was chosen before is chosen no more. */
async function keepInDatabase(job: string, chosen: Chosen | undefined): Promise<void> {
  const db = await database()
  await (chosen ? db.put('chosen', chosen, job) : db.delete('chosen', job))
}

/** What was chosen for a job: from the database, or from the tab that has it; undefined if nobody has it any more. */
export async function chosenOf(job: string): Promise<Chosen | undefined> {
  return (await (await database()).get('chosen', job)) ?? (await askTabs(job))
}

/** What this page itself has for a job. */
export function heldFor(job: string): Chosen | undefined {
  return held.get(job)
}

export async function forgetChosen(job: string): Promise<void> {
  held.delete(job)
  const db = await database()
  const chosen = await db.get('chosen', job)
  await db.delete('chosen', job)
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

function theChannel(): BroadcastChannel {
  if (channel) return channel
  const opened = new BroadcastChannel(channelName)
  opened.addEventListener('message', ({ data }) => {
    const message = fileMessageIn<Message>(data)
    const chosen = message?.is === 'ask' ? held.get(message.job) : undefined
    if (message && chosen) opened.postMessage({ is: 'have', job: message.job, chosen } satisfies Message)
  })
  channel = opened
  return opened
}

function askTabs(job: string): Promise<Chosen | undefined> {
  return new Promise((resolve) => {
    const hear = ({ data }: MessageEvent) => {
      const message = fileMessageIn<Message>(data)
      if (message?.is === 'have' && message.job === job) end(message.chosen)
    }
    const end = (chosen?: Chosen) => {
      clearTimeout(timer)
      theChannel().removeEventListener('message', hear)
      resolve(chosen)
    }
    const timer = setTimeout(end, answerWithin)
    theChannel().addEventListener('message', hear)
    theChannel().postMessage({ is: 'ask', job } satisfies Message)
  })
}
