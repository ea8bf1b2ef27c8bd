import { useVirtualizer } from '@tanstack/react-virtual'
import { Segmented } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TaskState } from '../copy/types.ts'
import type { JobView } from '../jobs/types.ts'
import { formatCount } from '../words/format.ts'
import { TaskRow } from './TaskRow.tsx'
import { useTasks } from './useTasks.ts'

/** What a person looks for. What waits is found under all. */
const filters = ['failed', 'refused', 'skipped', 'done'] as const satisfies TaskState[]
type Filter = 'all' | (typeof filters)[number]

const rowHeight = 32
const estimateSize = () => rowHeight

/** All objects of a job, or those in one state; read from the journal as they are scrolled to. */
export function TaskList({ view }: { view: JobView }) {
  const [wanted, setWanted] = useState<Filter>('all')
  const filter = wanted === 'all' || view.counts[wanted] > 0 ? wanted : 'all'
  return (
    <div className="tasks">
      <Filters view={view} filter={filter} onFilter={setWanted} />
      <Rows key={filter} view={view} filter={filter} />
    </div>
  )
}

type FiltersProps = { view: JobView; filter: Filter; onFilter: (filter: Filter) => void }

function Filters({ view, filter, onFilter }: FiltersProps) {
  const { t, i18n } = useTranslation('panel')
  const label = (name: string, count: number) => `${name} ${formatCount(count, i18n.language)}`
  const options: { value: Filter; label: string }[] = [
    { value: 'all', label: label(t('filter.all'), view.objects) },
    ...filters
      .filter((state) => view.counts[state] > 0)
      .map((state) => ({ value: state, label: label(t(`task.${state}`), view.counts[state]) })),
  ]
  return (
    <Segmented
      className="tasks-filter"
      size="small"
      options={options}
      value={filter}
      onChange={onFilter}
      aria-label={t('tasks')}
    />
  )
}

function Rows({ view, filter }: { view: JobView; filter: Filter }) {
  const { t } = useTranslation('panel')
  const scroller = useRef<HTMLDivElement>(null)
  const count = filter === 'all' ? view.objects : view.counts[filter]
  const virtual = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize, overscan: 8 })
  const items = virtual.getVirtualItems()
  const taskAt = useTasks(
    view,
    filter === 'all' ? undefined : filter,
    items.at(0)?.index ?? 0,
    items.at(-1)?.index ?? 0,
  )
  const active = new Map(view.active.map((task) => [task.n, task]))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={scroller} className="tasks-scroller" tabIndex={0} aria-label={t('tasks')}>
      <ul className="tasks-all" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const task = taskAt(index)
          return (
            <li
              key={index}
              className="task-place"
              aria-setsize={count}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              {task && <TaskRow task={task} active={view.phase === 'running' ? active.get(task.n) : undefined} />}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
