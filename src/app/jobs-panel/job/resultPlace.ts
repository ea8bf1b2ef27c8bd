import { useContext } from 'react'
import type { JobRequest, JobView, StoredTask } from '../../../engine/jobs/types.ts'
import { isLocal } from '../../../engine/localFiles.ts'
import { placeOf } from '../../../engine/scope/scope.ts'
import type { Source } from '../../../engine/types.ts'
import { readTasks } from '../../../hosts/page/store.ts'
import type { Ref } from '../../../oss/types.ts'
import { ShowContext } from '../showContext.ts'

/** The place where one sees what a job has done; undefined before anything is there, and where nothing is left to see. */
export function resultPlaceOf({ request, counts }: Pick<JobView, 'request' | 'counts'>): Ref | undefined {
  const place = placeIn(request)
  return counts.done > 0 && place && !isLocal(place) ? place : undefined
}

function placeIn(request: JobRequest): Ref | undefined {
  const [source] = request.sources
  if (request.do === 'copy' && request.placement === 'exact') return above(request.target)
  if (request.do === 'copy' || request.do === 'upload') return request.target
  if (request.do === 'undo')
    return request.of.do === 'copy' && !request.of.removeSource ? undefined : source && above(source)
  return ['change', 'restore', 'undelete'].includes(request.do) && source ? above(source) : undefined
}

const above = ({ scope, ...at }: Source): Ref => ({ ...at, key: placeOf({ ...at, ...(scope && { scope }) }) })

/** More rows are not marked: who copied a thousand looks at the place, not at each. */
const mostMarked = 1000

/** The way there, with what the job made chosen, under the names that the objects really got; undefined where there is none. */
export function useShowResult(view: JobView): (() => void) | undefined {
  const { account, show } = useContext(ShowContext)
  const place = resultPlaceOf(view)
  if (!place || place.account !== account) return undefined
  const lead = async () => {
    const tasks = await readTasks({ job: view.id, state: 'done', from: 0, limit: mostMarked })
    show(place, rowsOf(tasks, place))
  }
  return () => void lead()
}

/** The rows of a place that objects are, or lie below. */
export function rowsOf(tasks: StoredTask[], { account, bucket, key: prefix }: Ref): string[] {
  const rows = tasks.flatMap((task) => {
    const at: Ref = 'target' in task ? task.target : task.source
    if (at.account !== account || at.bucket !== bucket || !at.key.startsWith(prefix)) return []
    const slash = at.key.indexOf('/', prefix.length)
    return [slash < 0 ? at.key : at.key.slice(0, slash + 1)]
  })
  return [...new Set(rows)]
}
