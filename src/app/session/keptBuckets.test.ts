import { beforeEach, expect, test } from 'vitest'
import type { Account } from '../../oss/types.ts'
import { dropBucket, forgetBuckets, keepBucket, keptBucketsIn, keptBucketsOf } from './keptBuckets.ts'

const account: Account = {
  ...{ id: 'one', name: 'one', accessKeyId: 'id', accessKeySecret: 'secret', region: 'cn-hangzhou' },
  endpoint: 'https://oss-cn-hangzhou.aliyuncs.com',
  start: { bucket: 'photos', prefix: 'team/' },
}
const photos = { name: 'photos', region: 'cn-hangzhou', entry: 'team/' }
const backup = { name: 'backup', region: 'cn-shanghai', entry: '' }

beforeEach(() => forgetBuckets(account.id))

test('the list begins with the start path, and is each account’s own', () => {
  expect(keptBucketsOf(account)).toEqual([photos])
  keepBucket(account, backup)
  expect(keptBucketsOf(account)).toEqual([photos, backup])
  expect(keptBucketsOf({ ...account, id: 'two' })).toEqual([photos])
})

test('a bucket stands in it once: kept again, it takes its new region and path', () => {
  keepBucket(account, backup)
  keepBucket(account, { ...photos, entry: '' })
  expect(keptBucketsOf(account)).toEqual([{ ...photos, entry: '' }, backup])
})

test('what is removed stays away, the bucket of the start path and the last one too', () => {
  dropBucket(account, 'photos')
  expect(keptBucketsOf(account)).toEqual([])
  keepBucket(account, backup)
  expect(keptBucketsOf(account)).toEqual([backup])
})

test('of what lies in the storage only names that are no other host come in', () => {
  const list = [backup, { ...backup, name: 'evil.example/' }, { ...backup, region: 'x.example' }, null, 'b', {}]
  const stored = { of: { one: list, two: 'none', three: [{ ...backup, entry: 'no-slash' }] } }
  expect(keptBucketsIn(stored)).toEqual({ of: { one: [backup], two: [], three: [] } })
  for (const odd of [undefined, null, 1, { of: 1 }]) expect(keptBucketsIn(odd)).toEqual({ of: {} })
})
