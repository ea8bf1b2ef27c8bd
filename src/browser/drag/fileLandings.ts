import { useCallback } from 'react'
import { visible } from '../../words/visible.ts'
import type { Home } from '../requests.ts'
import type { Landing } from './load.ts'

const landings = new WeakMap<Element, Landing>()

/** Files of the desktop may be dropped on the element, and go below that place. */
export function landFiles(element: Element, landing: Landing): void {
  landings.set(element, landing)
}

/** A ref for the element that shows a place. */
export function useFileLanding({ account, region, bucket }: Home, prefix: string): (element: Element | null) => void {
  return useCallback(
    (element) => {
      const target = { account, region, bucket, key: prefix }
      if (element) landFiles(element, { is: 'place', target, label: visible(`${bucket}/${prefix}`) })
    },
    [account, region, bucket, prefix],
  )
}

/** The innermost place that takes files. */
export function fileLandingAt(target: EventTarget | null): { element: HTMLElement; landing: Landing } | undefined {
  for (let element = target instanceof Element ? target : null; element; element = element.parentElement) {
    const landing = landings.get(element)
    if (landing) return { element: element as HTMLElement, landing }
  }
  return undefined
}
