import { useEffect, useState } from 'react'
import { Late, late } from '../../ui/late.tsx'
import type { BoundAction } from './useActions.ts'

const Palette = late(async () => (await import('./Palette.tsx')).Palette)

/** Opens the palette. Keys that come before it is loaded are meant for it: letters are kept, and nothing reaches the rows. */
export type PaletteProps = { actions: () => BoundAction<string>[]; onClose: () => void }

export function LazyPalette({ onClose, ...offer }: PaletteProps) {
  const [typed, setTyped] = useState('')
  useEffect(() => {
    const keep = (event: KeyboardEvent) => {
      if (event.target instanceof Element && event.target.closest('[role="dialog"]')) return
      event.preventDefault()
      event.stopPropagation()
      if (event.key === 'Escape') onClose()
      else if (event.key === 'Backspace') setTyped((text) => text.slice(0, -1))
      else if ([...event.key].length === 1 && !event.ctrlKey && !event.metaKey) setTyped((text) => text + event.key)
    }
    addEventListener('keydown', keep, true)
    return () => removeEventListener('keydown', keep, true)
  }, [onClose])
  return (
    <Late onClose={onClose}>
      <Palette {...offer} typed={typed} onType={setTyped} onClose={onClose} />
    </Late>
  )
}
