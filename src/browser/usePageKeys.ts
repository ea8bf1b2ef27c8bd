import { useEffect, useRef } from 'react'
import { typeAddress } from './AddressField.tsx'

type PageKeys = { palette: () => void; up: () => void }

/** Keys that work wherever the focus is. */
export function usePageKeys(keys: PageKeys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isCtrl = event.ctrlKey || event.metaKey
      const key = event.key.toLowerCase()
      if (event.defaultPrevented || document.querySelector('[role="dialog"]')) return
      if (isCtrl && key === 'k') latest.current.palette()
      else if (isCtrl && key === 'l') typeAddress(true)
      else if (event.altKey && event.key === 'ArrowUp') latest.current.up()
      else return
      event.preventDefault()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}
