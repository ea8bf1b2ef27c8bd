/** One run of a job, from wherever it is: plan what is not planned, work off what waits; both at once where that may be. */
import type { Ref } from '../../oss/types.ts'
import { runTogether } from '../limits/runTogether.ts'
import { isLocal } from '../localFiles.ts'
import { decideConflicts } from './planning/answers.ts'
import { makePlan } from './planning/planning.ts'
import { writesWhereItReads } from './planning/review.ts'
import type { JobRecord, JobRequest } from './types.ts'
import { createFeed, endedFeed, type Feed } from './work/feed.ts'
import { watch } from './work/watch.ts'
import { runTasks } from './work/work.ts'
import { endZip, isKeptZip, isZip, requireRoom, startOver, writeWholeZip } from './work/zip.ts'
import type { Run, World } from './world.ts'

/** Resolves when the job has ended, waits for a person, or was stopped; rejects when the plan or the journal fails. */
export async function runJob(run: Run): Promise<void> {
  const record = await run.world.journal.job(run.job)
  if (!record || missingAccount(record.request, run.world)) return
  run.live.goOnFrom(record.throughput)
  await (isZip(record) && needsNobody(record) ? writeWholeZip(run, () => runFrom(record, run)) : runFrom(record, run))
}

async function runFrom(record: JobRecord, run: Run): Promise<void> {
  if (needsNobody(record)) await letRemovalsEnd(record, run)
  if (needsNobody(record) && !record.planned) await planAndWork(record, run)
  for (let round = 0, isStuck = false, isWritten = false; !run.signal.aborted && (await isRunning(run)); round++) {
    // A retry came while the zip was closed: what is added now would be all of another one in its place.
    if (isWritten) await startOver(run)
    await requireRoom(run)
    const settled = await runTasks({ ...run, isStuck }, endedFeed())
    // What is being restored may free what waits for it.
    isStuck = !(await watch(run, round)) && settled === 0
    isWritten = await finish(record, run, isStuck)
  }
}

/**
 * A removal that was sent before this run may end at any moment, and takes whatever stands there then. Where the job writes what it reads,
 * that would be its own copy.
 */
async function letRemovalsEnd({ request, counts }: JobRecord, { world, signal }: Run): Promise<void> {
  if (counts.copied > 0 && writesWhereItReads(request)) await world.clock.pause(world.settings.settle, signal)
}

/** Whether a job has something to do without a person. */
export function needsNobody({ phase, planned }: Pick<JobRecord, 'phase' | 'planned'>): boolean {
  return phase === 'planning' || phase === 'running' || (phase === 'review' && !planned)
}

/** The first account of the request whose keys are not in this session. */
export function missingAccount(request: JobRequest, { oss }: Pick<World, 'oss'>): string | undefined {
  return refsOf(request).find((ref) => !oss(ref.account))?.account
}

/** How far the time of the stores of a request is ahead of this computer's, in ms, if they refused its time; else 0. */
export function clockOffset(request: JobRequest, { oss }: Pick<World, 'oss'>): number {
  return (
    refsOf(request)
      .map(({ account }) => oss(account)?.clockOffset() ?? 0)
      .find((offset) => offset !== 0) ?? 0
  )
}

function refsOf(request: JobRequest): Ref[] {
  const { sources, ...asked } = request.do === 'undo' ? request.of : request
  const all = 'target' in asked ? [...sources, asked.target] : sources
  return all.filter((ref) => !isLocal(ref))
}

async function planAndWork(record: JobRecord, run: Run): Promise<void> {
  const feed = createFeed()
  await runTogether(run, [(own) => makePlan(record, own, feed), (own) => workAlong(record, own, feed)])
}

/** Works as soon as the job may, while the plan goes on. Only a whole plan says whether a zip has room. */
async function workAlong(record: JobRecord, run: Run, feed: Feed): Promise<void> {
  if (writesWhereItReads(record.request) || isKeptZip(record)) return
  for (let mark = feed.mark(); !(await isRunning(run)); mark = feed.mark()) if (!(await feed.beyond(mark))) return
  await runTasks(run, feed)
}

const isRunning = async ({ world, job }: Run) => (await world.journal.figures(job))?.phase === 'running'

/**
 * A retry may have made tasks wait again in the meantime: then the job goes on. What nobody has decided waits for a person. Resolves with
 * whether a zip was written to its end.
 */
async function finish(record: JobRecord, run: Run, isStuck: boolean): Promise<boolean> {
  const { world, job, signal, changed, live } = run
  if (signal.aborted) return false
  await decideConflicts(run)
  const now = await world.journal.figures(job)
  const isWritten = now !== undefined && isZip(record) && isOver(now)
  if (isWritten) await endZip({ job, world })
  await world.journal.update(job, ({ phase, counts }) => {
    if (phase !== 'running' || !(isOver({ counts }) || (isStuck && counts.conflict > 0))) return undefined
    if (counts.conflict > 0) return { phase: 'review' }
    const ended = Date.now()
    return { phase: 'finished', ended, throughput: live.throughput(ended) }
  })
  changed()
  return isWritten
}

function isOver({ counts }: Pick<JobRecord, 'counts'>): boolean {
  return counts.waiting + counts.copied === 0 && !counts.restoring
}
