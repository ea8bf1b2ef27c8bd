/** In which region a bucket answered, where that is another than was said. */
export type FoundRegions = {
  /** The region that was found, or else that which is given. */
  of: (at: { region: string; bucket?: string }) => string
  learn: (bucket: string, region: string) => void
}

/** What one client learns; `tell` hears of it. */
export function createFoundRegions(tell?: (bucket: string, region: string) => void): FoundRegions {
  const found = new Map<string, string>()
  return {
    of: ({ bucket, region }) => (bucket === undefined ? undefined : found.get(bucket)) ?? region,
    learn(bucket, region) {
      if (found.get(bucket) === region) return
      found.set(bucket, region)
      tell?.(bucket, region)
    },
  }
}
