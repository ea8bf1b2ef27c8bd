import { type KeyboardEvent, type RefObject, useState } from 'react'
import { flushSync } from 'react-dom'
import { nextStop } from '../../../ui/keyboard/roving.ts'
import type { Place } from '../place.ts'
import { isPick, type PickRow } from './pickRows.ts'

type PickKeys = {
  rows: readonly PickRow[]
  level: string
  typed: string
  onType: (typed: string) => void
  onPick: (place: Place) => void
  onUp: (() => void) | undefined
  scroller: RefObject<HTMLElement | null>
  /** px of a line. */
  height: number
  reveal: (line: number) => void
}

/** Arrows walk, Enter opens, Backspace goes up while nothing is typed, Esc takes back what is; all else is the field's or the dialog's. */
export function usePickKeys({ rows, level, typed, onType, onPick, onUp, scroller, height, reveal }: PickKeys) {
  const [walked, setWalked] = useState<{ level: string; index: number }>()
  // Who types means the first that is left; before, no line is meant, and Enter is the dialog's.
  const first = typed.trim() === '' ? -1 : rows.findIndex(isPick)
  const at = walked?.level === level ? Math.min(walked.index, rows.length - 1) : first
  const type = (text: string) => {
    setWalked(undefined)
    onType(text)
  }
  const walk = (event: KeyboardEvent): boolean => {
    if (typed !== '' && (event.key === 'Home' || event.key === 'End')) return false
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 1)
    const next = nextStop(event, { at, count: rows.length, page, isStop: (index) => isPick(rows[index]) })
    if (next === undefined) return false
    flushSync(() => setWalked({ level, index: next }))
    reveal(next)
    return true
  }
  const press = (event: KeyboardEvent) => {
    const row = rows[at]
    if (event.key === 'Enter' && isPick(row)) onPick(row.place)
    else if (event.key === 'Backspace' && typed === '' && onUp) onUp()
    else if (event.key === 'Escape' && typed !== '') type('')
    else if (!walk(event)) return
    event.preventDefault()
    event.stopPropagation()
  }
  return { at, type, press }
}
