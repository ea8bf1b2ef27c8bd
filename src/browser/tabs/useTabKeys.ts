import { useEffect } from 'react'
import { panesOf } from '../place.ts'
import { closeTab, openTab, showTab, useTabs } from './tabs.ts'

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
      else if (event.code === 'KeyT') openTab(herePlace())
      else if (event.code === 'KeyW' && tabs.length > 1) closeTab(active)
      else return
      event.preventDefault()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

function herePlace() {
  const { places, active } = panesOf(location.hash)
  return places[active] ?? null
}
