/** Items of which one at a time is reached by Tab, in lines of `perLine`; what is no stop (a heading) is passed over. */
type Items = {
  at: number
  count: number
  perLine?: number /** Lines of a page. */
  page: number
  isStop?: (index: number) => boolean
}

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** Where a key leads from the item `at`; undefined if it is no key that moves, or there is nowhere to go. */
export function nextStop(
  press: Press,
  { at, count, perLine = 1, page, isStop = () => true }: Items,
): number | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey || press.shiftKey) return undefined
  const steps: Record<string, number> = {
    ArrowDown: perLine,
    ArrowUp: -perLine,
    PageDown: page * perLine,
    PageUp: -page * perLine,
  }
  const sideways: Record<string, number> = perLine > 1 ? { ArrowRight: 1, ArrowLeft: -1 } : {}
  if (press.key === 'Home') return stopFrom(0, 1, count, isStop)
  if (press.key === 'End') return stopFrom(count - 1, -1, count, isStop)
  const step = steps[press.key] ?? sideways[press.key]
  if (step === undefined) return undefined
  const to = Math.min(count - 1, Math.max(0, at + step))
  const on = Math.sign(step)
  return stopFrom(to, on, count, isStop) ?? stopFrom(to, -on, count, isStop)
}

/** The next stop in that direction, the first one looked at included. */
function stopFrom(from: number, by: number, count: number, isStop: (index: number) => boolean): number | undefined {
  for (let index = from; index >= 0 && index < count; index += by) if (isStop(index)) return index
  return undefined
}

/** Whether a key writes a letter, which is meant for the field that filters. */
export function isLetter({ key, ctrlKey, metaKey, altKey }: Press): boolean {
  return [...key].length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey
}
