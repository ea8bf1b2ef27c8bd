import { interleaved } from '../../engine/interleave.ts'
import { overlaps } from '../../engine/plan/check.ts'
import { plan } from '../../engine/plan/plan.ts'
import { isNotYetFree, problemOf, stopsJob } from '../../engine/problem.ts'
import { createRemovals } from '../../engine/run/removals.ts'
import { runTask } from '../../engine/run/run.ts'
import type { Ctx, PlanWorld, Report, Request, Task, TaskPatch } from '../../engine/types.ts'
import type { Journal } from './journal.ts'

/** What a listener hears: the plan growing, a task as it begins and at each change of its state, its reports. */
export type Listener = {
  planned: (objects: number) => void
  task: (task: Task) => void
  report: (task: Task, what: Report) => void
}

/** More than requests: those whose copy is proved wait until their sources are removed together. */
const atOnce = 200
/** Tasks are taken in strides of so many, so that neighbours don't heat one partition of the store. */
const stretch = 1024

/**
 * Plans, unless an earlier run has, and works off what is not done. One that failed before is tried again.
 * @throws the signal's reason when it was stopped; OssError when a listing fails or the key is no longer good.
 */
export async function runPlan(request: Request, world: PlanWorld, journal: Journal, listener: Listener): Promise<void> {
  if (journal.before === undefined) await makePlan(request, world, journal, listener)
  else listener.planned(journal.before)
  const stop = new AbortController()
  const signal = AbortSignal.any([world.signal, stop.signal])
  const own = { ...world, signal }
  const base = { ...own, removals: createRemovals(own) }
  if (request.do === 'copy' && overlaps(request)) await letRemovalsEnd(journal, own)
  const stopAll = (reason: unknown) => stop.abort(reason)
  const round = async (tasks: AsyncGenerator<Task>, isStuck: boolean) => {
    const left = { settled: 0, waiting: 0 }
    const lane = async () => {
      for await (const task of tasks) {
        if (signal.aborted) return
        left[await work(task, { ...base, isStuck }, journal, listener)]++
      }
    }
    await Promise.all(Array.from({ length: atOnce }, () => lane().catch(stopAll)))
    signal.throwIfAborted()
    return left
  }
  // What an earlier run left, then what had to wait for the others: until nothing waits.
  let left = await round(pending(journal, open, listener), false)
  while (left.waiting > 0) left = await round(pending(journal, waits), left.settled === 0)
}

/** A removal that an earlier run sent may still be under way, and must not meet a copy that this one writes in its place. */
async function letRemovalsEnd(journal: Journal, { settings, signal, clock }: PlanWorld): Promise<void> {
  for await (const { state } of journal.tasks()) if (state === 'copied') return clock.pause(settings.settle, signal)
}

async function makePlan(request: Request, world: PlanWorld, journal: Journal, listener: Listener): Promise<void> {
  for await (const batch of plan(request, world)) {
    world.signal.throwIfAborted()
    await journal.append(batch)
    listener.planned(batch.length)
  }
  await journal.planned()
}

const open = new Set(['waiting', 'running', 'copied', 'failed'])

const waits = new Set(['waiting'])

async function* pending(journal: Journal, states: Set<string>, others?: Listener): AsyncGenerator<Task> {
  let stride: Task[] = []
  for await (const task of journal.tasks()) {
    if (states.has(task.state)) stride.push(again(task))
    else others?.task(task)
    if (stride.length < stretch) continue
    yield* interleaved(stride)
    stride = []
  }
  yield* interleaved(stride)
}

/** A proof outlives a failure: then only the source is left to remove. */
function again({ problem: _old, ...task }: Task): Task {
  return {
    ...task,
    state: task.state === 'copied' || (task.state === 'failed' && task.proof) ? 'copied' : 'waiting',
  } as Task
}

type Base = Omit<Ctx, 'save'> & { isStuck: boolean }

/** A task whose target is not yet free waits for the next round, unless nothing else moved in the last. */
async function work(task: Task, base: Base, journal: Journal, listener: Listener): Promise<'settled' | 'waiting'> {
  let now = task
  const save = async (patch: TaskPatch) => {
    await journal.save(task.n, patch)
    now = { ...now, ...patch } as Task
    if (patch.state) listener.task(now)
  }
  listener.task(task)
  try {
    await runTask(task, { ...base, save, report: (what) => listener.report(task, what) })
  } catch (error) {
    base.signal.throwIfAborted()
    if (stopsJob(error)) throw error
    if (isNotYetFree(error) && !base.isStuck) return 'waiting'
    await save({ state: 'failed', problem: problemOf(error) })
  }
  return 'settled'
}
