import { use, useEffect, useRef } from 'react'
import { typeAddress } from './AddressField.tsx'
import { PaneContext } from './panes/pane.ts'

type PageKeys = {
  palette: () => void
  up: () => void
  search: () => void
  upload: () => void
  download: () => void
  undo: () => void
  /** To the other pane; undefined when there is nothing to send. */
  send: ((isCut: boolean) => void) | undefined
}

/** Keys that work wherever the focus is; they are the active pane's. */
export function usePageKeys(keys: PageKeys): void {
  const { isActive } = use(PaneContext)
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    if (!isActive) return
    const press = (event: KeyboardEvent) => {
      const isCtrl = event.ctrlKey || event.metaKey
      const key = event.key.toLowerCase()
      const { palette, up, search, undo, send } = latest.current
      if (event.defaultPrevented || document.querySelector('[role="dialog"]')) return
      if (isCtrl && key === 'k') palette()
      else if (isCtrl && key === 'l') typeAddress(true)
      else if (isCtrl && event.shiftKey && key === 'f') search()
      else if (isCtrl && !event.shiftKey && key === 'z' && !isField(event.target)) undo()
      else if (event.key === 'ArrowUp' && (event.altKey || (event.metaKey && !isField(event.target)))) up()
      // Else the browser's own: to read the page again, and to walk its parts.
      else if ((event.key === 'F5' || event.key === 'F6') && !isCtrl && !event.shiftKey && send)
        send(event.key === 'F6')
      else if (isCtrl && key === 'u') latest.current.upload()
      else if (isCtrl && key === 's') latest.current.download()
      else return
      event.preventDefault()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [isActive])
}

/** There the browser takes back what was typed. */
function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input:not([type="checkbox"]), textarea, select')
}
