import { useVirtualizer } from '@tanstack/react-virtual'
import { Button } from 'antd'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobView } from '../jobs/types.ts'
import { ConflictRow } from './ConflictRow.tsx'
import { type Decide, outcomes, useDecisions } from './useDecisions.ts'
import { useTasks } from './useTasks.ts'

const rowHeight = 76
const estimateSize = () => rowHeight

/** Source and target side by side, one pair a row; each is decided by button or by R, K, S, with Shift for all that are left. */
export function Conflicts({ view }: { view: JobView }) {
  const { t } = useTranslation('panel')
  const scroller = useRef<HTMLDivElement>(null)
  const count = view.counts.conflict
  const virtual = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize, overscan: 4 })
  const items = virtual.getVirtualItems()
  const { at, move, decideAt, decideAll } = useDecisions(view)
  const taskAt = useTasks(view, { state: 'conflict' }, items.at(0)?.index ?? 0, items.at(-1)?.index ?? 0)
  const onKeyDown = (event: KeyboardEvent) => {
    const to = move(event, count)
    if (to !== undefined) virtual.scrollToIndex(to)
    else decideAt(event, taskAt)
  }
  return (
    <section className="conflicts" aria-label={t('conflicts')}>
      <header className="conflicts-head">
        <strong>{t('conflicts.title', { count })}</strong>
        <All onDecide={decideAll} />
        <span className="conflicts-keys">
          {!view.planned && `${t('conflicts.later')} `}
          {t('conflicts.keys')}
        </span>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the list is worked through by keys */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as above; each row has its buttons too */}
      <div ref={scroller} className="tasks-scroller conflicts-list" tabIndex={0} onKeyDown={onKeyDown}>
        <ul className="tasks-all" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const task = taskAt(index)
            return (
              <li
                key={index}
                ref={virtual.measureElement}
                data-index={index}
                className="conflict-place"
                aria-setsize={count}
                aria-posinset={index + 1}
                aria-current={index === at || undefined}
                style={{ transform: `translateY(${start}px)` }}
              >
                {task && 'target' in task && task.state === 'conflict' && (
                  <ConflictRow task={task} onDecide={(outcome) => decideAll(outcome, task.n)} />
                )}
              </li>
            )
          })}
        </ul>
      </div>
    </section>
  )
}

function All({ onDecide }: { onDecide: Decide }) {
  const { t } = useTranslation('panel')
  return (
    <span className="conflicts-all">
      {outcomes.map((outcome) => (
        <Button key={outcome} size="small" onClick={() => onDecide(outcome)}>
          {t(`decideAll.${outcome}`)}
        </Button>
      ))}
    </span>
  )
}
