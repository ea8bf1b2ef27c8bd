import { type RefObject, useLayoutEffect, useState } from 'react'
import { fittingCrumbs, type ShownCrumbs } from './fittingCrumbs.ts'

const all: ShownCrumbs = { head: 0, tail: 0 }
/** px as in `shell.css`: what a level is padded by, with the arrow before it, and how narrow and wide it may be. */
const padding = 14
const arrow = 9
const [least, most] = [28, 220]

/** Which levels of a path find room in the element, now and whenever its width changes. */
export function useFittingCrumbs(ref: RefObject<HTMLElement | null>, names: readonly string[]): ShownCrumbs {
  const [shown, setShown] = useState(all)
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    const widths = widthsOf(names, element)
    const update = () => {
      const next = fittingCrumbs(widths, element.clientWidth)
      setShown((now) => (now.head === next.head && now.tail === next.tail ? now : next))
    }
    update()
    const observer = new ResizeObserver(update)
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref, names])
  return shown
}

/** As the canvas measures them: to draw them all first would cost more, of 200 levels, too. The last is bold. */
function widthsOf(names: readonly string[], element: HTMLElement): number[] {
  const context = document.createElement('canvas').getContext('2d')
  const { fontSize, fontFamily } = getComputedStyle(element)
  return names.map((name, n) => {
    if (!context) return most + arrow
    context.font = `${n === names.length - 1 ? 600 : 400} ${fontSize} ${fontFamily}`
    return Math.min(most, Math.max(least, Math.ceil(context.measureText(name).width) + padding)) + arrow
  })
}
