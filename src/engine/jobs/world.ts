/** What runs of jobs need of the world, and how a job's plan and tasks see it. */
import type { Oss } from '../../oss/types.ts'
import { createBucketFacts } from '../bucketFacts.ts'
import type { Ctx, Limiter, PlanWorld, Removals, RequestKind, StopSignals } from '../ctx.ts'
import type { LocalFiles } from '../localFiles.ts'
import type { plan, planAgain } from '../plan/plan.ts'
import { CopyError } from '../problem.ts'
import type { cancelTask, runTask } from '../run/run.ts'
import type { Resources } from '../world.ts'
import type { Journal } from './journal/journal.ts'
import type { LiveJob } from './progress/liveJob.ts'
import type { JobRecord, Place } from './types.ts'

/** The same for every job. */
export type World = Resources & {
  journal: Journal
  /** `undefined`: this session does not have the account. */
  oss: (account: string) => Oss | undefined
  /** How many objects of a job are worked on at the same time; the limiter bounds their requests. */
  atOnce: number
  plan: typeof plan
  planAgain: typeof planAgain
  runTask: typeof runTask
  cancelTask: typeof cancelTask
  /** The files of this computer that a job is about. */
  local?: (job: string) => LocalFiles
  /** Bytes that the host's own storage still takes. */
  free: () => Promise<number>
}

/** One run of a job, from its start to its end or stop. */
export type Run = {
  job: string
  /** No task could be settled in the round before: what waits for another won't be free. */
  isStuck?: boolean
  world: World
  live: LiveJob
  signal: AbortSignal
  finishing: StopSignals
  removals: Removals
  versionsAt: NonNullable<Ctx['versionsAt']>
  buckets: PlanWorld['buckets']
  /** The job as the journal has it now. It may name a hundred thousand objects: objects that ask for it together read it once. */
  record: () => Promise<JobRecord | undefined>
  changed: () => void
  touched: (place: Place) => void
}

type Shared = Omit<PlanWorld, 'report' | 'buckets'>

/** What plan and tasks of a run share. */
export function sharedOf({
  job,
  world,
  signal,
  finishing,
}: Pick<Run, 'job' | 'world' | 'signal' | 'finishing'>): Shared {
  const { limiter, settings, online, clock, memory, pace, local } = world
  const files: Pick<Ctx, 'local'> = local ? { local: () => local(job) } : {}
  return {
    oss: ossOf(world),
    signal,
    finishing,
    limiter: askingAs({ of: job }, limiter),
    settings,
    online,
    clock,
    memory,
    pace,
    ...files,
  }
}

/** The world as the plan and the removals of a run see it. */
export function planWorldOf(run: Omit<Run, 'removals' | 'versionsAt'>): PlanWorld {
  const shared = sharedOf(run)
  return {
    ...shared,
    limiter: askingAs({ isUrgent: true }, shared.limiter),
    buckets: run.buckets,
    report: reportOf(run),
  }
}

/** The facts of buckets as one run asks for them. A bucket that does not answer is told like a listing that does not. */
export function bucketsOf(run: Omit<Run, 'removals' | 'versionsAt' | 'buckets' | 'record'>): PlanWorld['buckets'] {
  const shared = sharedOf(run)
  const facts = createBucketFacts({
    ...shared,
    limiter: askingAs({ isUrgent: true }, shared.limiter),
    report: reportOf(run),
  })
  return (at) => facts(at).finally(() => run.live.planning())
}

const reportOf =
  ({ live, changed }: Pick<Run, 'live' | 'changed'>): PlanWorld['report'] =>
  (what) => {
    live.planning(what)
    changed()
  }

/**
 * A limiter that knows more of each request. A listing that waits behind two hundred copies is urgent: it leaves the lanes empty afterwards;
 * so does a removal, for which they wait.
 */
function askingAs(more: RequestKind, limiter: Limiter): Limiter {
  return { ...limiter, take: (work, stop, kind) => limiter.take(work, stop, { ...kind, ...more }) }
}

const ossOf = (world: World) => (account: string) => {
  const oss = world.oss(account)
  if (!oss) throw new CopyError('SignedOut', 'The account of this job is signed out')
  return oss
}
