import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Settings } from '../src/engine/ctx.ts'
import type { Journal } from '../src/engine/jobs/journal/journal.ts'
import { createRunner, type Runner } from '../src/engine/jobs/runner.ts'
import type { JobRequest } from '../src/engine/jobs/types.ts'
import { createLimiter } from '../src/engine/limits/limiter.ts'
import { plan, planAgain } from '../src/engine/plan/plan.ts'
import { cancelTask, runTask } from '../src/engine/run/run.ts'
import { defaults } from '../src/engine/settings.ts'
import type { ChangeRequest, CopyRequest } from '../src/engine/types.ts'
import { createResources } from '../src/engine/world.ts'
import type { Attributes, Oss, Ref } from '../src/oss/types.ts'
import { type Ferry, startFerry } from './ferry.ts'
import { createMemoryJournal } from './memoryJournal.ts'

/** Whole jobs of the runner that ships, against a local OSS that is emptied before each test. */

export const signal = new AbortController().signal
export let ferry: Ferry
export let journal: Journal
export let runner: Runner

beforeAll(async () => {
  ferry = await startFerry()
})
afterAll(() => ferry.close())
beforeEach(async () => {
  ferry.store.faults.clear()
  ferry.store.settings.clockOffset = 0
  journal = createMemoryJournal()
  runner = runnerOver(ferry.oss)
  for (const at of [home(''), away(''), far('')])
    for (const key of await keysAt(at)) if (key !== 'large') await ferry.oss.remove({ at: { ...at, key }, signal })
  ferry.store.requests.clear()
})

/** Takes the place of the usual one. */
export function useRunner(one: Runner): void {
  runner = one
}

export function runnerOver(oss: Oss, settings: Partial<Settings> = {}, atOnce = 8): Runner {
  return createRunner({
    journal,
    oss: () => oss,
    ...createResources({
      settings: { ...defaults, backoff: 1, gather: 1, tick: 0, settle: 500, ...settings },
      limiter: createLimiter({ least: 8, most: 8 }),
    }),
    free: async () => Number.POSITIVE_INFINITY,
    atOnce,
    plan,
    planAgain,
    runTask,
    cancelTask,
    publish: () => {},
  })
}

export const home = (key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket: 'home', key })
export const away = (key: string): Ref => ({ ...home(key), bucket: 'away' })
export const far = (key: string): Ref => ({ ...home(key), bucket: 'far', region: 'cn-qingdao' })
export const keysAt = async (at: Ref) => (await ferry.oss.list({ at, signal })).objects.map(({ key }) => key)
export const put = (at: Ref, body: string, attributes: Attributes = {}) =>
  ferry.oss.put({ at, body, attributes, signal })
export const textAt = async (at: Ref) => (await ferry.oss.get({ at, signal })).text()
export const tagsAt = (at: Ref) => ferry.oss.getTags({ at, signal })
export const headOf = (at: Ref) => ferry.oss.head({ at, signal })

export const copy = (sources: Ref[], target: Ref, more: Partial<CopyRequest> = {}): CopyRequest => ({
  do: 'copy',
  sources,
  target,
  placement: 'exact',
  removeSource: false,
  conflict: 'replace',
  keepAcl: false,
  ...more,
})
export const move = (source: Ref, target: Ref, more: Partial<CopyRequest> = {}) =>
  copy([source], target, { removeSource: true, ...more })

export async function run(id: string, request: JobRequest) {
  await journal.create({ id, request, phase: 'planning', planned: false, confirmed: true, created: Date.now() })
  await runner.submitted(id)
  await runner.idle()
  return journal.job(id)
}
export async function retry(id: string) {
  await runner.retry(id)
  await runner.idle()
  return journal.job(id)
}
export const undo = (of: CopyRequest | ChangeRequest, job = 'done') =>
  run(`undo ${job}`, { do: 'undo', job, of, sources: of.sources, review: true })
export const tasksOf = (job: string) => journal.page({ job, from: 0, limit: 100 })
export const endsOf = async (job: string) =>
  (await tasksOf(job)).map(({ state, problem, refusal }) => problem?.code ?? refusal ?? state)

/** Objects of before are older than whatever comes now: OSS tells times in whole seconds. */
export async function inThePast<T>(work: () => Promise<T>): Promise<T> {
  ferry.store.settings.clockOffset = -60_000
  const made = await work()
  ferry.store.settings.clockOffset = 0
  return made
}
