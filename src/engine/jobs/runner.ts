/** Runs jobs. Every stop is an abort, every start is the same run again; the journal says where it is. */

import { runTogether } from '../limits/runTogether.ts'
import { stopSignalsOf, withLookSignal } from '../limits/write.ts'
import { together } from '../plan/lookTogether.ts'
import { CopyError, isOfTheJournal, isOfTheKey, isSignedOut, problemOf } from '../problem.ts'
import { createRemovals } from '../run/removals.ts'
import { versionsMany } from '../standing/versionsMany.ts'
import type { Problem } from '../types.ts'
import { commands, resumed } from './commands.ts'
import { isNeeded, isSettledJob, jobsBefore } from './history.ts'
import { createLastKnown } from './journal/lastKnown.ts'
import type { News } from './messages.ts'
import { createLiveJob, type LiveJob } from './progress/liveJob.ts'
import { createPublisher } from './progress/publisher.ts'
import { viewOf } from './progress/view.ts'
import { clockOffset, missingAccount, needsNobody, runJob } from './run.ts'
import type { FiguresView, JobPatch, JobRecord, JobView, StoredTask } from './types.ts'
import { readTogether } from './work/readTogether.ts'
import { ctxOf } from './work/saving.ts'
import { bucketsOf, planWorldOf, type Run, type World } from './world.ts'

/**
 * Each resolves when it is in the journal, or the job says that it could not be written there, and, for a stop, when nothing of the job is in
 * flight any more.
 */
export type Runner = {
  /** After a start and whenever the accounts changed: what can run runs, what lost its account stops. Rejects where nobody can read what jobs there are. */
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
  /** Something else changed in the journal: what is asked is another. */
  look(job: string): Promise<void>
  /**
   * Something was said to its conflicts, which takes effect with the yes. What was asked is not read for it, nor told: it may name a hundred
   * thousand objects, and a person answers some a second.
   */
  answered(job: string): void
  /** Drops the jobs that nobody has to do anything about any more and that ended before this time (ms). */
  clear(endedBefore: number): Promise<void>
  /** The jobs that have not ended, or left something; the others are read from the journal as a person looks at them. */
  views(): Promise<JobView[]>
  /** Any job, as it stands now; undefined where the journal has no such. */
  view(job: string): Promise<JobView | undefined>
  /** Resolves when nothing runs. */
  idle(): Promise<void>
}

/** Each takes some requests, one after the other: of the hundreds that a large job has begun a person would wait for minutes. */
const abortedAtOnce = 16

/** ms */
const noteEvery = 30_000

type Going = { control: AbortController; settled: Promise<void> }

