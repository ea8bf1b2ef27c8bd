import { type Level, levelOf, type Row } from '../../app/listing/rows.ts'
import type { KnownBucket } from '../../app/queries/queries.ts'
import type { BucketRef } from '../../app/requests/requests.ts'
import type { Listed, Ref } from '../../oss/types.ts'
import { day, me, now } from './accounts.ts'

const MiB = 1024 ** 2
export const GiB = 1024 ** 3
export const home: BucketRef = { account: me.id, region: 'cn-hangzhou', bucket: 'ferry-photos' }
export const at = (key: string, bucket = home.bucket): Ref => ({ ...home, bucket, key })

export const buckets: KnownBucket[] = [
  { name: 'ferry-archive', region: 'cn-hangzhou', created: now - 700 * day, storageClass: 'Archive' },
  { name: 'ferry-backup', region: 'cn-hangzhou', created: now - 400 * day, storageClass: 'IA' },
  { name: 'ferry-photos', region: 'cn-hangzhou', created: now - 90 * day, storageClass: 'Standard' },
  { name: 'ferry-qingdao', region: 'cn-qingdao', created: now - 30 * day, storageClass: 'Standard' },
]

const regions = ['cn-hangzhou', 'cn-shanghai', 'cn-beijing', 'ap-southeast-1', 'eu-central-1', 'us-west-1']
/** As many as large customers have. */
export const manyBuckets: KnownBucket[] = Array.from({ length: 240 }, (_, n) => ({
  name: `team-${String(n).padStart(3, '0')}-${['logs', 'media', 'backup', 'static'][n % 4]}`,
  region: regions[n % regions.length] ?? '',
  created: now - n * day,
  storageClass: n % 5 === 0 ? ('IA' as const) : ('Standard' as const),
}))

/** 63 characters, as long as a bucket's name can be. */
export const longBucket: KnownBucket = {
  name: 'the-quarterly-consolidated-reports-of-all-subsidiaries-20240101',
  region: 'ap-southeast-1',
  created: now - 9 * day,
  storageClass: 'DeepColdArchive',
}

export function listed(key: string, more: Partial<Listed> = {}): Listed {
  return {
    key,
    size: 3_565_158,
    etag: '"5B3C1A2E053D763E1B002CC607C5A0FE"',
    modified: now - 2 * day,
    type: 'Normal',
    storageClass: 'Standard',
    ...more,
  }
}

export const level = (prefix: string, prefixes: string[], objects: Listed[]): Level =>
  levelOf([{ prefixes, objects }], prefix)
/** Lines of a listing, as a dialog is given them. */
export const rows = (...objects: Listed[]): readonly Row[] => level('', [], objects).objects
export const folder = (key: string): Row => ({ is: 'prefix', key, name: key })

export const photos: Level = level(
  'photos/2024/',
  ['photos/2024/raw/', 'photos/2024/西湖/'],
  [
    listed('photos/2024/cover.jpg'),
    listed('photos/2024/film.mov', { size: 6 * GiB, type: 'Multipart', etag: '"9E0F-96"' }),
    listed('photos/2024/index.html', { size: 1840 }),
    listed('photos/2024/latest.jpg', { size: 0, type: 'Symlink' }),
    listed('photos/2024/log.txt', { size: 88_000, type: 'Appendable' }),
    listed('photos/2024/negative-01.tif', { size: 212 * MiB, storageClass: 'IA' }),
    listed('photos/2024/negative-02.tif', { size: 208 * MiB, storageClass: 'Archive' }),
    listed('photos/2024/negative-03.tif', { size: 214 * MiB, storageClass: 'ColdArchive', restore: { ongoing: true } }),
    listed('photos/2024/negative-04.tif', {
      size: 205 * MiB,
      storageClass: 'DeepColdArchive',
      restore: { ongoing: false, until: now + 3 * day },
    }),
  ],
)

export const longName = `${'a-name-that-nobody-would-give-but-a-program-does-'.repeat(4)}end.parquet`
/** What people and programs have called objects. */
const oddKeys = [
  ' spaces at both ends ',
  'a\nb\tc',
  'invoice\u202Efdp.exe',
  'no\u200Bwidth\u200Bspace',
  '..',
  '100%/?#&=+.txt'.replace('/', '∕'),
  '👩‍👩‍👧‍👦🏳️‍🌈.png',
  '<b>bold</b>.html',
  '日本語・한국어・العربية.txt',
  longName,
]
export const oddNames: Level = level(
  'odd/',
  ['odd//', 'odd/ /', 'odd/../'],
  oddKeys.map((name) => listed(`odd/${name}`)),
)
