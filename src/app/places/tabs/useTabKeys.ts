import { useEffect } from 'react'
import { hashHere } from '../usePlace.ts'
import { closeTab, moveTab, openTab, showTab, useTabs } from './tabs.ts'

/** Alt+1 to 9, Alt+T and Alt+W: those with Ctrl are the browser's own. By place on the keyboard, since Alt makes other letters on a Mac. */
export function useTabKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isAlt = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey
      if (!isAlt || event.defaultPrevented || document.querySelector('[role="dialog"]')) return
      const { tabs, active } = useTabs.getState()
      const digit = /^Digit([1-9])$/.exec(event.code)?.[1]
      const tab = digit && tabs[Number(digit) - 1]
      if (tab) showTab(tab.id)
      else if (event.code === 'KeyT') openTab(hashHere())
      else if (event.code === 'KeyW' && tabs.length > 1) closeTab(active)
      else return
      event.preventDefault()
    }
    addEventListener('keydown', press)
    addEventListener('keydown', pressToMove, true)
    return () => {
      removeEventListener('keydown', press)
      removeEventListener('keydown', pressToMove, true)
    }
  }, [])
}

/** Ctrl+Shift+PageUp and PageDown, as in browsers; before the rows, to which PageUp and PageDown mean something, too. */
function pressToMove(event: KeyboardEvent) {
  const by = { PageUp: -1, PageDown: 1 }[event.key]
  const { tabs, active } = useTabs.getState()
  if (!by || !event.ctrlKey || !event.shiftKey || tabs.length < 2 || document.querySelector('[role="dialog"]')) return
  event.preventDefault()
  event.stopPropagation()
  moveTab(active, tabs.findIndex(({ id }) => id === active) + by)
}
