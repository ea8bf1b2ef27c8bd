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

/** In the wanted order, regions as they are called; of one region, class or time they go by their names. */
export function arrangedBuckets(
  buckets: readonly KnownBucket[],
  { by, isDown }: BucketSort,
  regionOf: BucketText,
): KnownBucket[] {
  const sign = isDown ? -1 : 1
  const values = { name: ({ name }) => name, region: regionOf, class: classOf, created: createdOf } satisfies Values
  return buckets
    .map((bucket) => ({ bucket, name: bucket.name, value: values[by](bucket) }))
    .sort((one, other) => sign * compare(one.value, other.value) || compare(one.name, other.name))
    .map(({ bucket }) => bucket)
}

type Values = Record<BucketSort['by'], (bucket: KnownBucket) => string | number>

const classOf = ({ storageClass }: KnownBucket) => storageClass ?? ''
const createdOf = ({ created = 0 }: KnownBucket) => created

function compare(one: string | number, other: string | number): number {
  return one < other ? -1 : Number(one > other)
}
