/** What memory keeps of each task of a job: its state, its group, and where its line stands; 14 bytes, however many there are. */
import type { TaskState } from '../../types.ts'
import type { Group } from '../types.ts'
import { JournalFormatError, type TaskLine } from './log.ts'

/** Where a line stands in the log, in bytes. */
export type LineSpan = { at: number; length: number }
/** What tasks are looked for by. */
export type TaskFilter = TaskState | Group | 'unfinished'

export type LogIndex = {
  count: () => number
  /** The task's line is this one from now on; number `count()` is a new task. */
  set: (task: TaskLine, spot: LineSpan) => void
  spot: (n: number) => LineSpan | undefined
  /** The numbers of up to `limit` tasks from number `from` on; the first `skip` of them are left out. */
  find: (what: TaskFilter | undefined, from: number, limit: number, skip?: number) => number[]
}

const unfinishedBit = 128

export function createLogIndex(): LogIndex {
  const names: string[] = []
  let count = 0
  let states = new Uint8Array(1024)
  let groups = new Uint8Array(1024)
  let offsets = new Float64Array(1024)
  let lengths = new Uint32Array(1024)
  const codeOf = (name: string) => {
    const known = names.indexOf(name)
    return known >= 0 ? known : names.push(name) - 1
  }
  const grow = () => {
    states = grown(states, new Uint8Array(2 * count))
    groups = grown(groups, new Uint8Array(2 * count))
    offsets = grown(offsets, new Float64Array(2 * count))
    lengths = grown(lengths, new Uint32Array(2 * count))
  }
  const isOf = (what: TaskFilter | undefined): ((n: number) => boolean) => {
    if (what === undefined) return () => true
    if (what === 'unfinished') return (n) => ((states[n] ?? 0) & unfinishedBit) !== 0
    const code = names.indexOf(what)
    return (n) => ((states[n] ?? 0) & ~unfinishedBit) === code || groups[n] === code
  }
  return {
    count: () => count,
    set({ n, state, group, unfinished }, { at, length }) {
      if (!(n >= 0 && n <= count)) throw new JournalFormatError(`It has no task ${n - 1}, but a task ${n}.`)
      if (count === states.length) grow()
      count = Math.max(count, n + 1)
      states[n] = codeOf(state) | (unfinished ? unfinishedBit : 0)
      groups[n] = codeOf(group)
      offsets[n] = at
      lengths[n] = length
    },
    spot: (n) => (n >= 0 && n < count ? { at: offsets[n] ?? 0, length: lengths[n] ?? 0 } : undefined),
    find(what, from, limit, skip = 0) {
      const found: number[] = []
      const matches = isOf(what)
      for (let n = from, left = skip; n < count && found.length < limit; n++)
        if (matches(n) && left-- <= 0) found.push(n)
      return found
    },
  }
}

function grown<A extends Uint8Array | Float64Array | Uint32Array>(before: A, after: A): A {
  after.set(before)
  return after
}
