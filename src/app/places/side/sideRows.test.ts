import { expect, test } from 'vitest'
import { isNavigable, type LevelState, parentIndex, sideRows, treeId } from './sideRows.ts'

const buckets = [
  { name: 'a', region: 'cn-hangzhou' },
  { name: 'b', region: 'cn-hangzhou' },
  { name: 'c', region: 'cn-qingdao', entry: 'team/' },
]
const read = (...keys: string[]): LevelState => ({
  prefixes: keys.map((key) => ({ key, name: `${key.split('/').at(-2)}/` })),
  state: 'read',
})
const known = new Map(buckets.map((bucket) => [bucket.name, bucket]))
const none = { favourites: [], recent: [], known, buckets, open: new Map<string, LevelState>() }
const said = (rows: ReturnType<typeof sideRows>) =>
  rows.map((row) => ('place' in row ? `${row.is} ${row.place.bucket}/${row.place.prefix}` : row.id))

test('favourites and the last places stand before the buckets, which go by region', () => {
  const place = { bucket: 'b', prefix: '//' }
  expect(said(sideRows({ ...none, favourites: [place], recent: [place] }))).toEqual([
    'favourites',
    'favourite b///',
    'recent',
    'recent b///',
    'cn-hangzhou',
    'bucket a/',
    'bucket b/',
    'cn-qingdao',
    'bucket c/team/',
  ])
})

test('what is open shows what is below it, or why there is nothing', () => {
  const open = new Map<string, LevelState>([
    [treeId('a', ''), read('x/', '__proto__/')],
    [treeId('a', 'x/'), read('x/y/')],
    [treeId('a', 'x/y/'), { prefixes: [], state: 'read' }],
    [treeId('b', ''), { prefixes: [], state: 'reading' }],
  ])
  const rows = sideRows({ ...none, open })
  expect(said(rows)).toEqual([
    'cn-hangzhou',
    'bucket a/',
    'prefix a/x/',
    'prefix a/x/y/',
    'a/x/y/ note',
    'prefix a/__proto__/',
    'bucket b/',
    'b/ note',
    'cn-qingdao',
    'bucket c/team/',
  ])
  expect(rows.map(isNavigable)).toEqual([false, true, true, true, false, true, true, false, false, true])
  expect([1, 2, 3, 5].map((index) => parentIndex(rows, index))).toEqual([undefined, 1, 2, 1])
})
