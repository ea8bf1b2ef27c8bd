import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { countOf } from '../../engine/scope/scope.ts'
import { explainRefusal } from '../../i18n/explain.ts'
import { useWhat } from '../../i18n/useWhat.ts'
import { visible } from '../../i18n/visible.ts'
import { dragKey } from '../actions/keys.ts'
import type { CheckedRequest } from '../requests/requests.ts'
import { type DropTarget, dragDataOf, dropTargetOf } from './dragData.ts'
import './dragPreview.css'

/** What is dragged, and what letting go where it is would do. */
export type Flight = { count: number; first: string; over?: { landing: DropTarget; drop: CheckedRequest } }
type Move = Parameters<NonNullable<Parameters<typeof monitorForElements>[0]['onDrag']>>[0]
type GhostProps = { onDrop: (drop: CheckedRequest) => void }

/** Follows the pointer and says in words what letting go would do, or why it would do nothing. */
export function DragPreview({ onDrop }: GhostProps) {
  const [flight, setFlight] = useState<Flight>()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const follow = ({ source, location: { current } }: Move) => {
      const sources = dragDataOf(source.data)?.sources ?? []
      const over = dropTargetOf(source.data, current.dropTargets, current.input)
      setFlight({ count: countOf(sources), first: sources[0]?.key ?? '', ...(over && { over }) })
      if (box.current) box.current.style.translate = `${current.input.clientX + 14}px ${current.input.clientY + 16}px`
    }
    return monitorForElements({
      canMonitor: ({ source }) => dragDataOf(source.data) !== undefined,
      onDragStart: follow,
      onDropTargetChange: follow,
      onDrag: follow,
      onDrop: ({ source, location: { current } }) => {
        setFlight(undefined)
        const over = dropTargetOf(source.data, current.dropTargets, current.input)
        if (over) onDrop(over.drop)
      },
    })
  }, [onDrop])
  return (
    <div ref={box} className="ghost" role="status" hidden={!flight}>
      {flight && <DragWords flight={flight} />}
    </div>
  )
}

export function DragWords({ flight: { count, first, over } }: { flight: Flight }) {
  const { t } = useTranslation('browser')
  const { t: errors } = useTranslation('errors')
  const what = useWhat({ quoted: true })(count, first)
  if (!over) return <Lines strong={what} note={t('dragNowhere')} />
  const { landing, drop } = over
  if (drop.problem) {
    const { title, advice } = explainRefusal(drop.problem, errors)
    return <Lines strong={title} note={advice} isForbidden />
  }
  const place = visible(landing.label)
  if (drop.request.removeSource)
    return <Lines strong={t('movingTo', { what, place })} note={t('dragMoveHint', { key: dragKey('Ctrl') })} />
  return <Lines strong={t('copyingTo', { what, place })} note={t('dragCopyHint', { key: dragKey('Shift') })} />
}

function Lines({ strong, note, isForbidden }: { strong: string; note: string; isForbidden?: boolean }) {
  return (
    <div className={isForbidden ? 'ghost-box ghost-forbidden' : 'ghost-box'}>
      <strong>{strong}</strong>
      <span>{note}</span>
    </div>
  )
}
