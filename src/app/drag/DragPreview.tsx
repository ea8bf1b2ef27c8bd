import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useEffect, useRef, useState } from 'react'
import { countOf } from '../../engine/scope/scope.ts'
import { Late, late } from '../../ui/late.tsx'
import type { CheckedRequest } from '../requests/requests.ts'
import { besidePointer } from './besidePointer.ts'
import type { Flight } from './DragWords.tsx'
import { dragDataOf, dropTargetOf } from './dragData.ts'
import './dragPreview.css'

// The first rows do without; a drop does not wait for them.
const DragWords = late(async () => (await import('./DragWords.tsx')).DragWords)

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
      if (box.current) box.current.style.translate = besidePointer(current.input)
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
      <Late isExtra>{flight && <DragWords flight={flight} />}</Late>
    </div>
  )
}
