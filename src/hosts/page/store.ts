/** The page's side of the jobs: what every tab sees, and what it may ask for. The work itself is the worker's. */
import { create as createStore } from 'zustand'
import * as wish from '../../engine/jobs/commands.ts'
import type { Journal, TaskQuery } from '../../engine/jobs/journal.ts'
import { type Briefing, type Command, type CommandName, channelName, type News } from '../../engine/jobs/messages.ts'
import type { FiguresView, JobRequest, JobView, Outcome, Place, StoredTask } from '../../engine/jobs/types.ts'
import { viewOf } from '../../engine/jobs/view.ts'
import type { Request, Restoring } from '../../engine/types.ts'
import type { Account } from '../../oss/types.ts'
import { openJournal } from './journal.ts'
import { newsIn } from './messages.ts'
import { missing } from './standIns.ts'

type Jobs = {
  /** Newest first. */
  views: JobView[]
  /** Another tab runs a newer Ferry, to which the journal belongs now: nothing more can be done here before a reload. */
  isOutdated: boolean
}

export const useJobs = createStore<Jobs>(() => ({ views: [], isOutdated: false }))

/** Gives the worker the keys of this session; the first call starts it. */
export function setAccounts(accounts: Account[]): void {
  // Said on the page: no job can run.
  if (missing.includes('worker')) return
  worker ??= startWorker()
  ours = accounts
  brief()
}

const atWork: ReadonlySet<JobView['phase']> = new Set(['planning', 'running'])

/** Whether a job is under way. */
export function hasWork(): boolean {
  return useJobs.getState().views.some(({ phase }) => atWork.has(phase))
}

/** How many requests may be in flight at once, as the person chose; undefined: automatic. */
export function chosenAtOnce(): number | undefined {
  const count = Number(localStorage.getItem(atOnceKey))
  return Number.isInteger(count) && count > 0 ? count : undefined
}

/** For every tab, since any of them may run the jobs. */
export function chooseAtOnce(count: number | undefined): void {
  if (count === undefined) localStorage.removeItem(atOnceKey)
  else localStorage.setItem(atOnceKey, String(count))
  brief()
}

const atOnceKey = 'oss-ferry-at-once'
let ours: Account[] = []

function brief(): void {
  worker?.postMessage({ accounts: ours, atOnce: chosenAtOnce() } satisfies Briefing)
}

globalThis.addEventListener?.('storage', ({ key }) => key === atOnceKey && brief())

/** Resolves with the job's id when the journal has it: from then on it will run, whatever happens to this tab. */
export function submit(request: Request, id?: string): Promise<string> {
  return create(request, id)
}

/** A job that takes back what another has done; it shows its plan first. Only `undoable` jobs. */
export function undo({ id, request }: Pick<JobView, 'id' | 'request'>): Promise<string> | undefined {
  if (request.do !== 'copy' && request.do !== 'change') return undefined
  return create({ do: 'undo', job: id, of: request, sources: request.sources, review: true })
}

async function create(request: JobRequest, id: string = crypto.randomUUID()): Promise<string> {
  askToKeep()
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

/** Says what becomes of one conflict, or of all without an answer of their own; `undefined` takes it back. The job waits for the yes. */
export const answer = (job: string, outcome: Outcome | undefined, n?: number) =>
  wished({ is: 'look', job }, (all) => wish.answer(all, job, outcome, n))

/** Whether each object's own encryption is kept; until the job starts. */
export const keepEncryption = (job: string, keeps: boolean) =>
  wished({ is: 'look', job }, (all) => wish.keepEncryption(all, job, keeps))

/** Whether each object's own ACL is kept; until the job starts. */
export const keepAcl = (job: string, keeps: boolean) =>
  wished({ is: 'look', job }, (all) => wish.keepAcl(all, job, keeps))

/** Has what the plan refused as archived restored first. */
export const restoreArchived = (job: string, restoring: Restoring) =>
  wished({ is: 'look', job }, (all) => wish.restoreArchived(all, job, restoring))

/** Tasks from the `from`th on, of one state or of all. */
export async function readTasks(query: TaskQuery): Promise<StoredTask[]> {
  return (await theJournal()).page(query)
}

/** Tells where listings changed, at most once a second. Returns the way to stop listening. */
export function onTouched(listener: (places: Place[]) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

let worker: Worker | undefined
let channel: BroadcastChannel | undefined
let journal: Promise<Journal> | undefined

function startWorker(): Worker {
  tell({ is: 'hello' })
  const started = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  // The one thing that it says here, and not on the channel.
  started.addEventListener('message', outdated)
  return started
}

const outdated = () => useJobs.setState({ isOutdated: true })

function theJournal(): Promise<Journal> {
  journal ??= openJournal(undefined, outdated).catch((error) => {
    journal = undefined
    throw error
  })
  return journal
}

function command(is: Exclude<CommandName, 'look'>) {
  return (job: string) => wished({ is, job }, (all) => wish.commands[is](all, job))
}

/** Into the journal first, then to the engine; if the journal is full, the engine still hears of it. */
async function wished(what: Command, write: (journal: Journal) => Promise<unknown>): Promise<void> {
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
  return opened
}

function hear(news: News): void {
  if (news.is === 'all') useJobs.setState({ views: sorted(news.views) })
  if (news.is === 'changed') show(news.views)
  if (news.is === 'moved') move(news.figures)
  if (news.is === 'removed') useJobs.setState(({ views }) => ({ views: views.filter(({ id }) => id !== news.job) }))
  if (news.is === 'touched') touch(news.places)
}

function show(changed: JobView[]): void {
  useJobs.setState(({ views }) => {
    const all = new Map([...views, ...changed].map((view) => [view.id, view]))
    return { views: sorted([...all.values()]) }
  })
}

/** A job that this tab has not heard of comes whole, with the answer to its hello. */
function move(figures: FiguresView[]): void {
  const moved = new Map(figures.map((one) => [one.id, one]))
  // One that stands still stays the same view: its row is not drawn anew.
  const withFigures = (view: JobView) => {
    const figures = moved.get(view.id)
    return figures ? { ...figures, request: view.request } : view
  }
  useJobs.setState(({ views }) => ({ views: views.map(withFigures) }))
}

const sorted = (views: JobView[]) => views.sort((a, b) => b.created - a.created)

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
