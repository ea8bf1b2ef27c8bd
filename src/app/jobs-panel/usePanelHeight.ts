import { useState } from 'react'

const storedAs = 'ferry.panelHeight'
/** Some rows; the listing above and its details keep most of the window. */
const usual = () => Math.min(260, Math.round(innerHeight * 0.3))
export const leastHeight = 120

/** px; kept for the next visit. The listing above always keeps a part of the window. */
export function usePanelHeight(): [number, (height: number) => void] {
  const [height, setHeight] = useState(() => Number(localStorage.getItem(storedAs)) || usual())
  const change = (wanted: number) => {
    const within = Math.round(Math.min(mostHeight(), Math.max(leastHeight, wanted)))
    localStorage.setItem(storedAs, String(within))
    setHeight(within)
  }
  return [Math.max(leastHeight, Math.min(height, mostHeight())), change]
}

export const mostHeight = () => Math.max(leastHeight, Math.round(innerHeight * 0.7))
