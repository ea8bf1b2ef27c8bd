/**
 * Sheets as the last transaction of this Worker left them. What a change of a sheet needs is the sheet: to read a hundred tasks for each of
 * the few that change would cost more than all else of the journal. Whether nobody wrote since, the edition says.
 */
import type { StoredTask } from '../../engine/jobs/types.ts'
import type { Standing } from './sheets.ts'

type Kept = { edition: number; tasks: StoredTask[] }

/** Of twenty jobs side by side, each with four hundred objects under way. */
const most = 200
const kept = new Map<string, Kept>()

const nameOf = ({ job, sheet }: Standing) => `${job} ${sheet}`

/** Of each transaction that writes a sheet another, so that one that was aborted is not taken for one that was not. */
export const newEdition = (): number => Math.random()

/** The tasks that this Worker wrote, a copy of the list; undefined where they are not kept, or are not what stands there. */
export function remembered(at: Standing): StoredTask[] | undefined {
  const found = kept.get(nameOf(at))
  return found && found.edition === at.edition ? [...found.tasks] : undefined
}

/** The sheet that was written last stays longest; one in which nothing is left to do is not kept. */
export function remember(at: Standing, tasks: StoredTask[]): void {
  const name = nameOf(at)
  kept.delete(name)
  if (at.edition === undefined || !at.marks.some(([, what]) => what === 'waiting' || what === 'copied')) return
  kept.set(name, { edition: at.edition, tasks })
  const [oldest] = kept.keys()
  if (kept.size > most && oldest !== undefined) kept.delete(oldest)
}
