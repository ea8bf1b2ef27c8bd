import { ownValue } from '../../../oss/ownValue.ts'
import { hintsOf, partsOf, requestsOf } from '../../plan/costs.ts'
import type { Planned, Task } from '../../types.ts'
import type { Counts, Group, Job, StoredTask, Sum, Tally } from '../types.ts'
import { proofKindOf } from './proofKind.ts'
import { stoodOf } from './stood.ts'

const noCounts: Counts = {
  conflict: 0,
  waiting: 0,
  running: 0,
  copied: 0,
  restoring: 0,
  done: 0,
  skipped: 0,
  refused: 0,
  failed: 0,
}

export const emptyTally = (): Tally => ({
  counts: { ...noCounts },
  objects: 0,
  bytes: 0,
  bytesDone: 0,
  unfinished: 0,
  problems: {},
  refusals: {},
  groups: {},
  methods: {},
  hints: {},
  requests: 0,
})

type Counted = Planned & Pick<Task, 'checkpoint' | 'proof' | 'made' | 'left'> & Pick<StoredTask, 'answer'>

/**
 * Counts a task in (`sign` 1) or out (-1); a change of state is one of each. What it adds depends on the task and on the moment when the
 * job was asked for, never on the present: what was counted in is counted out.
 */
export function tally(into: Tally & Pick<Job, 'created'>, task: Counted, sign: 1 | -1): void {
  // The record of an older journal has no place for every state.
  into.counts[task.state] = (into.counts[task.state] ?? 0) + sign
  into.objects += sign
  if (task.checkpoint) into.unfinished += sign
  if (task.proof ?? task.made) into.acted = (into.acted ?? 0) + sign
  if (task.refusal) into.refusals[task.refusal] = (into.refusals[task.refusal] ?? 0) + sign
  if (task.answer) into.answers = { ...into.answers, [task.answer]: (into.answers?.[task.answer] ?? 0) + sign }
  if (task.problem) tallyProblem(into, task.problem, sign)
  if (task.left) tallyLeft(into, task.left, sign)
  count(into.groups, groupOf(task), sign, task.source.size)
  tallyEnd(into, task, sign)
  if (isWork(task)) tallyWork(into, task, sign)
}

/** What comes of an object. */
export function groupOf(task: Planned): Group {
  if (task.refusal) return task.refusal
  if (!('target' in task)) return task.state === 'skipped' ? whyLeft(task) : task.kind
  if (task.state === 'skipped') return 'skip'
  if (task.state === 'conflict') return 'ask'
  if (!task.there || task.replacesOwn) return 'hasTwin' in task && task.hasTwin ? 'keepBoth' : 'new'
  return task.overwrite ? 'replace' : 'keepBoth'
}

/** Of an edit: all is as asked, or it is not about this object. */
function whyLeft(task: Planned): Group {
  return task.kind === 'change' && task.isOutside ? 'outside' : 'asAsked'
}

/** What is skipped, refused or undecided is no work. */
function isWork({ state }: Counted): boolean {
  return state !== 'skipped' && state !== 'refused' && state !== 'conflict'
}

/** What proved it, or why it was left alone. */
function tallyEnd(into: Tally, task: Counted, sign: 1 | -1): void {
  const { size } = task.source
  const proof = proofKindOf(task)
  if (proof) {
    into.proofs ??= {}
    count(into.proofs, proof, sign, size)
  }
  const stood = stoodOf(task)
  if (stood) {
    into.stood ??= {}
    count(into.stood, stood, sign, size)
  }
}

function tallyWork(into: Tally & Pick<Job, 'created'>, task: Counted, sign: 1 | -1): void {
  into.requests += sign * requestsOf(task)
  for (const [hint, bytes] of entriesOf(hintsOf(task, into.created))) count(into.hints, hint, sign, bytes)
  if (!('target' in task)) return
  const { size } = task.source
  into.bytes += sign * size
  if (task.state === 'done') into.bytesDone += sign * size
  if (task.kind !== 'copy') return
  const parts = (into.methods[task.method]?.parts ?? 0) + sign * partsOf(task)
  count(into.methods, task.method, sign, size)
  const method = into.methods[task.method]
  if (method) method.parts = parts
}

function count<Name extends string, S extends Sum>(
  sums: Partial<Record<Name, S>>,
  name: Name,
  sign: 1 | -1,
  size: number,
): void {
  const sum = sums[name] ?? ({ count: 0, bytes: 0 } as S)
  sum.count += sign
  sum.bytes += sign * size
  if (sum.count > 0) sums[name] = sum
  else delete sums[name]
}

function tallyProblem(into: Tally, problem: NonNullable<Counted['problem']>, sign: 1 | -1): void {
  const { count: before, sample } = ownValue(into.problems, problem.code) ?? { count: 0, sample: problem }
  if (before + sign > 0) into.problems[problem.code] = { count: before + sign, sample }
  else delete into.problems[problem.code]
}

function tallyLeft(into: Tally, left: NonNullable<Counted['left']>, sign: 1 | -1): void {
  const { count: before, sample } = into.left ?? { count: 0, sample: left }
  into.left = { count: before + sign, sample: before > 0 ? sample : left }
}

function entriesOf<Name extends string>(record: Partial<Record<Name, number>>): [Name, number][] {
  return Object.entries(record) as [Name, number][]
}