export function createRunner(world: World & { publish: (news: News) => void }): Runner {
  const { journal, publish } = world
  const going = new Map<string, Going>()
  const remove = oneAtATime((job) => heard(job, () => removeNow(job)))
  const sweep = oneAtATime((job) => heard(job, () => abortUploads(job)))
  let wakes = 0
  const lives = new Map<string, LiveJob>()
  const lastKnown = createLastKnown(journal, (job) => going.has(job) || lives.get(job)?.halted !== undefined)
  const publisher = createPublisher({ view, figures, moving, publish })

  function moving(): string[] {
    return [...going.keys()].filter((job) => lives.get(job)?.isMoving())
  }
  async function view(job: string): Promise<JobView | undefined> {
    const record = await lastKnown.job(job)
    return record && look(record)
  }
  async function figures(job: string): Promise<FiguresView | undefined> {
    const now = await lastKnown.figures(job)
    return now && viewOf(now, lives.get(job), Date.now())
  }
  function look(record: JobRecord): JobView {
    const missing = needsNobody(record) ? missingAccount(record.request, world) : undefined
    const offset = clockOffset(record.request, world)
    return {
      ...viewOf(record, lives.get(record.id), Date.now()),
      ...(missing && { missingAccount: missing }),
      ...(offset && { clockOffset: offset }),
    }
  }
  function runOf(job: string, signal: AbortSignal): Run {
    const live = lives.get(job) ?? createLiveJob()
    const finishing = stopSignalsOf(signal, world)
    const own = { job, world, live, signal, finishing, changed: () => publisher.moved(job), touched: publisher.touched }
    const run = { ...own, record: readTogether(() => journal.job(job)), buckets: bucketsOf(own) }
    const planWorld = planWorldOf(run)
    const versionsAt = together((places, refused) => versionsMany(places, withLookSignal(planWorld), refused))
    return { ...run, removals: createRemovals(planWorld), versionsAt }
  }

  /** Waits for a run that is ending; the new one finds in the journal whether there is anything to do. */
  async function start(job: string): Promise<void> {
    while (going.has(job)) await going.get(job)?.settled
    const control = new AbortController()
    if (!lives.has(job)) lives.set(job, createLiveJob())
    const run = runOf(job, control.signal)
    const before = run.live.halted ? requireKept(job) : Promise.resolve()
    delete run.live.halted
    run.live.running = true
    const since = wakes
    const over = new AbortController()
    const settled = before
      .then(() => runJob(run))
      // Whose account is signed out is woken by the next sign-in.
      .catch((error) => (control.signal.aborted || isSignedOut(error) ? undefined : halt(run, error)))
      .finally(() => over.abort())
      .finally(() => ended(run, since))
    going.set(job, { control, settled })
    void noteNowAndThen(run, over.signal)
  }
  /** A job that stopped because of its journal may be gone from it. */
  async function requireKept(job: string): Promise<void> {
    if (!(await journal.figures(job))) throw new CopyError('JournalClosed', 'The journal no longer holds this job')
  }
  /** `since`: how many wakes had come when it began. Those that came meanwhile found it still going. */
  async function ended(run: Run, since: number): Promise<void> {
    run.live.freeze()
    await noteBegun(run)
    going.delete(run.job)
    if (!run.live.halted) lastKnown.forget(run.job)
    publisher.changed(run.job)
    if (wakes > since) void heard(run.job, () => wakeOne(run.job))
  }
  /** A tab that is closed says nothing any more. */
  async function noteNowAndThen(run: Run, over: AbortSignal): Promise<void> {
    for (let isOver = false; !isOver; ) {
      await world.clock.pause(noteEvery, over).catch(() => {
        isOver = true
      })
      if (!isOver) await noteBegun(run)
    }
  }
  /** What the store has of objects that are not done, and how fast it came: a screen that is opened later shows it, before anything is asked. */
  async function noteBegun({ job, live }: Run): Promise<void> {
    const begun = live.begun()
    const throughput = live.throughput(Date.now())
    if (begun !== undefined || throughput)
      await unlessFailing(journal.update(job, (now) => noted(now, begun, throughput)))
  }
  async function halt({ job, live }: Run, error: unknown): Promise<void> {
    const problem = told(error)
    live.halted = problem
    // What a person has paused or cancelled meanwhile stays so.
    await unlessFailing(
      journal.update(job, (record) => (needsNobody(record) ? { phase: 'paused', problem } : undefined)),
    )
  }
  /** What stopped by itself for want of good keys, or of its journal, may have them now. */
  async function wakeOne(job: string): Promise<void> {
    const record = await journal.update(job, resumedByItself).then((resumed) => resumed ?? journal.job(job))
    if (record && needsNobody(record) && !missingAccount(record.request, world)) await start(job)
    publisher.changed(job)
  }
  /** False: the journal failed. Then what was wanted of the job is not written down, and the job says so. */
  async function heard(job: string, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work()
      return true
    } catch (error) {
      const live = lives.get(job) ?? createLiveJob()
      lives.set(job, live)
      live.halted = told(error)
      return false
    } finally {
      publisher.changed(job)
    }
  }
  /** A command that lets a job go on; what runs already takes no notice. */
  async function goOn(name: 'confirm' | 'resume' | 'retry', job: string): Promise<void> {
    if (await heard(job, () => commands[name](journal, job))) void start(job)
  }
  /** It is new, or a person changed something of it. */
  async function heardOf(job: string): Promise<void> {
    publisher.changed(job)
    await start(job)
  }
  async function stop(job: string): Promise<void> {
    going.get(job)?.control.abort()
    await going.get(job)?.settled
  }
  /** A command that ends a run, also where it could not be written down. */
  async function stopFor(name: 'pause' | 'cancel' | 'remove', job: string): Promise<boolean> {
    const isHeard = await heard(job, () => commands[name](journal, job))
    await stop(job)
    return isHeard
  }
  async function cancel(job: string): Promise<void> {
    if (!(await stopFor('cancel', job))) return
    lives.delete(job)
    await sweep(job)
  }
  async function removeNow(job: string): Promise<void> {
    if (!(await stopFor('remove', job))) return
    await sweep(job)
    const isLeft = ({ unfinished, removing }: JobRecord) => unfinished > 0 && removing === 'clean'
    if (!(await journal.update(job, (now) => (isLeft(now) ? { removing: undefined } : undefined)))) await drop(job)
  }
  async function drop(job: string): Promise<void> {
    await journal.remove(job)
    lives.delete(job)
    lastKnown.forget(job)
    publisher.removed(job)
  }
  async function clear(endedBefore: number): Promise<void> {
    // Asked for each: an undo of it may be new.
    for await (const page of jobsBefore(journal, endedBefore))
      for (const record of page)
        if ((record.ended ?? Infinity) < endedBefore && isSettledJob(record) && !isNeeded(record, await journal.open()))
          await drop(record.id)
  }
  /** Aborts the uploads of a cancelled job. What fails keeps its checkpoint, and why, and is tried again at the next wake. */
  async function abortUploads(job: string): Promise<void> {
    const left = (await journal.unfinished(job)).values()
    const lane = async (own: Run) => {
      for (const task of left) await abortUpload(task, own)
    }
    await runTogether(runOf(job, new AbortController().signal), new Array(abortedAtOnce).fill(lane))
  }
  /** Stops where the journal could not keep what became of another: that is no reason why this one failed. */
  async function abortUpload(task: StoredTask, own: Run): Promise<void> {
    own.signal.throwIfAborted()
    await world.cancelTask(task, ctxOf(task, own)).catch((error: unknown) => {
      own.signal.throwIfAborted()
      return journal.save(own.job, task.n, { left: problemOf(error) })
    })
  }

  return {
    async wake() {
      wakes++
      for (const record of await journal.open()) {
        const missing = missingAccount(record.request, world)
        if (missing && going.has(record.id)) await stop(record.id)
        else if (!going.has(record.id)) await heard(record.id, () => wakeOne(record.id))
        if (record.removing) void remove(record.id)
        // One that is still ending may begin an upload yet: who cancels it waits for that.
        else if (!missing && !going.has(record.id) && record.phase === 'cancelled' && record.unfinished > 0)
          void sweep(record.id)
        publisher.changed(record.id)
      }
    },
    submitted: heardOf,
    confirm: (job) => goOn('confirm', job),
    pause: async (job) => void (await stopFor('pause', job)),
    resume: (job) => goOn('resume', job),
    cancel,
    retry: (job) => goOn('retry', job),
    remove: async (job) => void (await remove(job)),
    clear,
    look: heardOf,
    answered: publisher.moved,
    views: async () => (await lastKnown.open()).map(look),
    view,
    async idle() {
      while (going.size > 0) await Promise.all([...going.values()].map(({ settled }) => settled))
    },
  }
}

