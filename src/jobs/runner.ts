/** Runs jobs. Every stop is an abort, every start is the same run again; the journal says where it is. */
import { problemOf } from '../copy/problem.ts'
import { createRemovals } from '../copy/removals.ts'
import { createLive, type Live } from './live.ts'
import type { News } from './messages.ts'
import { createPublisher } from './publisher.ts'
import { ctxOf, missingAccount, planWorldOf, type Run, runJob, type World } from './run.ts'
import type { JobPatch, JobRecord, JobView, Phase } from './types.ts'
import { viewOf } from './view.ts'

/** Each resolves when it is in the journal and, for a stop, when nothing of the job is in flight any more. */
export type Runner = {
  /** After a start and whenever the accounts changed: what can run runs, what lost its account stops. */
  wake(): Promise<void>
  submitted(job: string): Promise<void>
  confirm(job: string): Promise<void>
  pause(job: string): Promise<void>
  resume(job: string): Promise<void>
  /** Stops for good, and has the store forget unfinished uploads. What is copied stays. */
  cancel(job: string): Promise<void>
  retry(job: string): Promise<void>
  /** Drops a job and its tasks; it stays once if an unfinished upload could not be aborted. */
  remove(job: string): Promise<void>
  views(): Promise<JobView[]>
  /** Resolves when nothing runs. */
  idle(): Promise<void>
}

type Going = { control: AbortController; settled: Promise<void> }

export function createRunner(world: World & { publish: (news: News) => void }): Runner {
  const { journal, publish } = world
  const going = new Map<string, Going>()
  const sweeping = new Map<string, Promise<void>>()
  const lives = new Map<string, Live>()
  const publisher = createPublisher({ view, moving: () => going.keys(), publish })

  async function view(job: string): Promise<JobView | undefined> {
    const record = await journal.job(job)
    return record && look(record)
  }
  function look(record: JobRecord): JobView {
    const missing = isOpen(record) ? missingAccount(record.request, world) : undefined
    return { ...viewOf(record, lives.get(record.id), Date.now()), ...(missing && { missingAccount: missing }) }
  }
  function runOf(job: string, signal: AbortSignal): Run {
    const live = lives.get(job) ?? createLive()
    const run = { job, world, live, signal, changed: () => publisher.changed(job), touched: publisher.touched }
    return { ...run, removals: createRemovals(planWorldOf(run)) }
  }

  /** Waits for a run that is ending; the new one finds in the journal whether there is anything to do. */
  async function start(job: string): Promise<void> {
    while (going.has(job)) await going.get(job)?.settled
    const control = new AbortController()
    if (!lives.has(job)) lives.set(job, createLive())
    const run = runOf(job, control.signal)
    delete run.live.halted
    run.live.running = true
    const settled = runJob(run)
      .catch((error) => (control.signal.aborted ? undefined : halt(run, error)))
      .finally(() => ended(run))
    going.set(job, { control, settled })
  }
  async function ended({ job, live }: Run): Promise<void> {
    going.delete(job)
    live.freeze()
    publisher.changed(job)
  }
  /** The journal itself may be what failed: then the screen still says so. */
  async function halt({ job, live }: Run, error: unknown): Promise<void> {
    const problem = problemOf(error)
    live.halted = problem
    await journal.update(job, (record) => (isOpen(record) ? { phase: 'paused', problem } : undefined)).catch(() => {})
  }
  async function stop(job: string): Promise<void> {
    going.get(job)?.control.abort()
    await going.get(job)?.settled
  }
  async function move(job: string, from: Phase[], patch: (record: JobRecord) => JobPatch): Promise<boolean> {
    const moved = await journal.update(job, (record) => (from.includes(record.phase) ? patch(record) : undefined))
    publisher.changed(job)
    return moved !== undefined
  }

  async function cancel(job: string): Promise<void> {
    await move(job, ['planning', 'review', 'running', 'paused', 'finished'], () => ({
      phase: 'cancelled',
      ended: Date.now(),
    }))
    await stop(job)
    lives.delete(job)
    await sweep(job)
  }
  /** Aborts the uploads of a cancelled job. What fails keeps its checkpoint, and is tried again at the next wake. */
  function sweep(job: string): Promise<void> {
    const sweep = sweeping.get(job) ?? abortUploads(job).finally(() => sweeping.delete(job))
    sweeping.set(job, sweep)
    return sweep
  }
  async function abortUploads(job: string): Promise<void> {
    const run = runOf(job, new AbortController().signal)
    for (const task of await journal.unfinished(job)) {
      await world
        .cancelTask(task, ctxOf(task, run))
        .catch((error: unknown) => journal.save(job, task.n, { state: 'failed', problem: problemOf(error) }))
    }
    publisher.changed(job)
  }

  return {
    async wake() {
      for (const record of await journal.jobs()) {
        const missing = missingAccount(record.request, world)
        if (missing && going.has(record.id)) await stop(record.id)
        if (!missing && isOpen(record) && !going.has(record.id)) void start(record.id)
        if (!missing && record.phase === 'cancelled' && record.uploads > 0) void sweep(record.id)
        publisher.changed(record.id)
      }
    },
    submitted: start,
    async confirm(job) {
      if (await move(job, ['review'], () => ({ phase: 'running' }))) void start(job)
    },
    async pause(job) {
      await move(job, ['planning', 'running'], () => ({ phase: 'paused' }))
      await stop(job)
    },
    async resume(job) {
      const patch = ({ planned }: JobRecord): JobPatch => ({
        phase: planned ? 'running' : 'planning',
        problem: undefined,
      })
      if (await move(job, ['paused', 'running', 'planning'], patch)) void start(job)
    },
    cancel,
    async retry(job) {
      await journal.retryFailed(job)
      await move(job, ['finished'], () => ({ phase: 'running', ended: undefined }))
      void start(job)
    },
    async remove(job) {
      const record = await journal.job(job)
      if (record && record.phase !== 'cancelled' && record.uploads > 0) await cancel(job)
      const left = (await journal.job(job))?.uploads ?? 0
      if (left > 0 && record?.phase !== 'cancelled') return
      await stop(job)
      await journal.remove(job)
      lives.delete(job)
      publisher.removed(job)
    },
    views: async () => (await journal.jobs()).map(look),
    async idle() {
      while (going.size > 0) await Promise.all([...going.values()].map(({ settled }) => settled))
    },
  }
}

const isOpen = ({ phase }: JobRecord): boolean => phase === 'planning' || phase === 'running'
