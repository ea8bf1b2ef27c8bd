import { useEffect, useState } from 'react'

/** ms: nothing waits longer for rows that may never come. */
const longest = 3000
/** ms that a browser without idle callbacks is left alone. */
const pause = 100

let draw = () => {}
const drawn = new Promise<void>((resolve) => {
  draw = resolve
})
let whenIdle: Promise<void> | undefined

/** Says that what was asked for first is on the screen. */
export const markFirstPaint = () => draw()

/** Resolves when the first rows, or the buckets, are on the screen and the browser has a moment: whatever could delay them is loaded then. */
export function whenFirstPainted(): Promise<void> {
  whenIdle ??= Promise.race([drawn, new Promise((resolve) => setTimeout(resolve, longest))]).then(idle)
  return whenIdle
}

/** Whether that is so. */
export function useFirstPainted(): boolean {
  const [isAtRest, setAtRest] = useState(false)
  useEffect(() => void whenFirstPainted().then(() => setAtRest(true)), [])
  return isAtRest
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: longest })
    else setTimeout(resolve, pause)
  })
}