/** Who asks while it is under way for a job gets the same. */
function oneAtATime<T>(work: (job: string) => Promise<T>): (job: string) => Promise<T> {
  const underWay = new Map<string, Promise<T>>()
  return (job) => {
    const its = underWay.get(job) ?? work(job).finally(() => underWay.delete(job))
    underWay.set(job, its)
    return its
  }
}

/** A job that has finished has it with its end. */
function noted(now: JobRecord, begun = now.begun, throughput = now.throughput): JobPatch | undefined {
  const isKnown = (begun ?? 0) === (now.begun ?? 0) && throughput?.worked === now.throughput?.worked
  return now.phase === 'finished' || isKnown ? undefined : { begun, throughput }
}

function resumedByItself(record: JobRecord): JobPatch | undefined {
  const { phase, problem } = record
  const isByItself = phase === 'paused' && problem !== undefined && (isOfTheKey(problem) || isOfTheJournal(problem))
  return isByItself ? resumed(record) : undefined
}

/** A journal that fails is told where a job needs it; what is written beside may be missing. */
async function unlessFailing(writing: Promise<unknown>): Promise<void> {
  await writing.catch(() => {})
}

/** The storage of the browser may take no more. */
function told(error: unknown): Problem {
  const isFull = error instanceof DOMException && error.name === 'QuotaExceededError'
  return isFull ? { code: error.name, message: error.message } : problemOf(error)
}
