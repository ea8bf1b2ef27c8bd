import { expect, test } from 'vitest'
import { type PickRow, pickRows } from './pickRows.ts'

const buckets = [
  { name: 'photos', region: 'cn-hangzhou' },
  { name: 'backup', region: 'cn-hangzhou' },
  { name: 'north', region: 'cn-qingdao' },
]
const base = {
  typed: '',
  open: undefined,
  prefixes: [],
  favourites: [{ bucket: 'backup', prefix: 'kept/' }],
  recent: [
    { bucket: 'photos', prefix: 'a/' },
    { bucket: 'backup', prefix: 'kept/' },
    { bucket: 'gone', prefix: '' },
    { bucket: 'north', prefix: '//' },
  ],
  buckets,
  from: { bucket: 'photos', prefix: 'a/' },
  wordsOf: ({ region }: { region: string }) => (region === 'cn-qingdao' ? '青岛' : '杭州'),
}
const said = (rows: PickRow[]) =>
  rows.map((row) => (row.is === 'heading' ? row.id : `${row.is} ${row.place.bucket}/${row.place.prefix}`))

test('favourites and the last places come first; not where the sources lie, and no bucket that has gone', () => {
  expect(said(pickRows(base))).toEqual([
    'favourites',
    'favourite backup/kept/',
    'recent',
    'recent north///',
    'buckets',
    'bucket photos/',
    'bucket backup/',
    'bucket north/',
  ])
})

test('an open level shows its prefixes; what is typed is looked for in them and everywhere', () => {
  const inside = {
    ...base,
    open: { bucket: 'backup', prefix: 'x/' },
    prefixes: ['x/kept/', 'x/north/', 'x/__proto__/'],
  }
  expect(said(pickRows(inside))).toEqual([
    'prefix backup/x/kept/',
    'prefix backup/x/north/',
    'prefix backup/x/__proto__/',
  ])
  expect(said(pickRows({ ...inside, typed: 'NORTH' }))).toEqual([
    'below',
    'prefix backup/x/north/',
    'recent',
    'recent north///',
    'buckets',
    'bucket north/',
  ])
  expect(said(pickRows({ ...inside, typed: '青岛' }))).toEqual(['buckets', 'bucket north/'])
  expect(said(pickRows({ ...inside, typed: 'x/' }))).toEqual([])
})
