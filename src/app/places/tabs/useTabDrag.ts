import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { type RefObject, useEffect, useState } from 'react'
import { moveTab, showTab, useTabs } from './tabs.ts'

/** Which tab the dragged one would stand beside. */
export type TabDropPosition = { beside: string; side: 'before' | 'after' }
type Dragged = { is: 'tab'; id: string }

/** A tab can be taken to another place in the strip. As in browsers, the one that is taken is shown. Tells whether it is on its way. */
export function useTabDrag(ref: RefObject<HTMLElement | null>, id: string): boolean {
  const [isDragged, setDragged] = useState(false)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    return draggable({
      element,
      getInitialData: (): Dragged => ({ is: 'tab', id }),
      onDragStart: () => {
        showTab(id)
        setDragged(true)
      },
      onDrop: () => setDragged(false),
    })
  }, [ref, id])
  return isDragged
}

/** The strip takes tabs; tells where the dragged one would go, unless it would stay. */
export function useTabDropPosition(strip: RefObject<HTMLElement | null>): TabDropPosition | undefined {
  const [gap, setGap] = useState<TabDropPosition>()
  useEffect(() => {
    const element = strip.current
    if (!element) return
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => source.data.is === 'tab',
      onDrag: ({ source, location }) => setGap(gapAt(idOf(source), location.current.input.clientX)),
      onDragLeave: () => setGap(undefined),
      onDrop: ({ source, location }) => {
        setGap(undefined)
        moveTab(idOf(source), numberAt(idOf(source), location.current.input.clientX))
      },
    })
  }, [strip])
  return gap
}

const idOf = ({ data }: { data: Record<string | symbol, unknown> }) => (data as Dragged).id

/** How many of the others lie to the left of the pointer. */
function numberAt(dragged: string, x: number): number {
  return othersOf(dragged).filter((id) => middleOf(id) < x).length
}

function gapAt(dragged: string, x: number): TabDropPosition | undefined {
  const others = othersOf(dragged)
  const number = numberAt(dragged, x)
  if (useTabs.getState().tabs[number]?.id === dragged) return undefined
  const next = others[number]
  const last = others.at(-1)
  if (next !== undefined) return { beside: next, side: 'before' }
  return last === undefined ? undefined : { beside: last, side: 'after' }
}

function othersOf(dragged: string): string[] {
  return useTabs.getState().tabs.flatMap(({ id }) => (id === dragged ? [] : [id]))
}

function middleOf(id: string): number {
  const { left, width } = document.getElementById(`tab-${id}`)?.getBoundingClientRect() ?? new DOMRect()
  return left + width / 2
}
