/** Lays `popup` below `anchor`, or above where there is more room, and keeps it there. Returns the way to stop. */
export function positionPopup(popup: HTMLElement, anchor: HTMLElement): () => void {
  const place = () => {
    const { left, top, bottom, width } = anchor.getBoundingClientRect()
    const below = innerHeight - bottom
    const isBelow = below >= popup.scrollHeight + 8 || below >= top
    const room = (isBelow ? below : top) - 12
    const height = Math.min(popup.scrollHeight + 2, room, 288)
    Object.assign(popup.style, {
      left: `${left}px`,
      width: `${width}px`,
      maxHeight: `${height}px`,
      top: `${isBelow ? bottom + 4 : top - height - 4}px`,
    })
  }
  place()
  addEventListener('scroll', place, true)
  addEventListener('resize', place)
  return () => {
    removeEventListener('scroll', place, true)
    removeEventListener('resize', place)
  }
}
