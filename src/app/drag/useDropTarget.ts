import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { type RefObject, use, useEffect, useState } from 'react'
import type { Ref } from '../../oss/types.ts'
import { isRightIn } from '../clipboard/clip.ts'
import { PaneContext } from '../places/panes/pane.ts'
import { go } from '../places/usePlace.ts'
import { dropRequest } from '../requests/requests.ts'
import { type DropTarget, dragDataOf } from './dragData.ts'
import { acceptForeign } from './foreignTargets.ts'

/** ms; long enough to pass over without opening. */
export const springDelay = 800

const noKeys = { ctrlKey: false, shiftKey: false, altKey: false, metaKey: false }

export type DropState = 'welcome' | 'forbidden'

type DropPlace = {
  target: Ref | undefined
  label: string
  /** What waiting over it opens; without it the place itself, `null` nothing. */
  spring?: (() => void) | null
  /** The place is in view as a whole: what lies right in it already is not asked whether it may land. */
  isOpen?: boolean
}

/** Makes an element a place to drop rows on; tells whether rows hover over it, and whether they may land. */
export function useDropTarget(
  ref: RefObject<HTMLElement | null>,
  { target, label, spring, isOpen = false }: DropPlace,
): DropState | undefined {
  const [over, setOver] = useState<DropState>()
  const { pane } = use(PaneContext)
  const { account, region, bucket, key } = target ?? {}
  // Who waits over a place while dragging is taken there.
  useEffect(() => {
    if (!over || spring === null || bucket === undefined || key === undefined) return
    const timer = setTimeout(spring ?? (() => go({ bucket, prefix: key }, pane)), springDelay)
    return () => clearTimeout(timer)
  }, [over, spring, bucket, key, pane])
  useEffect(() => {
    if (!ref.current || account === undefined || region === undefined || bucket === undefined || key === undefined)
      return
    const landing: DropTarget = { is: 'place', target: { account, region, bucket, key }, label }
    return acceptForeign(ref.current, landing, spring === undefined ? () => go({ bucket, prefix: key }, pane) : spring)
  }, [ref, account, region, bucket, key, label, spring, pane])
  useEffect(() => {
    const element = ref.current
    if (!element || account === undefined || region === undefined || bucket === undefined || key === undefined) return
    const landing: DropTarget = { is: 'place', target: { account, region, bucket, key }, label }
    const stop = dropTargetForElements({
      element,
      canDrop: ({ source }) => {
        const load = dragDataOf(source.data)
        return load !== undefined && !(isOpen && load.sources.every((each) => isRightIn(each, landing.target)))
      },
      getData: () => landing,
      getIsSticky: () => false,
      onDropTargetChange: ({ source, location, self }) => {
        const isInnermost = location.current.dropTargets[0]?.element === self.element
        setOver(isInnermost ? welcomeOf(source.data, landing) : undefined)
      },
      onDragLeave: () => setOver(undefined),
      onDrop: () => setOver(undefined),
    })
    return () => {
      stop()
      setOver(undefined)
    }
  }, [ref, account, region, bucket, key, label, isOpen])
  return over
}

function welcomeOf(source: Parameters<typeof dragDataOf>[0], landing: DropTarget): DropState {
  const sources = dragDataOf(source)?.sources ?? []
  return dropRequest(sources, landing.target, noKeys).problem ? 'forbidden' : 'welcome'
}
