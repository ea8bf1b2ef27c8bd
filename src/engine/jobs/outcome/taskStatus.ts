import type { TaskState } from '../../types.ts'
import type { Phase, TaskStatus } from '../types.ts'

/** What to call a state of a job's tasks: what waited when the job was cancelled waits no more. */
export function taskStatusOf(state: TaskState, phase: Phase): TaskStatus {
  if (phase !== 'cancelled') return state
  if (state === 'waiting') return 'notDone'
  return state === 'conflict' ? 'undecided' : state
}
