import { useEffect } from 'react'
import { panesOf } from './place.ts'
import { openTab } from './tabs/tabs.ts'
import { go } from './usePlace.ts'

/** Of a place of this account, or of another. */
export const placeLinks = 'a[href^="#/"], a[href^="#@"]'

/**
 * Places are links, so that they can be read, copied and opened in a window of their own. A plain click changes the place of one pane
 * and leaves the other: the pane that the link is in, or the active one. The middle button opens a tab behind.
 */
export function useLinks(): void {
  useEffect(() => {
    const click = (event: MouseEvent) => {
      const link = linkOf(event)
      if (!link) return
      const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
      // With a modifier held a row is chosen, and not opened.
      const isRow = link.closest('[role="grid"]') !== null
      const isTab = (event.ctrlKey || event.metaKey) && !event.shiftKey
      if (!isPlain && !isRow && !isTab) return
      event.preventDefault()
      const pane = link.closest<HTMLElement>('[data-pane]')?.dataset.pane
      if (isTab && !isRow) openTab(link.hash, true)
      if (isPlain) go(panesOf(link.hash).places[0] ?? null, pane === undefined ? undefined : Number(pane))
    }
    const middle = (event: MouseEvent) => {
      const link = linkOf(event)
      if (!link || event.button !== 1) return
      event.preventDefault()
      openTab(link.hash, true)
    }
    document.addEventListener('click', click)
    document.addEventListener('auxclick', middle)
    return () => {
      document.removeEventListener('click', click)
      document.removeEventListener('auxclick', middle)
    }
  }, [])
}

function linkOf({ target, defaultPrevented }: MouseEvent): HTMLAnchorElement | null {
  return target instanceof Element && !defaultPrevented ? target.closest<HTMLAnchorElement>(placeLinks) : null
}
