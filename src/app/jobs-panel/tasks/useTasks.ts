import { keepPreviousData, useQueries } from '@tanstack/react-query'
import type { Group, JobView, StoredTask } from '../../../engine/jobs/types.ts'
import type { TaskState } from '../../../engine/types.ts'
import { readTasks } from '../../../hosts/page/store.ts'
import { isOpen } from '../job/jobState.ts'

const pageSize = 100
const refreshEveryMs = 1000

/** Which tasks of a job: all, those in a state, those of a group. */
export type TaskFilter = { state?: TaskState; group?: Group }

/** The tasks between two places of the list, a page at a time; a running job's are read again every second. */
export function useTasks(view: JobView, which: TaskFilter, first: number, last: number) {
  const from = Math.floor(first / pageSize)
  const pages = Array.from({ length: Math.floor(last / pageSize) - from + 1 }, (_, i) => from + i)
  const answers = useQueries({
    queries: pages.map((page) => ({
      queryKey: ['tasks', view.id, which.state ?? which.group ?? 'all', page, isOpen(view) ? 'open' : view.ended],
      queryFn: () => readTasks({ job: view.id, ...which, from: page * pageSize, limit: pageSize }),
      placeholderData: keepPreviousData,
      refetchInterval: isOpen(view) ? refreshEveryMs : (false as const),
    })),
  })
  return (index: number): StoredTask | undefined =>
    answers[Math.floor(index / pageSize) - from]?.data?.[index % pageSize]
}
