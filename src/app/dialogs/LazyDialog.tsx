import { type ReactNode, useEffect, useRef } from 'react'
import { Late } from '../../ui/late.tsx'
import './arriving.css'

type ArrivingProps = { onClose: () => void; children: ReactNode }

/** A dialog that is loaded when it is opened. Keys and clicks that come before it stands are for nothing below; Esc gives it up. */
export function LazyDialog({ onClose, children }: ArrivingProps) {
  useHeldKeys(onClose)
  return (
    <Late fallback={<div className="arriving" aria-hidden />} onClose={onClose}>
      {children}
    </Late>
  )
}

/** Until the focus is in the dialog. The browser's own, such as reading the page again, stay. */
function useHeldKeys(onClose: () => void): void {
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const before = document.activeElement?.closest('[role="dialog"]')
    const free = () => removeEventListener('keydown', hold, true)
    const hold = (event: KeyboardEvent) => {
      const now = document.activeElement?.closest('[role="dialog"]')
      if (now && now !== before) return free()
      if (event.key.toLowerCase() === 'r' && (event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      event.stopPropagation()
      if (event.key === 'Escape') close.current()
    }
    addEventListener('keydown', hold, true)
    return free
  }, [])
}
