/** The work of a job: its waiting tasks, some at once. */
import { interleaved } from '../interleave.ts'
import { parentOf } from '../keys.ts'
import { isLocal } from '../localFiles.ts'
import { isNotYetFree, problemOf, stopsJob } from '../problem.ts'
import type { Ctx, Task, TaskState } from '../types.ts'
import type { Feed } from './feed.ts'
import { isSettled } from './live.ts'
import { decideConflicts } from './planning.ts'
import { lookAgain } from './replan.ts'
import { localOf, ossOf, type Run, together } from './run.ts'
import type { Place, StoredPatch, StoredTask } from './types.ts'

/** A few lanes share one stream of tasks. All have ended when this settles; resolves with how many tasks were settled. */
export async function workOff(run: Run, feed: Feed): Promise<number> {
  await decideConflicts(run)
  const tasks = pending(run, feed, await asAsked(run))
  let settled = 0
  const lane = async (own: Run) => {
    for await (const task of tasks) {
      if (own.signal.aborted) return
      if (await work(task, own)) settled++
    }
  }
  await together(run, new Array(run.world.atOnce).fill(lane))
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
  const request = (await world.journal.job(job))?.request
  if (request?.do !== 'copy') return (task) => task
  const { keepAcl } = request
  return (task) => (task.kind === 'copy' ? { ...task, keepAcl } : task)
}

/** Resolves with whether nothing more is to be done; a task whose target is not yet free waits for the next round. */
async function work(task: StoredTask, run: Run): Promise<boolean> {
  run.live.begin(task)
  run.changed()
  try {
    await attempt(task, run)
  } catch (error) {
    if (run.signal.aborted) return false
    if (isNotYetFree(error) && !run.isStuck) return run.live.leave(task.n)
    if (error instanceof JournalError) throw error.cause
    // A key that is refused fails every object: the job stops and says so, rather than to fail a million of them one by one.
    if (stopsJob(error)) throw error
    await save(task, run, { state: 'failed', problem: problemOf(error) })
  }
  return true
}

async function attempt(stored: StoredTask, run: Run): Promise<void> {
  const task = stored.again ? await lookAgain(stored, run) : stored
  let { state } = task
  const note: Ctx['save'] = async (patch) => {
    await save(task, run, patch)
    state = patch.state ?? state
  }
  if (!isSettled(state)) await run.world.runTask(task, { ...ctxOf(task, run), save: note })
  if (!isSettled(state)) throw new Error(`The task ended in the state ${state}`)
}

/** What the journal could not write concerns the whole job, not one object. */
class JournalError extends Error {}

/** States after which a listing may show something else. A failure may mean that the object is not what it shows. */
const shows: ReadonlySet<TaskState> = new Set(['copied', 'restoring', 'done', 'failed'])

export async function save(task: Task, { world, live, changed, touched }: Run, patch: StoredPatch): Promise<void> {
  await world.journal.save(task.job, task.n, patch).catch((cause) => {
    throw new JournalError('The journal could not be written', { cause })
  })
  if (patch.state) live.reached(task.n, patch.state)
  if (patch.state && shows.has(patch.state)) for (const place of placesOf(task)) touched(place)
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
    ...localOf(run.job, run.world),
    save: (patch) => save(task, run, patch),
    report(what) {
      run.live.report(task.n, what)
      run.changed()
    },
  }
}

function placesOf(task: Task): Place[] {
  const refs = 'target' in task ? [task.source, task.target] : [task.source]
  const remote = refs.filter((ref) => !isLocal(ref))
  return remote.map(({ account, bucket, key }) => ({ account, bucket, prefix: parentOf(key) }))
}
