import type { Task } from '../types.ts'

/** Two objects of one job that the disk takes for one: what stands in the place of this may be the other, which is wanted too. */
export function collidesOnDisk(task: Task): boolean {
  return task.kind === 'download' && task.hasTwin === true && task.there === undefined
}
