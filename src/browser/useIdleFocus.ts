import { type RefObject, useEffect } from 'react'

/** Takes the focus when nobody has it, so that the keys go on working after a step to another place. */
export function useIdleFocus(ref: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (document.activeElement === document.body) ref.current?.focus({ preventScroll: true })
  }, [ref])
}
