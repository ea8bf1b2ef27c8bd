import type { Report, Task, TaskState } from '../../engine/types.ts'
import { formatBytes } from '../../words/format.ts'
import type { Listener } from './runPlan.ts'

/** What a run has come to, kept while it runs. Bytes of what is in flight count as far as they are. */
export type Progress = Listener & {
  counts: () => Partial<Record<TaskState, number>>
  /** Of the objects, 0 to 1. */
  share: () => number
  /** One line, for people. `now` in ms. */
  line: (now: number) => string
  /** Failures and refusals by reason. */
  reasons: () => Map<string, { count: number; sample: string }>
}

type Flying = { size: number; bytes: number; partSize: number }
const ended = new Set<TaskState>(['done', 'skipped', 'refused', 'failed', 'conflict'])

/** `began` in ms. */
export function createProgress(began: number): Progress {
  const counts: Partial<Record<TaskState, number>> = {}
  const reasons = new Map<string, { count: number; sample: string }>()
  const flying = new Map<number, Flying>()
  let found = 0
  let bytesDone = 0
  let bytesMoved = 0
  const all = () => Math.max(found, sum(Object.values(counts)) + flying.size)
  return {
    counts: () => counts,
    share: () => sum(Object.values(counts)) / Math.max(1, all()),
    reasons: () => reasons,
    planned: (objects) => {
      found += objects
    },
    task(task) {
      if (!ended.has(task.state)) {
        if (!flying.has(task.n)) flying.set(task.n, { size: task.source.size, bytes: 0, partSize: 0 })
        return
      }
      const was = flying.get(task.n)
      flying.delete(task.n)
      counts[task.state] = (counts[task.state] ?? 0) + 1
      if (task.state === 'done') bytesDone += task.source.size
      if (task.state === 'done' && was) bytesMoved += was.size
      const reason = task.refusal ?? task.problem?.code
      if (reason) note(reasons, reason, task)
    },
    report(task, what) {
      const one = flying.get(task.n)
      if (one) one.bytes = bytesAfter(one, what)
    },
    line(now) {
      const inFlight = sum([...flying.values()].map(({ bytes }) => bytes))
      const seconds = Math.max(1, (now - began) / 1000)
      const { done = 0, skipped = 0, failed = 0, refused = 0, conflict = 0 } = counts
      const rest = [
        said(skipped, 'skipped'),
        said(failed, 'failed'),
        said(refused, 'refused'),
        said(conflict, 'undecided'),
      ]
      const speed = formatBytes((bytesMoved + inFlight) / seconds, 'en')
      return [`${done} of ${all()} objects`, formatBytes(bytesDone + inFlight, 'en'), `${speed}/s`, ...rest]
        .filter(Boolean)
        .join(', ')
    },
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}

function said(count: number, word: string): string {
  return count > 0 ? `${count} ${word}` : ''
}

function bytesAfter(flying: Flying, what: Report): number {
  const { size, bytes, partSize } = flying
  if (what.is === 'bytes') return what.done
  if (what.is === 'split') {
    flying.partSize = what.partSize
    return Math.min(size, what.done.length * what.partSize)
  }
  return what.is === 'part' && what.state === 'done' ? Math.min(size, bytes + partSize) : bytes
}

function note(
  reasons: Map<string, { count: number; sample: string }>,
  reason: string,
  { source, problem }: Task,
): void {
  const before = reasons.get(reason)
  const sample = before?.sample ?? [JSON.stringify(source.key), problem?.message].filter(Boolean).join(': ')
  reasons.set(reason, { count: (before?.count ?? 0) + 1, sample })
}
