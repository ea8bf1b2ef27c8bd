import { expect } from 'vitest'
import { cancelAfter, drive, ferry, lookAt, type Scenario, setUp, tasksIn, within } from './crash.ts'
import { type Carry, type Deed, judge, leftovers, strayFiles, untold, windowOf, windows } from './judge.ts'
import type { Look } from './look.ts'
import { cancelsOf, isAll, type Moment, offsetOf } from './moments.ts'
import { type Disturbance, type Event, undisturbed } from './mortal.ts'
import { type Action, actionsOn, type Pair } from './secondActor.ts'

/** A scenario for runs in which another client acts at one event. */
export type Case = Scenario & {
  /** Where it acts. */
  pair: Pair
  carry: Carry
  /** Of many events that are alike, some do. */
  sample?: (trace: Event[]) => number[]
}

type Known = { before: Look; undisturbed: Look; events: Event[] }
type Trial = { at: number; as: Disturbance['as']; action: Action; where: string }

export const older = -60_000
const step = 2000

/** Objects from before are older than what the run and the other client make: OSS tells times in whole seconds. */
const inThePast = (one: Case): Case => ({
  ...one,
  async begin() {
    ferry.store.settings.clockOffset = older
    await one.begin()
    ferry.store.settings.clockOffset = 0
  },
})

async function learn(one: Case): Promise<Known> {
  const clean = await setUp(one, undisturbed)
  const before = await lookAt(one)
  expect(await drive(clean.world, 'submitted', one.says)).toBe('ended')
  return { before, undisturbed: await lookAt(one), events: [...clean.trace] }
}

const everyOne = (events: Event[]) => events.map((_, index) => index + 1)
const offsetNow = () => offsetOf(expect.getState().currentTestName ?? '')

/** Every action at every event, some also with the end of the world there, or with a lost answer. Of a sample: some at each event. */
function trialsOf({ pair, sample = everyOne }: Case, events: Event[], offset: number): Trial[] {
  return sample(events).flatMap((at) => {
    const op = events[at - 1]?.op
    const all = actionsOn(pair).flatMap((action, index) => {
      const trial = (as: Disturbance['as']): Trial => ({
        at,
        as,
        action,
        where: `${action.name}, ${as} at ${at} (${op})`,
      })
      const others = [trial('after'), trial('lost')].filter((_, which) => (at + index) % 3 === which)
      return [trial('calm'), ...others]
    })
    return isAll ? all : inTurn(all, at + offset)
  })
}

/** So many of the trials at each event. */
const atEach = 1

/** A few of a list, others at each turn. */
function inTurn<T>(all: T[], turn: number): T[] {
  return Array.from(
    { length: Math.min(atEach, all.length) },
    (_, index) => all[(turn * atEach + index) % all.length] as T,
  )
}

/** Resolves with every promise that was not kept, and counts what fell into a window that nobody can close (`windows`). */
export async function disturbEverywhere(given: Case) {
  const one = inThePast(given)
  const known = await learn(one)
  const broken: string[] = []
  /** By the reason why nothing can be done. */
  const excused: Record<string, number> = {}
  const trials = trialsOf(one, known.events, offsetNow())
  for (const trial of trials) {
    const { wrong, window } = await tryOne(one, known, trial)
    if (wrong.length > 0 && window) excused[windows[window]] = (excused[windows[window]] ?? 0) + 1
    else broken.push(...wrong.map((what) => `${trial.where}: ${what}`))
  }
  return { broken, excused, runs: trials.length }
}

async function tryOne(one: Case, known: Known, { at, as, action }: Trial) {
  let deed: Deed | undefined
  const act = async () => {
    const pre = await lookAt(one)
    ferry.store.settings.clockOffset += step
    await action.act(ferry.oss, one.pair, one.disk?.())
    const post = await lookAt(one)
    deed = { action, pair: one.pair, at: attempt.trace.push({ of: 'actor', op: action.name }) - 1, pre, post }
    ferry.store.settings.clockOffset += step
  }
  const attempt = await setUp(one, { at, as, act })
  let ending = await drive(attempt.world, 'submitted', one.says)
  if (ending === 'crash') {
    await act()
    ending = await attempt.restart()
  }
  const { journal, trace } = attempt
  const tasks = await tasksIn(journal)
  const phase = (await journal.figures('job'))?.phase
  const cancelled = await cancelAfter(attempt)
  const end = await lookAt(one)
  const policy = 'conflict' in one.request && !one.isUndone ? one.request.conflict : 'skip'
  const { carry, says } = one
  const evidence = { ...known, end, deed, tasks, trace, carry, policy, says, isUndone: one.isUndone === true }
  const endless = ending === 'ended' && cancelled === 'ended' ? [] : [`it does not end: ${ending}, ${cancelled}`]
  const unsaid = phase === 'finished' || (phase === 'review' && policy === 'ask') ? [] : [`the job is ${phase}`]
  const wrong = [...endless, ...unsaid, ...judge(evidence), ...leftovers(end, deed, trace), ...strayFiles(evidence)]
  return { wrong, window: deed && windowOf(deed, trace, tasks) }
}

/** A person cancels at every event, and once more while the request of that event is on its way; resolves with what is wrong then. */
export async function cancelEverywhere(given: Case): Promise<string[]> {
  // A stop waits for what is on its way; here that always arrives.
  const one = inThePast({ ...given, settings: { ...given.settings, settle: 5000 } })
  const known = await learn(one)
  const { sample = everyOne } = one
  const broken: string[] = []
  for (const moment of cancelsOf(known.events, sample(known.events), offsetNow())) {
    const wrong = await cancelAt(one, known, moment)
    const { at, as } = moment
    broken.push(...wrong.map((what) => `cancelled, ${as}, at ${at} (${known.events[at - 1]?.op}): ${what}`))
  }
  return broken
}

async function cancelAt(one: Case, known: Known, { at, as }: Moment): Promise<string[]> {
  let cancelled: Promise<void> | undefined
  const wish = () => {
    cancelled = attempt.world.runner.cancel('job')
  }
  const attempt = await setUp(one, { at, as, wish })
  const ending = await drive(attempt.world, 'submitted', one.says)
  const stopped = await within(attempt.world, async () => cancelled)
  const { journal, trace } = attempt
  const tasks = await tasksIn(journal)
  const end = await lookAt(one)
  const evidence = {
    ...known,
    end,
    deed: undefined,
    tasks,
    trace,
    carry: one.carry,
    policy: 'skip' as const,
    isUndone: false,
  }
  const endless = ending === 'ended' && stopped === 'ended' ? [] : [`it does not end: ${ending}, ${stopped}`]
  return [
    ...endless,
    ...judge(evidence),
    ...untold(evidence),
    ...leftovers(end, undefined, trace),
    ...strayFiles(evidence),
  ]
}
