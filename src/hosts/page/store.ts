/** The page's side of the jobs: what every tab sees, and what it may ask for. The work itself is the worker's. */
import * as commands from '../../engine/jobs/commands.ts'
import { jobsBefore } from '../../engine/jobs/history.ts'
import type { Journal, TaskQuery } from '../../engine/jobs/journal/journal.ts'
import {
  type Command,
  type CommandName,
  channelName,
  type News,
  type WorkerConfiguration,
} from '../../engine/jobs/messages.ts'
import { viewOf } from '../../engine/jobs/progress/view.ts'
import type { JobRecord, JobRequest, JobView, Outcome, Place, StoredTask } from '../../engine/jobs/types.ts'
import type { Request, Restoring } from '../../engine/types.ts'
import type { Account } from '../../oss/types.ts'
import { chosen, onChosen } from './choices.ts'
import { missingFeatures } from './fallbacks.ts'
import { openJournal, type PageJournal } from './journal.ts'
import { newsIn } from './messages.ts'
import { drawUnseen, drop, move, readOlder, readTroubled, show, useJobs } from './views.ts'

/** Gives the worker the keys of this session, or has them ready for it; the first call asks what jobs there are. */
export function setAccounts(accounts: Account[]): void {
  // Said on the page: no job can run.
  if (missingFeatures.includes('worker')) return
  ours = accounts
  brief()
  if (!channel) look()
}

/** Starts the worker, which takes up what there is to do; a job that is submitted earlier does not wait for it. */
export function startWorker(): void {
  if (worker || missingFeatures.includes('worker')) return
  worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  // The one thing that it says here, and not on the channel.
  worker.addEventListener('message', outdated)
  brief()
}

const atWork: ReadonlySet<JobView['phase']> = new Set(['planning', 'running'])

/** Whether a job is under way. */
export function hasWork(): boolean {
  return useJobs.getState().views.some(({ phase }) => atWork.has(phase))
}

let ours: Account[] = []

function brief(): void {
  worker?.postMessage({
    accounts: ours,
    atOnce: chosen('atOnce'),
    keepDays: chosen('keepDays'),
  } satisfies WorkerConfiguration)
}

onChosen(brief)

/** Resolves with the job's id when the journal has it: from then on it will run, whatever happens to this tab. */
export function submit(request: Request, id?: string): Promise<string> {
  return create(request, id)
}

/** A job that takes back what another has done; it shows its plan unless that is small and safe. Only `undoable` jobs. */
export function undo({ id, request }: Pick<JobView, 'id' | 'request'>): Promise<string> | undefined {
  if (request.do !== 'copy' && request.do !== 'change' && request.do !== 'undelete') return undefined
  return create({ do: 'undo', job: id, of: request, sources: request.sources })
}

async function create(request: JobRequest, id: string = crypto.randomUUID()): Promise<string> {
  askToKeep()
  startWorker()
  const record = await (await theJournal()).create({
    id,
    request,
    phase: 'planning',
    planned: false,
    created: Date.now(),
  })
  show([viewOf(record, undefined, Date.now())])
  tell({ is: 'submitted', job: id })
  return id
}

let isKeptAsked = false

/** A browser that is short of room drops what it was not asked to keep; the journal, too. A no is no reason to wait, nor to ask again. */
function askToKeep(): void {
  if (isKeptAsked) return
  isKeptAsked = true
  void navigator.storage?.persist?.()
}

/** Says yes to a plan that waits in review, or is still being made. */
export const confirm = command('confirm')
export const pause = command('pause')
export const resume = command('resume')
export const cancel = command('cancel')
/** Runs the failed objects again. */
export const retry = command('retry')
/** Drops a job and its history. */
export const remove = command('remove')

/** Drops the jobs that nobody has to do anything about any more. */
export const clearEnded = () => tell({ is: 'clear', endedBefore: Date.now() + 1 })

/** Shows some more of the jobs that have ended, from the newest back. */
export async function showOlder(): Promise<void> {
  await readOlder(await theJournal())
}

async function countTroubled(): Promise<void> {
  await readTroubled(await theJournal())
}

/** Every job that has ended, a page at a time. */
export async function* endedJobs(): AsyncGenerator<JobRecord[]> {
  for await (const page of jobsBefore(await theJournal(), Date.now() + 1)) yield page.filter(hasEnded)
}

