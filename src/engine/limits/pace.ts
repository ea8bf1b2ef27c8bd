/** Bytes a second of one part, by bucket. */
export type Pace = {
  /** Notes how long a bucket took to copy a part; `took` in ms. */
  note: (bucket: string, part: { bytes: number; took: number }) => void
  /** Bytes a second of one part into a bucket; undefined before the first. */
  of: (bucket: string) => number | undefined
}

/** How much one part says against all that were before it. */
const weight = 0.2

/** The pace of buckets as the parts of all jobs show it. */
export function createPace(): Pace {
  const paces = new Map<string, number>()
  return {
    of: (bucket) => paces.get(bucket),
    note(bucket, { bytes, took }) {
      const now = (bytes / Math.max(1, took)) * 1000
      const before = paces.get(bucket) ?? now
      paces.set(bucket, before + (now - before) * weight)
    },
  }
}
