import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { type RefObject, useEffect, useState } from 'react'
import type { Ref } from '../../oss/types.ts'
import { dropOf } from '../requests.ts'
import { go } from '../usePlace.ts'
import { type Landing, loadOf } from './load.ts'

/** ms; long enough to pass over without opening. */
const springAfter = 800

export type Over = 'welcome' | 'forbidden'

/** Makes an element a place to drop rows on; tells whether rows hover over it, and whether they may land. */
export function useLanding(
  ref: RefObject<HTMLElement | null>,
  { target, label }: { target: Ref | undefined; label: string },
): Over | undefined {
  const [over, setOver] = useState<Over>()
  const { account, region, bucket, key } = target ?? {}
  useSpring(over, { bucket, key })
  useEffect(() => {
    const element = ref.current
    if (!element || account === undefined || region === undefined || bucket === undefined || key === undefined) return
    const landing: Landing = { is: 'place', target: { account, region, bucket, key }, label }
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => loadOf(source.data) !== undefined,
      getData: () => landing,
      getIsSticky: () => false,
      onDropTargetChange: ({ source, location, self }) => {
        const isInnermost = location.current.dropTargets[0]?.element === self.element
        setOver(isInnermost ? welcomeOf(source.data, landing) : undefined)
      },
      onDragLeave: () => setOver(undefined),
      onDrop: () => setOver(undefined),
    })
  }, [ref, account, region, bucket, key, label])
  return over
}

/** Who waits over a place while dragging is taken there. */
function useSpring(
  over: Over | undefined,
  { bucket, key }: { bucket: string | undefined; key: string | undefined },
): void {
  useEffect(() => {
    if (!over || bucket === undefined || key === undefined) return
    const timer = setTimeout(() => go({ bucket, prefix: key }), springAfter)
    return () => clearTimeout(timer)
  }, [over, bucket, key])
}

function welcomeOf(source: Parameters<typeof loadOf>[0], landing: Landing): Over {
  const sources = loadOf(source)?.sources ?? []
  return dropOf(sources, landing.target, false).problem ? 'forbidden' : 'welcome'
}
