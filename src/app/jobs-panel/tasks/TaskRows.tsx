import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobView } from '../../../engine/jobs/types.ts'
import { useWindow } from '../../../ui/virtual/useWindow.ts'
import { drawnRows } from '../../../ui/virtual/window.ts'
import { isOpen } from '../job/jobState.ts'
import { TaskRow } from './TaskRow.tsx'
import { type TaskFilter, useTasks } from './useTasks.ts'

const height = 32

type TaskRowsProps = { view: JobView; which: TaskFilter; count: number }

/** Objects of a job, read from the journal as they are scrolled to. */
export function TaskRows({ view, which, count }: TaskRowsProps) {
  const { t } = useTranslation('panel')
  const scroller = useRef<HTMLDivElement>(null)
  const { from, to, total, topOf } = useWindow(scroller, { count, height, overscan: 8 })
  // To skip a million entries of an index takes a tenth of a second; among all tasks any place is found at once.
  const those = !isOpen(view) && count === view.objects ? {} : which
  const taskAt = useTasks(view, those, from, Math.max(from, to - 1))
  const active = new Map(view.active.map((task) => [task.n, task]))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={scroller} className="tasks-scroller" tabIndex={0} aria-label={t('tasks')}>
      <ul className="tasks-all" style={{ height: total }}>
        {drawnRows(from, to).map((index) => {
          const task = taskAt(index)
          return (
            <li
              key={index}
              className="task-place"
              aria-setsize={count}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${topOf(index)}px)` }}
            >
              {task && (
                <TaskRow
                  task={task}
                  phase={view.phase}
                  active={view.phase === 'running' ? active.get(task.n) : undefined}
                />
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
