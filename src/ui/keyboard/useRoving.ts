import { type FocusEvent, type KeyboardEvent, type RefObject, useState } from 'react'
import { flushSync } from 'react-dom'
import { nextStop } from './roving.ts'

type Roving = {
  /** What each item is known by, in their order: the stop stays at its item when others come or go. */
  keys: readonly string[]
  perLine?: number
  /** px of a line. */
  height: number
  /** The item that Tab reaches until a person has gone to another. */
  start?: number
  isStop?: (index: number) => boolean
  /** Brings a line into view. */
  reveal: (line: number) => void
}

/**
 * One stop of the Tab key for a list of any length: the arrows go on from there. An item carries its index as `data-at`, and the one that is
 * `at` must be drawn wherever the list is scrolled to, since it has the focus.
 */
export function useRoving(scroller: RefObject<HTMLElement | null>, options: Roving) {
  const { keys, perLine = 1, height, start = 0, isStop, reveal } = options
  const [last, setLast] = useState<{ key: string; index: number }>()
  const at = stopNear(last ? indexIn(keys, last) : start, keys.length, isStop)
  const stay = (index: number) => setLast({ key: keys[index] ?? '', index })
  const focus = (index: number) => {
    flushSync(() => stay(index))
    reveal(Math.floor(index / perLine))
    scroller.current?.querySelector<HTMLElement>(`[data-at="${index}"]`)?.focus({ preventScroll: true })
  }
  /** Tells whether the key moved. */
  const onKey = (event: KeyboardEvent): boolean => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 1)
    const next = nextStop(event, { at, count: keys.length, perLine, page, ...(isStop && { isStop }) })
    if (next === undefined) return false
    event.preventDefault()
    focus(next)
    return true
  }
  const onFocus = ({ target }: FocusEvent) => {
    const item = target.closest<HTMLElement>('[data-at]')
    if (item) stay(Number(item.dataset.at))
  }
  return { at, focus, onKey, onFocus }
}

function indexIn(keys: readonly string[], { key, index }: { key: string; index: number }): number {
  const found = key === keys[index] ? index : keys.indexOf(key)
  return found < 0 ? index : found
}

/** There, or as near as one can stop; -1 where there is nothing. */
function stopNear(index: number, count: number, isStop: Roving['isStop']): number {
  const at = Math.min(Math.max(0, index), count - 1)
  if (!isStop || at < 0 || isStop(at)) return at
  for (let next = at + 1; next < count; next += 1) if (isStop(next)) return next
  for (let next = at - 1; next >= 0; next -= 1) if (isStop(next)) return next
  return -1
}
