import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobView } from '../../../engine/jobs/types.ts'
import { formatCount } from '../../../i18n/format.ts'
import { useRowHeights } from '../../../ui/virtual/useRowHeights.ts'
import { useWindow } from '../../../ui/virtual/useWindow.ts'
import { drawnRows } from '../../../ui/virtual/window.ts'
import { useTasks } from '../tasks/useTasks.ts'
import { answerCounts } from './answerCounts.ts'
import { Choice } from './Choice.tsx'
import { ConflictRow } from './ConflictRow.tsx'
import { type Decide, outcomes, useDecisions } from './useDecisions.ts'

const height = 76

/** Source and target side by side, one pair a row; each is answered by button or by R, K, S, with Shift for the rest. Nothing happens before the yes. */
export function Conflicts({ view, yes }: { view: JobView; yes: ReactNode }) {
  const { t, i18n } = useTranslation('panel')
  const scroller = useRef<HTMLDivElement>(null)
  const count = view.counts.conflict
  const { others, measure } = useRowHeights(scroller, height)
  const { from, to, total, topOf, reveal } = useWindow(scroller, { count, height, others, overscan: 4 })
  const { at, press, decide } = useDecisions(view)
  const taskAt = useTasks(view, { state: 'conflict' }, from, Math.max(from, to - 1))
  const onKeyDown = (event: KeyboardEvent) => {
    const next = press(event, taskAt)
    if (next !== undefined) reveal(next)
  }
  return (
    <section className="conflicts" aria-label={t('conflicts')}>
      <header className="conflicts-head">
        <strong>{t('conflicts.title', { count, objects: formatCount(count, i18n.language) })}</strong>
        <All view={view} onDecide={decide} />
        <span className="conflicts-keys">
          {!view.planned && `${t('conflicts.later')} `}
          {t('conflicts.keys')}
        </span>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the list is worked through by keys */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as above; each row has its buttons too */}
      <div ref={scroller} className="tasks-scroller conflicts-list" tabIndex={0} onKeyDown={onKeyDown}>
        <ul className="tasks-all" style={{ height: total }}>
          {drawnRows(from, to).map((index) => {
            const task = taskAt(index)
            return (
              <li
                key={index}
                ref={measure}
                data-key={index}
                className="conflict-place"
                aria-setsize={count}
                aria-posinset={index + 1}
                aria-current={index === at || undefined}
                style={{ transform: `translateY(${topOf(index)}px)` }}
              >
                {task && 'target' in task && task.state === 'conflict' && (
                  <ConflictRow task={task} forAll={view.forAll} onDecide={(outcome) => decide(outcome, task.n)} />
                )}
              </li>
            )
          })}
        </ul>
      </div>
      <footer className="conflicts-foot">
        <AnswerSummary view={view} />
        {yes}
      </footer>
    </section>
  )
}

/** An answer of its own stands above that for all. */
function All({ view, onDecide }: { view: JobView; onDecide: Decide }) {
  const { t } = useTranslation('panel')
  const isRest = Object.values(view.answers ?? {}).some((count) => count > 0)
  return (
    <span className="conflicts-all">
      {outcomes.map((outcome) => (
        <Choice key={outcome} isChosen={outcome === view.forAll} outcome={outcome} onDecide={onDecide}>
          {t(`${isRest ? 'decideRest' : 'decideAll'}.${outcome}`)}
        </Choice>
      ))}
    </span>
  )
}

/** All answers in a line, for a last look before the yes. */
function AnswerSummary({ view }: { view: JobView }) {
  const { t, i18n } = useTranslation('panel')
  const answered = answerCounts(view)
  const some = ([...outcomes, 'open'] as const).filter((what) => answered[what] > 0)
  const isSilent = answered.open === view.counts.conflict
  return (
    <span className="conflicts-said" role="status">
      {!isSilent &&
        some.map((what) => t(`answered.${what}`, { objects: formatCount(answered[what], i18n.language) })).join(' · ')}
    </span>
  )
}
