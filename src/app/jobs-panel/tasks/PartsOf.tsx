import { useTranslation } from 'react-i18next'
import type { ActiveTask } from '../../../engine/jobs/types.ts'
import { formatBytes, formatCount } from '../../../i18n/format.ts'
import { visible } from '../../../i18n/visible.ts'
import { PartCanvas } from './PartCanvas.tsx'
import { PartCells } from './PartCells.tsx'
import { countParts, type PartCounts } from './parts.ts'

export type Parts = NonNullable<ActiveTask['parts']>

/** Up to here every part is an element of its own; more are painted. */
const mostCells = 500

/** The parts of one object that is being copied. */
export function PartsOf({ task, parts }: { task: ActiveTask; parts: Parts }) {
  const { t, i18n } = useTranslation('panel')
  const { language } = i18n
  const counts = countParts(parts.states)
  const name = visible(task.key)
  const Grid = counts.all > mostCells ? PartCanvas : PartCells
  return (
    <section className="parts-of" aria-label={t('parts.of', { name })}>
      <header className="parts-head">
        <bdi className="parts-name">{name}</bdi>
        <span className="parts-count">
          {t('parts', { done: formatCount(counts.done, language), objects: formatCount(counts.all, language) })}
        </span>
        <span className="parts-size">{t('parts.size', { bytes: formatBytes(parts.size, language) })}</span>
      </header>
      <Grid parts={parts} size={task.size} />
      <Legend counts={counts} />
    </section>
  )
}

const legend = [
  { count: 'queued', mark: 'queued' },
  { count: 'running', mark: 'running' },
  { count: 'done', mark: 'done' },
  { count: 'retried', mark: 'doneAgain' },
] as const

function Legend({ counts }: { counts: PartCounts }) {
  const { t, i18n } = useTranslation('panel')
  return (
    <ul className="legend">
      {legend.map(({ count, mark }) => (
        <li key={count}>
          <span className={`part part-${mark}`} aria-hidden />
          {t(`part.${count}`)} <b>{formatCount(counts[count], i18n.language)}</b>
        </li>
      ))}
    </ul>
  )
}
