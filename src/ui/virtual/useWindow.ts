import { type RefObject, useCallback, useDeferredValue, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { bodyHeight, inView, rowsHeight, rowsTop, type Space, startOf, topFor } from './window.ts'

type WindowOptions = {
  count: number
  height: number
  /** Rows of another height (`useRowHeights.ts`). */
  others?: NonNullable<Space['others']>
  /** px of the sticky head */
  head?: number
  /** Lines that are drawn above and below what is in view. */
  overscan?: number
}

const none: NonNullable<Space['others']> = []

/** Which rows to draw as the element is scrolled, and where: of any number, also of more than a browser can lay out. */
export function useWindow(scroller: RefObject<HTMLElement | null>, options: WindowOptions) {
  const { count, height, others = none, head = 0, overscan = 10 } = options
  const [{ top, view }, setState] = useState({ top: 0, view: 0 })
  const space: Space = { count, height, view, others }
  // First what is in view; the rows beyond it come when that is on the screen.
  const beyond = useDeferredValue(overscan, 0)
  const isScaled = bodyHeight(space) < rowsHeight(space)
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    // Between the steps nothing that is drawn would change.
    const step = isScaled ? 1 : height * Math.max(1, Math.floor(overscan / 2))
    const read = () => {
      const next = { top: Math.floor(element.scrollTop / step) * step, view: element.clientHeight - head }
      setState((now) => (now.top === next.top && now.view === next.view ? now : next))
    }
    const onScroll = () => flushSync(read)
    const observer = new ResizeObserver(read)
    read()
    observer.observe(element)
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [scroller, isScaled, height, head, overscan])
  const reveal = useCallback(
    (index: number) => {
      const element = scroller.current
      if (!element || index < 0) return
      const to = topFor({ count, height, others, view: element.clientHeight - head }, element.scrollTop, index)
      if (to !== undefined) element.scrollTop = to
    },
    [scroller, count, height, others, head],
  )
  return {
    ...inView(space, top, beyond),
    /** How many lines are drawn at most: by their place modulo this, each that leaves makes room for one that comes. */
    slots: Math.ceil(view / height) + 1 + 2 * overscan,
    total: bodyHeight(space),
    /** px from the top of the body. */
    topOf: (index: number) => startOf(space, index) + (isScaled ? top - rowsTop(space, top) : 0),
    reveal,
  }
}
