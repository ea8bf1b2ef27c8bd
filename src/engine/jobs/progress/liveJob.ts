/** What a run knows beyond the journal: which objects are being worked on, and how fast. It is lost with the tab, and no harm. */
import type { PartState, Problem, Report, Task, TaskState } from '../../types.ts'
import { type ActiveTask, type PartMark, partLetters, type Throughput } from '../types.ts'
import { type Sample, withSample } from './progress.ts'
import { createThroughput } from './throughput.ts'

type Entry = ActiveTask & { state: TaskState; copies: boolean }

export type LiveJob = {
  /** Whether a run is under way. */
  running: boolean
  entries: () => Entry[]
  /** A task that was stopped keeps its figures until it tells new ones. */
  begin: (task: Task) => void
  /** A task that waits again; false, for it is not settled. */
  leave: (n: number) => false
  /** The state that the journal now has. */
  reached: (n: number, state: TaskState) => void
  report: (n: number, what: Report) => void
  /** While planning. */
  planning: (what?: Report) => void
  /** After a stop: nothing moves, the figures stay on the screen. */
  freeze: () => void
  samples: (now: number) => Sample[]
  /** What the runs before have moved; of use before the first object of this one. */
  goOnFrom: (before: Throughput | undefined) => void
  /** What all runs have moved until now; undefined before the first object. */
  throughput: (now: number) => Throughput | undefined
  /** Bytes of objects that are worked on; undefined before the first of them told how far it is. */
  begun: () => number | undefined
  /** Whether its figures change without news: objects are worked on, or a speed is still falling. Not while OSS restores, for hours. */
  isMoving: () => boolean
  retrying?: string
  /** Why the run ended although the journal could not be told. */
  halted?: Problem
}

export function createLiveJob(): LiveJob {
  const active = new Map<number, Entry>()
  const moved = { bytes: 0, objects: 0 }
  let samples: Sample[] = []
  let hasTold = false
  const throughput = createThroughput(moved)
  const live: LiveJob = {
    running: false,
    entries: () => [...active.values()],
    begin(task) {
      throughput.atWork(Date.now())
      active.set(task.n, { ...(active.get(task.n) ?? fresh(task)), state: task.state })
    },
    leave(n) {
      active.delete(n)
      return false
    },
    reached(n, state) {
      const entry = active.get(n)
      // What is copied only waits for its source to go, with a hundred others: that is a moment, and no work.
      if (state === 'copied' || (state === 'done' && entry?.state !== 'copied')) moved.objects += 1
      if (entry) entry.state = state
      if (isSettled(state)) active.delete(n)
    },
    report(n, what) {
      const entry = active.get(n)
      if (what.is === 'split' || what.is === 'bytes') hasTold = true
      const bytes = entry ? apply(entry, what) : 0
      if (entry?.copies) moved.bytes += bytes
    },
    planning(what) {
      delete live.retrying
      if (what?.is === 'retry') live.retrying = what.code
    },
    freeze() {
      throughput.rest(Date.now())
      live.running = false
      delete live.retrying
      samples = []
      for (const entry of active.values()) calm(entry)
    },
    samples(now) {
      samples = withSample(samples, { at: now, ...moved })
      return samples
    },
    goOnFrom: throughput.goOnFrom,
    throughput: throughput.until,
    begun: () =>
      hasTold ? live.entries().reduce((sum, entry) => sum + (entry.copies ? entry.bytes : 0), 0) : undefined,
    isMoving: () =>
      active.size > 0 || samples.some(({ bytes, objects }) => bytes + objects < moved.bytes + moved.objects),
  }
  return live
}

/** Nothing more is done about it now: it has ended, waits for a person, or for OSS. */
export const isSettled = (state: TaskState): boolean =>
  state === 'done' ||
  state === 'restoring' ||
  state === 'skipped' ||
  state === 'failed' ||
  state === 'refused' ||
  state === 'conflict'

const fresh = (task: Task): Entry => ({
  n: task.n,
  key: task.source.key,
  size: task.source.size,
  bytes: 0,
  state: task.state,
  copies: 'target' in task,
})

/** Folds a report in and returns the bytes that moved just now: what the store had before does not count as speed. */
function apply(entry: Entry, what: Report): number {
  if (what.is === 'retry') entry.retrying = what.code
  // That a part is begun, or sent again, is no answer yet.
  else if (what.is !== 'part' || what.state === 'done') delete entry.retrying
  const before = entry.bytes
  if (what.is === 'split') split(entry, what)
  if (what.is === 'part') mark(entry, what)
  if (what.is === 'bytes') entry.bytes = what.done
  return what.is === 'split' ? 0 : Math.max(0, entry.bytes - before)
}

function split(entry: Entry, { partSize, size, done }: Extract<Report, { is: 'split' }>): void {
  const states: string[] = new Array(Math.ceil(size / partSize)).fill(partLetters.queued)
  for (const number of done) states[number - 1] = partLetters.done
  entry.parts = { size: partSize, states: states.join('') }
  entry.bytes = done.reduce((sum, number) => sum + lengthOf(entry, number), 0)
}

function mark(entry: Entry, { number, state }: Extract<Report, { is: 'part' }>): void {
  if (!entry.parts) return
  const { states } = entry.parts
  const again = states[number - 1] === partLetters.runningAgain
  if (state === 'done') entry.bytes += lengthOf(entry, number)
  entry.parts.states = states.slice(0, number - 1) + partLetters[markOf(state, again)] + states.slice(number)
}

function markOf(state: PartState, again: boolean): PartMark {
  if (state === 'retried' || (state === 'running' && again)) return 'runningAgain'
  return state === 'done' && again ? 'doneAgain' : state
}

/** The last part is the rest. */
function lengthOf({ size, parts }: Entry, number: number): number {
  return parts ? Math.min(parts.size, size - (number - 1) * parts.size) : 0
}

function calm(entry: Entry): void {
  delete entry.retrying
  if (entry.parts) entry.parts.states = entry.parts.states.replaceAll(/[>!]/g, partLetters.queued)
}
