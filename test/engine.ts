import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { PlanWorld } from '../src/engine/ctx.ts'
import { createLimiter } from '../src/engine/limits/limiter.ts'
import { plan } from '../src/engine/plan/plan.ts'
import { problemOf } from '../src/engine/problem.ts'
import { createRemovals } from '../src/engine/run/removals.ts'
import { runTask } from '../src/engine/run/run.ts'
import { defaults } from '../src/engine/settings.ts'
import type { CopyRequest, Report, Request, Task } from '../src/engine/types.ts'
import { createResources, createWorld } from '../src/engine/world.ts'
import type { Ref } from '../src/oss/types.ts'
import { type Ferry, startFerry } from './ferry.ts'

/** Requests against the local OSS over HTTP; its log is the witness of what was sent. */

export const never = new AbortController().signal
export let ferry: Ferry
export let world: PlanWorld
export let reports: Report[]

beforeAll(async () => {
  ferry = await startFerry()
})
afterAll(() => ferry.close())
beforeEach(async () => {
  reports = []
  const settings = { ...defaults, backoff: 1, gather: 1 }
  const resources = createResources({ settings, limiter: createLimiter({ least: 8, most: 8 }) })
  world = createWorld(resources, { oss: () => ferry.oss, signal: never, report: (what) => reports.push(what) })
  ferry.store.faults.clear()
  ferry.store.settings.referenceCopy = 'free'
  ferry.store.settings.copySpeed = 0
  for (const bucket of [home(''), away('')]) await clear(bucket)
  ferry.store.requests.clear()
})

export const home = (key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket: 'home', key })
export const away = (key: string): Ref => ({ ...home(key), bucket: 'away' })
export const far = (key: string): Ref => ({ ...home(key), bucket: 'far', region: 'cn-qingdao' })

async function clear(at: Ref) {
  const { objects } = await ferry.oss.list({ at, signal: never })
  for (const { key } of objects)
    if (at.bucket !== 'home' || key !== 'large') await ferry.oss.remove({ at: { ...at, key }, signal: never })
}

export const copy = (sources: Ref[], target: Ref, more: Partial<CopyRequest> = {}): CopyRequest => ({
  do: 'copy',
  sources,
  target,
  placement: 'into',
  removeSource: false,
  conflict: 'replace',
  keepAcl: false,
  ...more,
})
export const rename = (source: Ref, target: Ref) =>
  copy([source], target, { placement: 'exact', removeSource: true, conflict: 'skip' })

export async function tasksOf(request: Request): Promise<Task[]> {
  const tasks: Task[] = []
  for await (const batch of plan(request, world))
    for (const planned of batch) tasks.push({ ...planned, job: 'j', n: tasks.length } as Task)
  return tasks
}

/** Plans and runs; resolves with the tasks as the journal would hold them. */
export async function ferryOver(request: Request): Promise<Task[]> {
  const tasks = await tasksOf(request)
  for (const [n, task] of tasks.entries()) {
    if (task.state !== 'waiting') continue
    const save = async (patch: object) => {
      tasks[n] = { ...(tasks[n] ?? task), ...patch } as Task
    }
    await runTask(task, { ...world, removals: createRemovals(world), save }).catch((error) =>
      save({ state: 'failed', problem: problemOf(error) }),
    )
  }
  return tasks
}

export const put = (at: Ref, body = 'hello', attributes = {}) => ferry.oss.put({ at, body, attributes, signal: never })
export const keysOf = async (at: Ref) =>
  (await ferry.oss.list({ at, signal: never })).objects.map((object) => object.key)
export const textAt = async (at: Ref) => (await ferry.oss.get({ at, signal: never })).text()
export const sent = (...ops: string[]) => ferry.store.requests.entries.filter((entry) => ops.includes(entry.op))
export const writes = () =>
  ferry.store.requests.entries
    .filter((entry) => entry.method !== 'GET' && entry.method !== 'HEAD')
    .map((entry) => entry.op)
export const states = (tasks: Task[]) => tasks.map((task) => task.refusal ?? task.problem?.code ?? task.state)
