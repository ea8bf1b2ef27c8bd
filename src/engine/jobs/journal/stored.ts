/** A task as every journal keeps it, and what a change makes of it. */
import type { Task } from '../../types.ts'
import { groupOf, tally } from '../outcome/tally.ts'
import type { JobFigures, StoredTask } from '../types.ts'
import type { ChangeTo } from './journal.ts'

/** A planned task with its group. */
export const stored = (task: Task): StoredTask => ({ ...task, group: groupOf(task) })

/** A record with a patch laid over it; `undefined` removes a field. */
export function withPatch<T extends object>(before: T, patch: object): T {
  return Object.fromEntries(Object.entries({ ...before, ...patch }).filter(([, value]) => value !== undefined)) as T
}

/** The patch that makes `after` of `before`. */
export function difference<T extends object>(before: T, after: T): Partial<T> {
  const names = Object.keys({ ...before, ...after }) as (keyof T)[]
  return Object.fromEntries(
    names.filter((name) => before[name] !== after[name]).map((name) => [name, after[name]]),
  ) as Partial<T>
}

/** A task after a change, counted over in its job's figures. A checkpoint ends with its upload, what was not proved with a proof, and why something could not be cleared away with that. The same object: nothing changes. */
export function changed(figures: JobFigures, before: StoredTask, to: ChangeTo): StoredTask {
  const patch = to(before, figures)
  if (!patch) return before
  const ended = patch.state === 'copied' || patch.state === 'done' || patch.state === 'skipped'
  const whole = ended ? { ...patch, checkpoint: undefined, made: undefined } : patch
  const after = stored(withPatch(before, 'checkpoint' in whole ? { left: undefined, ...whole } : whole))
  tally(figures, before, -1)
  tally(figures, after, 1)
  return after
}
