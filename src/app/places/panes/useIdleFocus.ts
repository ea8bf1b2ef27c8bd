import { type RefObject, use, useEffect } from 'react'
import { PaneContext } from './pane.ts'

/** Takes the focus when nobody has it, so that the keys go on working after a step to another place. */
export function useIdleFocus(ref: RefObject<HTMLElement | null>): void {
  const { isActive } = use(PaneContext)
  useEffect(() => {
    if (isActive && document.activeElement === document.body) ref.current?.focus({ preventScroll: true })
  }, [ref, isActive])
}
