import { afterAll, beforeAll, expect } from 'vitest'
import type { PlanWorld, Settings } from '../src/engine/ctx.ts'
import { answer } from '../src/engine/jobs/commands.ts'
import type { Journal } from '../src/engine/jobs/journal/journal.ts'
import type { JobRequest, Outcome } from '../src/engine/jobs/types.ts'
import { createLimiter } from '../src/engine/limits/limiter.ts'
import type { LocalFiles } from '../src/engine/localFiles.ts'
import { defaults } from '../src/engine/settings.ts'
import type { ChangeRequest, CopyRequest, Request } from '../src/engine/types.ts'
import { createResources, createWorld } from '../src/engine/world.ts'
import { bytesOfEach } from '../src/oss/headerBytes.ts'
import type { Attributes, Ref } from '../src/oss/types.ts'
import type { MemoryFolder } from './disk.ts'
import { besideTheGateway, type Ferry, startFerry } from './ferry.ts'
import { leftovers } from './judge.ts'
import { lookAround, told } from './look.ts'
import { createMemoryJournal } from './memoryJournal.ts'
import { crashesOf, offsetOf } from './moments.ts'
import { type Disturbance, type Event, type Mortal, mortalWorld, never, undisturbed } from './mortal.ts'

/**
 * The engine's main test (docs/invariants.md): the world ends before and after every request and every journal write, then a new runner
 * goes on from the journal alone; and once more with the answer of every request lost on its way back. Nothing may be lost, doubled or
 * left behind. By default a sample of these moments is tried (`test/moments.ts`).
 */

export { never }
export let ferry: Ferry
export const attributes: Attributes = {
  headers: bytesOfEach({ 'Content-Type': 'text/plain', 'Cache-Control': 'max-age=60' }),
  meta: bytesOfEach({ author: '李白', empty: '' }),
  tags: [{ key: 'k', value: 'v' }],
}

/** For single tasks, without a runner. */
export let live: PlanWorld

beforeAll(async () => {
  ferry = await startFerry(besideTheGateway)
  const resources = createResources({ settings, limiter: createLimiter({ least: 8, most: 8 }) })
  live = createWorld(resources, { oss: () => ferry.oss, signal: never, report: () => {} })
})
afterAll(() => ferry.close())

export const home = (key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket: 'home', key })
export const away = (key: string): Ref => ({ ...home(key), bucket: 'away' })
export const far = (key: string): Ref => ({ ...home(key), bucket: 'far', region: 'cn-qingdao' })

export type Scenario = {
  request: Request
  /** Makes the store as it is before. */
  begin: () => Promise<void>
  /** The files of this computer, opened anew by each page. */
  local?: () => LocalFiles
  /** Where files are written. */
  disk?: () => MemoryFolder
  settings?: Partial<Settings>
  /** The request is done undisturbed, and what is tried is its undo. */
  isUndone?: true
  /** What the person says to conflicts, once. */
  says?: Outcome
  /** What is compared at the end: everything below. */
  places?: Ref[]
  atOnce?: number
}

/** One run of a scenario: what happened, and the journal. */
export type Attempt = {
  journal: Journal
  trace: Event[]
  world: Mortal
  /** A new world over the same journal goes on. */
  restart: () => Promise<Ending>
  /** A new world over the same journal, in which nothing runs yet. */
  anew: () => Mortal
}
type Ending = 'ended' | 'crash' | 'endless' | 'stuck'

const settings: Settings = {
  ...defaults,
  backoff: 1,
  gather: 1,
  tick: 0,
  settle: 5,
  watch: 1,
  relayPart: 100 * 1024,
  keepEvery: 100 * 1024,
}
const job = 'job'
/** More events than any scenario has by far. */
const most = 3000
/** A run that has come to nothing by then waits for what never comes; ms. */
const patience = 20_000

/** The store and the journal as they are before the job is submitted. */
export async function setUp(scenario: Scenario, disturbance: Disturbance): Promise<Attempt> {
  const { begin, request, isUndone, local, atOnce } = scenario
  const journal = createMemoryJournal()
  const trace: Event[] = []
  const same = { oss: ferry.oss, journal, trace, local, most, ...(atOnce && { atOnce }) }
  const own = { ...same, settings: { ...settings, ...scenario.settings } }
  await begin()
  if (isUndone) await doFirst(request, mortalWorld({ ...own, trace: [], disturbance: undisturbed }))
  const asked = isUndone ? undoOf(request as CopyRequest | ChangeRequest) : request
  const yes = isUndone && { confirmed: true as const }
  await journal.create({ id: job, request: asked, phase: 'planning', planned: false, created: Date.now(), ...yes })
  const world = mortalWorld({ ...own, disturbance })
  const anew = () => {
    trace.push({ of: 'end', op: 'restart' })
    return mortalWorld({ ...own, disturbance: undisturbed })
  }
  return { journal, trace, world, anew, restart: () => drive(anew(), 'wake', undefined) }
}

/** Another page cancels the job. */
export async function cancelAfter({ anew }: Attempt): Promise<Ending> {
  const world = anew()
  return within(world, () => world.runner.cancel(job))
}

const undoOf = (of: CopyRequest | ChangeRequest): JobRequest => {
  return { do: 'undo', job: 'first', of, sources: of.sources, review: true }
}

