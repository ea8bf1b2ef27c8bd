import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { taskStatusOf } from '../../../engine/jobs/outcome/taskStatus.ts'
import type { JobView } from '../../../engine/jobs/types.ts'
import type { TaskState } from '../../../engine/types.ts'
import { formatCount } from '../../../i18n/format.ts'
import { TaskRows } from './TaskRows.tsx'

/** What a person looks for. What waits is found under all, but for what a cancelled job has left. */
const filters = ['conflict', 'failed', 'waiting', 'refused', 'skipped', 'done'] as const satisfies TaskState[]
type Filter = 'all' | (typeof filters)[number]

/** All objects of a job, or those in one state; read from the journal as they are scrolled to. */
export function TaskList({ view }: { view: JobView }) {
  const [wanted, setWanted] = useState<Filter>('all')
  const filter = wanted === 'all' || view.counts[wanted] > 0 ? wanted : 'all'
  return (
    <div className="tasks">
      {view.objects > 1 && <Filters view={view} filter={filter} onFilter={setWanted} />}
      <TaskRows
        key={filter}
        view={view}
        which={filter === 'all' ? {} : { state: filter }}
        count={filter === 'all' ? view.objects : view.counts[filter]}
      />
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
      .filter((state) => view.counts[state] > 0 && (state !== 'waiting' || view.phase === 'cancelled'))
      .map((state) => ({
        value: state,
        label: label(t(`task.${taskStatusOf(state, view.phase)}`), view.counts[state]),
      })),
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
