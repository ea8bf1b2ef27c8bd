import { useEffect } from 'react'
import { flushSync } from 'react-dom'
import { panesOf } from '../place.ts'
import { activatePane, toggleSplit } from '../usePlace.ts'

/** Ctrl+\ opens and closes the second pane, F8 goes to the other one; so does a click or the focus. */
export function usePaneKeys(isSplit: boolean): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('[role="dialog"]')) return
      if ((event.ctrlKey || event.metaKey) && event.key === '\\') toggleSplit()
      else if (event.key === 'F8' && isSplit) focusPane(1 - panesOf(location.hash).active)
      else return
      event.preventDefault()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [isSplit])
  useEffect(() => {
    if (!isSplit) return
    const enter = ({ target }: Event) => {
      const pane = target instanceof Element && target.closest<HTMLElement>('[data-pane]')
      if (pane) activatePane(Number(pane.dataset.pane))
    }
    const events = ['pointerdown', 'focusin'] as const
    for (const each of events) document.addEventListener(each, enter, true)
    return () => {
      for (const each of events) document.removeEventListener(each, enter, true)
    }
  }, [isSplit])
}

/** Its rows get the focus, or what stands in their place. */
function focusPane(pane: number): void {
  flushSync(() => activatePane(pane))
  const rows = `[data-pane="${pane}"] :is([role="grid"], .empty, .bucket-card[tabindex="0"])`
  document.querySelector<HTMLElement>(rows)?.focus({ preventScroll: true })
}
