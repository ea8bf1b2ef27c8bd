import type { KnownBucket } from '../../queries/queries.ts'
import type { BucketSort } from './bucketView.ts'

/** What else a bucket is found by: its region and class in words. */
export type BucketText = (bucket: KnownBucket) => string

/** Those of which name, region or class hold every word that is typed. */
export function matchingBuckets(
  buckets: readonly KnownBucket[],
  typed: string,
  wordsOf: BucketText,
): readonly KnownBucket[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return buckets
  return buckets.filter((bucket) => {
    const { name, region, storageClass = '' } = bucket
    const text = `${name} ${region} ${storageClass} ${wordsOf(bucket)}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** In the wanted order; of one region, class or time they go by their names. */
export function arrangedBuckets(buckets: readonly KnownBucket[], { by, isDown }: BucketSort): KnownBucket[] {
  const sign = isDown ? -1 : 1
  const byName = (one: KnownBucket, other: KnownBucket) => compare(one.name, other.name)
  if (by === 'name') return [...buckets].sort((one, other) => sign * byName(one, other))
  return [...buckets].sort((one, other) => sign * compare(valueIn(one, by), valueIn(other, by)) || byName(one, other))
}

function valueIn(bucket: KnownBucket, by: 'region' | 'class' | 'created'): string | number {
  if (by === 'region') return bucket.region
  return by === 'class' ? (bucket.storageClass ?? '') : (bucket.created ?? 0)
}

function compare(one: string | number, other: string | number): number {
  return one < other ? -1 : Number(one > other)
}
