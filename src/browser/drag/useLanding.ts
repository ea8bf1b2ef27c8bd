import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { type RefObject, useEffect, useState } from 'react'
import type { Ref } from '../../oss/types.ts'
import { dropOf } from '../requests.ts'
import { type Landing, loadOf } from './load.ts'

export type Over = 'welcome' | 'forbidden'

/** Makes an element a place to drop rows on; tells whether rows hover over it, and whether they may land. */
export function useLanding(
  ref: RefObject<HTMLElement | null>,
  { target, label }: { target: Ref | undefined; label: string },
): Over | undefined {
  const [over, setOver] = useState<Over>()
  const { account, region, bucket, key } = target ?? {}
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

function welcomeOf(source: Parameters<typeof loadOf>[0], landing: Landing): Over {
  const sources = loadOf(source)?.sources ?? []
  return dropOf(sources, landing.target, false).problem ? 'forbidden' : 'welcome'
}
