import { keepPreviousData, useQueries } from '@tanstack/react-query'
import type { Task, TaskState } from '../copy/types.ts'
import { readTasks } from '../jobs/store.ts'
import type { JobView } from '../jobs/types.ts'
import { isOpen } from './jobState.ts'

const pageSize = 100
const refreshEveryMs = 1000

/** The tasks between two places of the list, a page at a time; a running job's are read again every second. */
export function useTasks(view: JobView, state: TaskState | undefined, first: number, last: number) {
  const from = Math.floor(first / pageSize)
  const pages = Array.from({ length: Math.floor(last / pageSize) - from + 1 }, (_, i) => from + i)
  const answers = useQueries({
    queries: pages.map((page) => ({
      queryKey: ['tasks', view.id, state ?? 'all', page, isOpen(view) ? 'open' : view.ended],
      queryFn: () => readTasks({ job: view.id, ...(state && { state }), from: page * pageSize, limit: pageSize }),
      placeholderData: keepPreviousData,
      refetchInterval: isOpen(view) ? refreshEveryMs : (false as const),
    })),
  })
  return (index: number): Task | undefined => answers[Math.floor(index / pageSize) - from]?.data?.[index % pageSize]
}