const hasEnded = ({ phase }: JobRecord) => phase === 'finished' || phase === 'cancelled'

/** Says what becomes of one conflict, or of all without an answer of their own; `undefined` takes it back. The job waits for the yes. */
export const answer = (job: string, outcome: Outcome | undefined, n?: number) =>
  writeAndTell({ is: 'look', job, isAnswer: true }, (all) => commands.answer(all, job, outcome, n))

/** Whether each object's own encryption is kept; until the job starts. */
export const keepEncryption = (job: string, keeps: boolean) =>
  writeAndTell({ is: 'look', job }, (all) => commands.keepEncryption(all, job, keeps))

/** Whether each object's own ACL is kept; until the job starts. */
export const keepAcl = (job: string, keeps: boolean) =>
  writeAndTell({ is: 'look', job }, (all) => commands.keepAcl(all, job, keeps))

/** Has what the plan refused as archived restored first. */
export const restoreArchived = (job: string, restoring: Restoring) =>
  writeAndTell({ is: 'look', job }, (all) => commands.restoreArchived(all, job, restoring))

/** Has what the plan refused as append-type go through this page. */
export const relayAppendable = (job: string) =>
  writeAndTell({ is: 'look', job }, (all) => commands.relayAppendable(all, job))

/** Tasks from the `from`th on, of one state or of all. */
export async function readTasks(query: TaskQuery): Promise<StoredTask[]> {
  return (await theJournal()).page(query)
}

/** Tasks of a job with something that was begun and neither ended nor cleared away. */
export async function readUnfinished(job: string): Promise<StoredTask[]> {
  return (await theJournal()).unfinished(job)
}

/** Tells where listings changed, at most once a second. Returns the way to stop listening. */
export function onTouched(listener: (places: Place[]) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

let worker: Worker | undefined
let channel: BroadcastChannel | undefined
let journal: Promise<PageJournal> | undefined

function look(): void {
  tell({ is: 'hello' })
  // A journal that can't be read now is read when a person asks for what is older.
  void showOlder()
    .then(countTroubled)
    .catch(() => useJobs.setState({ hasOlder: true }))
}

const outdated = () => useJobs.setState({ isOutdated: true })

function theJournal(): Promise<PageJournal> {
  journal ??= openJournal(undefined, outdated).catch((error) => {
    journal = undefined
    throw error
  })
  return journal
}

function command(is: Exclude<CommandName, 'look'>) {
  return (job: string) => writeAndTell({ is, job }, (all) => commands.commands[is](all, job))
}

/** Into the journal first, then to the engine; if the journal is full, the engine still hears of it. */
async function writeAndTell(what: Command, write: (journal: Journal) => Promise<unknown>): Promise<void> {
  startWorker()
  try {
    await write(await theJournal())
  } finally {
    tell(what)
  }
}

function tell(what: Command): void {
  channel ??= openChannel()
  channel.postMessage(what)
}

function openChannel(): BroadcastChannel {
  const opened = new BroadcastChannel(channelName)
  opened.onmessage = ({ data }) => {
    const news = newsIn(data)
    if (news) hear(news)
  }
  document.addEventListener('visibilitychange', () => isSeen() && drawUnseen())
  return opened
}

const isSeen = () => document.visibilityState === 'visible'

function hear(news: News): void {
  if (news.is === 'open' || news.is === 'changed') show(news.views)
  if (news.is === 'moved') move(news.figures, isSeen())
  if (news.is === 'removed') drop(news.job)
  if (news.is === 'touched') touch(news.places)
}

const listeners = new Set<(places: Place[]) => void>()
/** Listing a prefix again costs requests: the copies themselves need them. */
const touchEveryMs = 1000
let touched: Place[] = []
let telling: ReturnType<typeof setTimeout> | undefined
let toldAt = 0

function touch(places: Place[]): void {
  touched.push(...places)
  if (telling === undefined) telling = setTimeout(tellTouched, Math.max(0, toldAt + touchEveryMs - Date.now()))
}

function tellTouched(): void {
  const places = touched
  touched = []
  telling = undefined
  toldAt = Date.now()
  for (const listener of listeners) listener(places)
}
