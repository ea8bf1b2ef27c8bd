/** The work of a job: its waiting tasks, some at once. */

import type { Ctx } from '../../ctx.ts'
import { interleaved } from '../../interleave.ts'
import { runTogether } from '../../limits/runTogether.ts'
import { isNotYetFree, isUndecided, problemOf, stopsJob } from '../../problem.ts'
import { decideConflicts } from '../planning/answers.ts'
import { replan } from '../planning/replan.ts'
import { isSettled } from '../progress/liveJob.ts'
import type { StoredTask } from '../types.ts'
import type { Run } from '../world.ts'
import type { Feed } from './feed.ts'
import { ctxOf, JournalError, save } from './saving.ts'

/** A few lanes share one stream of tasks. All have ended when this settles; resolves with how many tasks were settled. */
export async function runTasks(run: Run, feed: Feed): Promise<number> {
  await decideConflicts(run)
  const tasks = pending(run, feed, await asAsked(run))
  let settled = 0
  const lane = async (own: Run) => {
    for await (const task of tasks) {
      if (own.signal.aborted) return
      if (await work(task, own)) settled++
    }
  }
  await runTogether(run, new Array(run.world.atOnce).fill(lane))
  return settled
}

const chunk = 200

/** First what only has its source left to remove, then what waits; read in chunks, since a job may have a million. */
async function* pending({ world, job }: Run, feed: Feed, asAsked: AsAsked): AsyncGenerator<StoredTask> {
  for (const state of ['copied', 'waiting'] as const) {
    for (let after = -1; ; ) {
      const mark = feed.mark()
      const tasks = await world.journal.next({ job, state, after, limit: chunk })
      yield* interleaved(tasks).map(asAsked)
      after = tasks.at(-1)?.n ?? after
      const isLast = tasks.length < chunk
      if (isLast && (state === 'copied' || !(await feed.beyond(mark)))) break
    }
  }
}

type AsAsked = (task: StoredTask) => StoredTask

/** Whether ACLs are kept may be changed after the plan was made, until the job starts. */
async function asAsked({ world, job }: Run): Promise<AsAsked> {
  const record = await world.journal.job(job)
  if (record?.request.do !== 'copy') return (task) => task
  const kept = { keepAcl: record.request.keepAcl, ...(record.keepEncryption && { keepEncryption: true as const }) }
  return (task) => (task.kind === 'copy' ? { ...task, ...kept } : task)
}

/** Resolves with whether nothing more is to be done; a task whose target is not yet free waits for the next round. */
async function work(task: StoredTask, run: Run): Promise<boolean> {
  run.live.begin(task)
  run.changed()
  try {
    await attempt(task, run)
  } catch (error) {
    if (run.signal.aborted) return false
    if (isUndecided(error) || (isNotYetFree(error) && !run.isStuck)) return run.live.leave(task.n)
    if (error instanceof JournalError) throw error.cause
    // A key that is refused fails every object: the job stops and says so, rather than to fail a million of them one by one.
    if (stopsJob(error)) throw error
    await save(task, run, { state: 'failed', problem: problemOf(error) })
  }
  return true
}

async function attempt(stored: StoredTask, run: Run): Promise<void> {
  const task = stored.again ? await replan(stored, run) : stored
  let { state } = task
  const note: Ctx['save'] = async (patch) => {
    await save(task, run, patch)
    state = patch.state ?? state
  }
  if (!isSettled(state)) await run.world.runTask(task, { ...ctxOf(task, run), save: note })
  if (!isSettled(state)) throw new Error(`The task ended in the state ${state}`)
}