async function doFirst(request: Request, { journal, runner }: Mortal): Promise<void> {
  await journal.create({ id: 'first', request, phase: 'planning', planned: false, created: 1, confirmed: true })
  await runner.submitted('first')
  await runner.idle()
}

/** Runs to the end, or to the end of the world. The person says yes, and answers conflicts, once. */
export async function drive(world: Mortal, from: 'submitted' | 'wake', says: Outcome | undefined): Promise<Ending> {
  const { runner, journal } = world
  const work = async () => {
    await (from === 'wake' ? runner.wake() : runner.submitted(job))
    await runner.idle()
    if ((await journal.figures(job))?.phase !== 'review') return
    const conflicts = says ? await journal.next({ job, state: 'conflict', after: -1, limit: 1000 }) : []
    for (const { n } of conflicts) await answer(journal, job, says, n)
    await runner.confirm(job)
    await runner.idle()
  }
  return within(world, work)
}

/** Resolves when nothing is under way at the store any more, also if the work has no end. */
export async function within(world: Mortal, work: () => Promise<unknown>): Promise<Ending> {
  let timer: NodeJS.Timeout | undefined
  const waited = new Promise<Ending>((resolve) => {
    timer = setTimeout(resolve, patience, 'stuck')
  })
  const ending = await Promise.race([work().then((): Ending => 'ended'), world.death, waited])
  clearTimeout(timer)
  if (ending !== 'ended') world.end()
  await world.landed()
  return ending
}

/** Goes on after a crash, until nothing is left to do. */
export async function finish(attempt: Attempt, { says }: Scenario): Promise<Ending> {
  const ending = await drive(attempt.world, 'submitted', says)
  return ending === 'crash' ? attempt.restart() : ending
}

/** The tasks that the job did not do, and what it says of itself. */
async function undoneOf(journal: Journal) {
  const tasks = await journal.page({ job, from: 0, limit: 1000 })
  const open = tasks.filter(({ state }) => state !== 'done' && state !== 'skipped')
  return { phase: (await journal.figures(job))?.phase, open }
}
export const tasksIn = (journal: Journal) => journal.page({ job, from: 0, limit: 1000 })

const finished = { phase: 'finished', open: [] }
const places = [home('work/'), away('work/')]
export const lookAt = (scenario: Pick<Scenario, 'places' | 'disk'>) =>
  lookAround(ferry.oss, scenario.places ?? places, scenario.disk?.())

type Expected = Scenario & {
  /** Looks at the store afterwards. */
  expectEnd: () => Promise<void>
  /** Of many events that are alike, some do: which of the clean run's are disturbed. */
  sample?: (trace: Event[]) => number[]
}

const everyOne = (trace: Event[]) => trace.map((_, index) => index + 1)
/** All events but most of one kind: every `n`th of those. */
export const fewOf = (op: string, n: number) => (trace: Event[]) => {
  let seen = 0
  return everyOne(trace).filter((at) => trace[at - 1]?.op !== op || seen++ % n === 0)
}

/** Resolves to the number of events of a run that nothing disturbs. */
export async function crashEverywhere(scenario: Expected) {
  const { expectEnd, sample = everyOne } = scenario
  const clean = await setUp(scenario, undisturbed)
  expect(await finish(clean, scenario)).toBe('ended')
  expect(await undoneOf(clean.journal)).toEqual(finished)
  await expectEnd()
  const wanted = told(await lookAt(scenario))
  const events = [...clean.trace]
  const offset = offsetOf(expect.getState().currentTestName ?? '')
  for (const { at, as } of crashesOf(events, sample(events), offset)) {
    const where = `${as} event ${at} of ${events.length}, ${events[at - 1]?.op}`
    const attempt = await setUp(scenario, { at, as })
    expect(await finish(attempt, scenario), where).toBe('ended')
    expect(await undoneOf(attempt.journal), where).toEqual(finished)
    await expectEnd()
    const end = await lookAt(scenario)
    expect(told(end), where).toEqual(wanted)
    expect(leftovers(end, undefined, attempt.trace), where).toEqual([])
  }
  return events.length
}

export const headOf = (at: Ref) => ferry.oss.head({ at, signal: never })

export async function clear(at: Ref) {
  const [{ objects }, uploads] = await Promise.all([
    ferry.oss.list({ at, signal: never }),
    ferry.oss.listUploads({ at, signal: never }),
  ])
  for (const { key } of objects) await ferry.oss.remove({ at: { ...at, key }, signal: never })
  for (const { key, uploadId } of uploads) await ferry.oss.abort({ at: { ...at, key }, uploadId, signal: never })
}

/** The keys below a prefix, which must have no open upload with parts: an Initiate without an answer leaves one that nobody can name. */
export async function keysOf(at: Ref) {
  const { objects } = await ferry.oss.list({ at, signal: never })
  for (const { key, uploadId } of await ferry.oss.listUploads({ at, signal: never }))
    expect(await ferry.oss.listParts({ at: { ...at, key }, uploadId, signal: never })).toEqual([])
  return objects.map((object) => object.key)
}

export const textAt = async (at: Ref) => (await ferry.oss.get({ at, signal: never })).text()
export const fill = (at: Ref, body: string) => ferry.oss.put({ at, body, attributes, signal: never })

export const move = {
  do: 'copy',
  sources: [home('work/a.txt')],
  target: away('work/b.txt'),
  placement: 'exact',
  removeSource: true,
  conflict: 'skip',
  keepAcl: true,
} satisfies Request
