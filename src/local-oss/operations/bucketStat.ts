import { setImmediate as breathe } from 'node:timers/promises'
import type { BucketContext } from '../context.ts'
import { type Answer, xmlAnswer } from '../http/answer.ts'
import { endOfPrefix } from '../store/keys.ts'
import type { ObjectRecord, StorageClass } from '../store/types.ts'
import { element } from '../xml.ts'

/** OSS bills the colder classes with at least this much for each object. */
const SMALLEST_BILLED = 64 * 1024
const AT_ONCE = 10_000

type Sum = { storage: number; real: number; count: number }

/**
 * GetBucketStat. OSS's own numbers are an hour old; these are counted now.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketstat
 */
export async function getBucketStat({ oss, bucket }: BucketContext): Promise<Answer> {
  const { objects, versions, uploads, parts } = oss.store.tables
  const start = Buffer.from(`${bucket.name}\0`)
  const range = { start, end: endOfPrefix(start) }
  const sums = new Map<StorageClass, Sum>()
  let markers = 0
  let seen = 0
  for (const { value } of chain<ObjectRecord>(objects.range(range), versions.range(range))) {
    if (value.deleteMarker) markers += 1
    else add(sums, value)
    seen += 1
    if (seen % AT_ONCE === 0) await breathe()
  }
  const uploadIds = Array.from(uploads.range(range), ({ value }) => value.uploadId)
  const partCounts = uploadIds.map((id) => {
    const first = Buffer.from(`${id}\0`)
    return [...parts.keys({ start: first, end: endOfPrefix(first) })].length
  })
  const all = [...sums.values()]
  const number = (name: string, value: number) => element(name, String(value))
  const standard = sums.get('Standard') ?? NONE
  const content = [
    number('Storage', total(all, 'storage')),
    number('ObjectCount', total(all, 'count')),
    number('MultipartUploadCount', uploadIds.length),
    number('LiveChannelCount', 0),
    number(
      'MultipartPartCount',
      total(
        partCounts.map((count) => ({ count })),
        'count',
      ),
    ),
    number('DeleteMarkerCount', markers),
    // What is counted by the hour was never counted for a bucket that has nothing yet.
    number('LastModifiedTime', seen === 0 ? 0 : Math.floor(oss.now() / 1000)),
    number('StandardStorage', standard.storage),
    number('StandardObjectCount', standard.count),
    ...COLDER.flatMap(([storageClass, name]) => {
      const { storage, real, count } = sums.get(storageClass) ?? NONE
      return [
        number(`${name}Storage`, storage),
        number(`${name}RealStorage`, real),
        number(`${name}ObjectCount`, count),
      ]
    }),
  ]
  return xmlAnswer(element('BucketStat', content.join('')))
}

const NONE: Sum = { storage: 0, real: 0, count: 0 }

const COLDER: [StorageClass, string][] = [
  ['IA', 'InfrequentAccess'],
  ['Archive', 'Archive'],
  ['ColdArchive', 'ColdArchive'],
  ['DeepColdArchive', 'DeepColdArchive'],
]

function add(sums: Map<StorageClass, Sum>, { storageClass, size }: ObjectRecord): void {
  const { storage, real, count } = sums.get(storageClass) ?? NONE
  const billed = storageClass === 'Standard' ? size : Math.max(size, SMALLEST_BILLED)
  sums.set(storageClass, { storage: storage + billed, real: real + size, count: count + 1 })
}

function total<Name extends string>(values: Record<Name, number>[], name: Name): number {
  return values.reduce((sum, value) => sum + value[name], 0)
}

function* chain<T>(...sources: Iterable<{ value: T }>[]): Generator<{ value: T }> {
  for (const source of sources) yield* source
}
