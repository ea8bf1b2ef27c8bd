import type { RefObject } from 'react'

/** For `onOpenChange` of a menu: the focus would go with it, and is given to `to`. Who has clicked elsewhere has it there. */
export function returnFocus(to: RefObject<HTMLElement | null>): (isOpen: boolean) => void {
  return (isOpen) => {
    if (!isOpen && document.activeElement?.closest('[role=menu]')) to.current?.focus({ preventScroll: true })
  }
}
