import type { Extent } from './types.ts'

/** The extents of a range of an object: only references move, never bytes. */
export function slice(extents: Extent[], start: number, length: number): Extent[] {
  const end = start + length
  const part: Extent[] = []
  let position = 0
  for (const extent of extents) {
    const from = Math.max(start, position)
    const to = Math.min(end, position + extent.length)
    if (from < to) part.push({ blob: extent.blob, offset: extent.offset + from - position, length: to - from })
    position += extent.length
    if (position >= end) break
  }
  return part
}

/** Extents one after the other; neighbours in one blob become one, so an object that was copied part by part is whole again. */
export function concatenate(lists: Iterable<Extent[]>): Extent[] {
  const whole: Extent[] = []
  for (const list of lists) {
    for (const extent of list) {
      const last = whole.at(-1)
      if (last && last.blob === extent.blob && last.offset + last.length === extent.offset) {
        whole[whole.length - 1] = { ...last, length: last.length + extent.length }
      } else {
        whole.push(extent)
      }
    }
  }
  return whole
}
