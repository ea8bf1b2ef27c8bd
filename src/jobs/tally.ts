import type { Task } from '../copy/types.ts'
import type { Counts, Tally } from './types.ts'

const noCounts: Counts = { conflict: 0, waiting: 0, running: 0, copied: 0, done: 0, skipped: 0, refused: 0, failed: 0 }

export const emptyTally = (): Tally => ({
  counts: { ...noCounts },
  objects: 0,
  bytes: 0,
  bytesDone: 0,
  uploads: 0,
  problems: {},
  refusals: {},
})

type Counted = Pick<Task, 'kind' | 'state' | 'source' | 'problem' | 'refusal' | 'upload'>

/** Counts a task in (`sign` 1) or out (-1). A change of state is one of each. */
export function tally(into: Tally, task: Counted, sign: 1 | -1): void {
  into.counts[task.state] += sign
  into.objects += sign
  if (task.upload) into.uploads += sign
  into.bytes += sign * bytesOf(task)
  if (task.state === 'done') into.bytesDone += sign * bytesOf(task)
  if (task.refusal) into.refusals[task.refusal] = (into.refusals[task.refusal] ?? 0) + sign
  if (task.problem) tallyProblem(into, task.problem, sign)
}

/** A metadata edit copies no bytes; what is skipped or refused is no work. */
function bytesOf({ kind, state, source }: Counted): number {
  return kind === 'copy' && state !== 'skipped' && state !== 'refused' ? source.size : 0
}

function tallyProblem(into: Tally, problem: NonNullable<Counted['problem']>, sign: 1 | -1): void {
  const { count, sample } = into.problems[problem.code] ?? { count: 0, sample: problem }
  if (count + sign > 0) into.problems[problem.code] = { count: count + sign, sample }
  else delete into.problems[problem.code]
}
