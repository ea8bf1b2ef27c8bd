import type { KnownBucket } from '../queries/queries.ts'

/** Regions in the order of their names, each with its buckets in the order they came. */
export function byRegion(buckets: readonly KnownBucket[]): [region: string, buckets: KnownBucket[]][] {
  const regions = [...new Set(buckets.map(({ region }) => region))].sort()
  return regions.map((region) => [region, buckets.filter((bucket) => bucket.region === region)])
}
