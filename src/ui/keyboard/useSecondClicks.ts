import { useEffect } from 'react'

const kinds = ['mousedown', 'mouseup', 'click', 'dblclick'] as const

/** A dialog closes under the first click of a double click: the second is not meant for what is behind it. */
export function useSecondClicks(): void {
  useEffect(() => {
    let beganInDialog = false
    const hear = (event: MouseEvent) => {
      const isInDialog = event.target instanceof Element && event.target.closest('[role=dialog]') !== null
      if (event.type === 'mousedown' && event.detail === 1) beganInDialog = isInDialog
      if (event.detail < 2 || !beganInDialog || isInDialog) return
      event.stopPropagation()
      event.preventDefault()
    }
    for (const kind of kinds) addEventListener(kind, hear, true)
    return () => {
      for (const kind of kinds) removeEventListener(kind, hear, true)
    }
  }, [])
}
