/** What became of an object of a copy that is planned, or done, as another task of the same job. */
import type { Ref } from '../../../oss/types.ts'
import type { CopyOf } from '../../ctx.ts'
import { planOrder } from '../../plan/planOrder.ts'
import type { CopyRequest, CopyTask, Task } from '../../types.ts'
import type { StoredTask } from '../types.ts'
import type { Run } from '../world.ts'

type Tasks = (source: Ref) => Promise<StoredTask | undefined>

/** What a link has to know of what it points to. Of an undo it is what it was. */
export async function copyOf(source: Ref, task: Task, run: Run): Promise<CopyOf> {
  const record = await run.record()
  if (record?.request.do !== 'copy') return { is: 'made', key: (task.kind === 'copy' && task.link) || source.key }
  const tasks = tasksOf(record.request, record.objects, run)
  const found = await tasks(source)
  if (found?.kind !== 'copy') return { is: record.planned ? 'stays' : 'pending' }
  return (await isCircle(found, task, tasks)) ? { is: 'made', key: found.target.key } : outcomeOf(found)
}

function outcomeOf({ state, conflict, target }: CopyTask): CopyOf {
  if (state === 'done') return { is: 'made', key: target.key }
  // Policy `different` leaves what is there because it is the same.
  if (state === 'skipped') return conflict === 'different' ? { is: 'made', key: target.key } : { is: 'stays' }
  if (state === 'refused') return { is: 'stays' }
  return { is: state === 'conflict' ? 'undecided' : 'pending' }
}

/** Links that point to each other in a circle would wait for ever: each stands for the name that the next is aimed at. */
async function isCircle(first: StoredTask, { n }: Task, tasks: Tasks): Promise<boolean> {
  const seen = new Set<number>()
  for (let at: StoredTask | undefined = first; at && !seen.has(at.n); ) {
    if (at.n === n) return true
    if (at.kind !== 'copy' || at.pointsTo === undefined || !isToBeMade(at)) return false
    seen.add(at.n)
    at = await tasks({ ...at.source, key: at.pointsTo })
  }
  return false
}

const isToBeMade = ({ state }: Task) => state === 'waiting' || state === 'running' || state === 'copied'

/** Finds tasks by their sources. A plan is in order, so that halving finds one among a million. */
function tasksOf(request: CopyRequest, objects: number, { job, world }: Run): Tasks {
  return async (source) => {
    const order = planOrder(request, source)
    let [low, high] = order ? [order.from, Math.min(order.to ?? objects, objects)] : [0, 0]
    while (order && low < high) {
      const middle = Math.floor((low + high) / 2)
      const [task] = await world.journal.page({ job, from: middle, limit: 1 })
      const difference = task ? order.compare(task) : 1
      if (difference === 0) return task
      if (difference < 0) low = middle + 1
      else high = middle
    }
    return undefined
  }
}
