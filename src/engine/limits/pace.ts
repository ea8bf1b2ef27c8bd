import type { Slots } from '../types.ts'

/** Bytes a second of one part, by bucket, for as long as the slots that the parts went through. */
const paces = new WeakMap<Slots, Map<string, number>>()

/** How much one part says against all that were before it. */
const weight = 0.2

/** Notes how long a bucket took to copy a part; `took` in ms. */
export function notePart(slots: Slots, bucket: string, { bytes, took }: { bytes: number; took: number }): void {
  const known = paces.get(slots) ?? new Map<string, number>()
  paces.set(slots, known)
  const now = (bytes / Math.max(1, took)) * 1000
  const before = known.get(bucket) ?? now
  known.set(bucket, before + (now - before) * weight)
}

/** Bytes a second of one part into a bucket; undefined before the first. */
export function paceOf(slots: Slots, bucket: string): number | undefined {
  return paces.get(slots)?.get(bucket)
}
