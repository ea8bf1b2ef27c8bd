/** One run of a job, from wherever it is: plan it if that is not done, then work off what waits. */

import { interleaved } from '../copy/interleave.ts'
import type { plan } from '../copy/plan.ts'
import { problemOf, stopsJob } from '../copy/problem.ts'
import type { cancelTask, runTask } from '../copy/run.ts'
import type { Ctx, PlanWorld, Removals, Request, Settings, Slots, Task, TaskPatch } from '../copy/types.ts'
import type { Oss } from '../oss/types.ts'
import type { Journal } from './journal.ts'
import { isSettled, type Live } from './live.ts'
import type { Counts, JobRecord, Place } from './types.ts'

/** What runs need of the world; the same for every job. */
export type World = {
  journal: Journal
  /** `undefined`: this session does not have the account. */
  oss: (account: string) => Oss | undefined
  settings: Settings
  slots: Slots
  online: Ctx['online']
  /** How many objects of a job are worked on at the same time; `slots` bounds their requests. */
  atOnce: number
  plan: typeof plan
  runTask: typeof runTask
  cancelTask: typeof cancelTask
}

export type Run = {
  job: string
  world: World
  live: Live
  signal: AbortSignal
  removals: Removals
  changed: () => void
  touched: (place: Place) => void
}

/** Resolves when the job has ended, waits for a person, or was stopped; rejects when the plan or the journal fails. */
export async function runJob(run: Run): Promise<void> {
  const record = await run.world.journal.job(run.job)
  if (!record || missingAccount(record.request, run.world)) return
  if (record.phase === 'planning') await makePlan(record, run)
  while (!run.signal.aborted && (await isRunning(run))) {
    await workOff(run)
    await finish(run)
  }
}

/** The first account of the request whose keys are not in this session. */
export function missingAccount(request: Request, { oss }: Pick<World, 'oss'>): string | undefined {
  const refs = request.do === 'copy' ? [...request.sources, request.target] : request.sources
  return refs.find((ref) => !oss(ref.account))?.account
}

async function makePlan({ request }: JobRecord, run: Run): Promise<void> {
  const { job, world, signal, live, changed } = run
  await world.journal.clear(job)
  for await (const batch of world.plan(request, planWorldOf(run))) {
    signal.throwIfAborted()
    await world.journal.append(job, batch)
    live.planning()
    changed()
  }
  await world.journal.update(job, ({ phase, counts }) =>
    phase === 'planning' ? { planned: true, phase: needsReview(counts) ? 'review' : 'running' } : undefined,
  )
  changed()
}

export function planWorldOf({ world, signal, live, changed }: Omit<Run, 'removals'>): PlanWorld {
  const { slots, settings, online } = world
  const report: PlanWorld['report'] = (what) => {
    live.planning(what)
    changed()
  }
  return { oss: ossOf(world), signal, slots, settings, online, report }
}

/** Part of what was asked cannot be done: whether to do the rest is for the person to say. */
const needsReview = ({ refused, waiting }: Counts): boolean => refused > 0 && waiting > 0

const isRunning = async ({ world, job }: Run) => (await world.journal.job(job))?.phase === 'running'

/** A retry may have made tasks wait again in the meantime: then the job goes on. */
async function finish({ world, job, signal, changed }: Run): Promise<void> {
  if (signal.aborted) return
  await world.journal.update(job, ({ phase, counts }) =>
    phase === 'running' && counts.waiting + counts.copied === 0 ? { phase: 'finished', ended: Date.now() } : undefined,
  )
  changed()
}

/** A few lanes share one stream of tasks. All have ended when this settles. */
async function workOff(run: Run): Promise<void> {
  const broken = new AbortController()
  const signal = AbortSignal.any([run.signal, broken.signal])
  const tasks = pending(run)
  const lane = async () => {
    for await (const task of tasks) {
      if (signal.aborted) return
      await work(task, { ...run, signal })
    }
  }
  const stopAll = (reason: unknown) => {
    broken.abort(reason)
    throw reason
  }
  const ends = await Promise.allSettled(Array.from({ length: run.world.atOnce }, () => lane().catch(stopAll)))
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed) throw failed.reason
}

const chunk = 200

/** First what only has its source left to remove, then what waits; read in chunks, since a job may have a million. */
async function* pending({ world, job }: Run): AsyncGenerator<Task> {
  for (const state of ['copied', 'waiting'] as const) {
    for (let after = -1; ; ) {
      const tasks = await world.journal.next({ job, state, after, limit: chunk })
      yield* interleaved(tasks)
      after = tasks.at(-1)?.n ?? after
      if (tasks.length < chunk) break
    }
  }
}

async function work(task: Task, run: Run): Promise<void> {
  run.live.begin(task)
  run.changed()
  try {
    await attempt(task, run)
  } catch (error) {
    if (run.signal.aborted) return
    if (concernsAll(error, run)) throw error
    await save(task, run, { state: 'failed', problem: problemOf(error) })
  }
}

/** A network that is down fails every object: the job stops and says so, rather than to fail a million of them one by one. */
const quietMs = 10_000

function concernsAll(error: unknown, { live }: Run): boolean {
  const stops = stopsJob(error)
  return stops === 'always' || (stops === 'alone' && live.quietFor() > quietMs)
}

async function attempt(task: Task, run: Run): Promise<void> {
  let { state } = task
  const note: Ctx['save'] = async (patch) => {
    await save(task, run, patch)
    state = patch.state ?? state
  }
  await run.world.runTask(task, { ...ctxOf(task, run), save: note })
  if (!isSettled(state)) throw new Error(`The task ended in the state ${state}`)
}

async function save(task: Task, { world, live, changed, touched }: Run, patch: TaskPatch) {
  await world.journal.save(task.job, task.n, patch)
  if (patch.state) live.reached(task.n, patch.state)
  if (patch.state === 'copied' || patch.state === 'done') for (const place of placesOf(task)) touched(place)
  changed()
}

/** The world as a task of this run sees it. */
export function ctxOf(task: Task, run: Run): Ctx {
  const { slots, settings, online } = run.world
  return {
    oss: ossOf(run.world),
    signal: run.signal,
    slots,
    settings,
    online,
    removals: run.removals,
    save: (patch) => save(task, run, patch),
    report(what) {
      run.live.report(task.n, what)
      run.changed()
    },
  }
}

const ossOf = (world: World) => (account: string) => {
  const oss = world.oss(account)
  if (!oss) throw new Error('The account of this job is signed out')
  return oss
}

function placesOf(task: Task): Place[] {
  const refs = task.kind === 'copy' ? [task.source, task.target] : [task.source]
  return refs.map(({ account, bucket, key }) => ({
    account,
    bucket,
    prefix: key.slice(0, key.lastIndexOf('/', key.length - 2) + 1),
  }))
}
