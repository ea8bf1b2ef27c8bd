import { useEffect } from 'react'
import { placeOf } from './place.ts'
import { go } from './usePlace.ts'

/**
 * Places are links, so that they can be read, copied and opened in a window of their own. A plain click changes the place of one pane
 * and leaves the other: the pane that the link is in, or the active one.
 */
export function useLinks(): void {
  useEffect(() => {
    const click = (event: MouseEvent) => {
      const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>('a[href^="#/"]')
      if (!link || event.defaultPrevented) return
      const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
      // With a modifier held a row is chosen, and not opened.
      if (!isPlain && !link.closest('[role="grid"]')) return
      event.preventDefault()
      const pane = link.closest<HTMLElement>('[data-pane]')?.dataset.pane
      if (isPlain) go(placeOf(link.hash), pane === undefined ? undefined : Number(pane))
    }
    document.addEventListener('click', click)
    return () => document.removeEventListener('click', click)
  }, [])
}
