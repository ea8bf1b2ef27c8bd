import { expect, test } from 'vitest'
import { arrangedBuckets, matchingBuckets } from './arrangeBuckets.ts'
import type { BucketColumn } from './bucketView.ts'

const bucket = (name: string, region: string, storageClass: 'Standard' | 'IA', created: number) => ({
  name,
  region,
  storageClass,
  created,
})
const buckets = [
  bucket('b', 'cn-qingdao', 'IA', 1),
  bucket('a', 'cn-qingdao', 'Standard', 3),
  bucket('c', 'cn-hangzhou', 'Standard', 2),
]
const names = (found: readonly { name: string }[]) => found.map(({ name }) => name).join('')
const words = ({ region }: { region: string }) => (region === 'cn-hangzhou' ? '华东1（杭州）' : '华北1（青岛）')
const sorted = (by: BucketColumn, isDown = false) => names(arrangedBuckets(buckets, { by, isDown }, words))

test('buckets are sorted by each column, then by name', () => {
  expect([sorted('name'), sorted('name', true), sorted('region'), sorted('region', true)]).toEqual([
    'abc',
    'cba',
    'cab',
    'abc',
  ])
  expect([sorted('class'), sorted('created'), sorted('created', true)]).toEqual(['bac', 'bca', 'acb'])
})

test('regions are in the order in which they are called, not in that of their IDs', () => {
  const far = [bucket('s', 'ap-southeast-1', 'Standard', 1), bucket('h', 'cn-hangzhou', 'Standard', 1)]
  const called = ({ region }: { region: string }) => (region === 'cn-hangzhou' ? 'China (Hangzhou)' : 'Singapore')
  expect(names(arrangedBuckets(far, { by: 'region', isDown: false }, called))).toBe('hs')
})

test('they are found by name, class, and a region in words', () => {
  const found = (typed: string) => names(matchingBuckets(buckets, typed, words))
  expect([found(''), found('  '), found('杭州'), found('QINGDAO'), found('qingdao ia'), found('nothing')]).toEqual([
    'bac',
    'bac',
    'c',
    'ba',
    'b',
    '',
  ])
})

test('a bucket of a start path, of which little is known, is found and sorted', () => {
  const known = [{ name: 'x', region: 'cn-hangzhou', entry: 'team/' }]
  expect(names(matchingBuckets(known, 'x', words))).toBe('x')
  expect(names(arrangedBuckets(known, { by: 'created', isDown: true }, words))).toBe('x')
})
