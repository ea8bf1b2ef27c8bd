import { expect, test } from 'vitest'
import { OssError, type OssErrorFacts } from './errors.ts'
import { policyOf, rightsOf } from './rights.ts'

const refused = (facts: Partial<OssErrorFacts>) =>
  new OssError({ kind: 'http', code: 'AccessDenied', message: '', operation: '', resource: 'oss:///', ...facts })
const inBucket = (operation: string, key = '', more: Partial<OssErrorFacts> = {}) =>
  refused({ operation, bucket: 'b', resource: `oss://b/${key}`, ...more })

test.each([
  [refused({ operation: 'ListBuckets' }), 'oss:ListBuckets', 'acs:oss:*:*:*'],
  [inBucket('ListObjectsV2'), 'oss:ListObjects', 'acs:oss:*:*:b'],
  [inBucket('GetBucketInfo'), 'oss:GetBucketInfo', 'acs:oss:*:*:b'],
  [inBucket('HeadObject', 'a/b'), 'oss:GetObject', 'acs:oss:*:*:b/a/b'],
  [inBucket('PutObject', 'a/'), 'oss:PutObject', 'acs:oss:*:*:b/a/'],
  [inBucket('DeleteMultipleObjects'), 'oss:DeleteObject', 'acs:oss:*:*:b/*'],
])('%# a request needs one right, on what it is about', (error, action, resource) => {
  expect(rightsOf(error)).toEqual([{ action, resource }])
})

test('a copy reads its source and writes its target, each a resource of its own', () => {
  const copy = inBucket('CopyObject', 'to', { copySource: 'oss://a/from' })
  const read = { action: 'oss:GetObject', resource: 'acs:oss:*:*:a/from' }
  const write = { action: 'oss:PutObject', resource: 'acs:oss:*:*:b/to' }
  expect(rightsOf(copy)).toEqual([read, write])
  expect(JSON.parse(policyOf([read, write]))).toEqual({
    Version: '1',
    Statement: [
      { Effect: 'Allow', Action: ['oss:GetObject'], Resource: ['acs:oss:*:*:a/from'] },
      { Effect: 'Allow', Action: ['oss:PutObject'], Resource: ['acs:oss:*:*:b/to'] },
    ],
  })
})

test('what OSS says is missing is named alone', () => {
  const said = (AuthAction: string) =>
    rightsOf(inBucket('CopyObject', 'to', { copySource: 'oss://a/from', details: { AuthAction } }))
  expect(said('oss:GetObject')).toEqual([{ action: 'oss:GetObject', resource: 'acs:oss:*:*:a/from' }])
  expect(said('oss:PutObjectTagging')).toEqual([{ action: 'oss:PutObjectTagging', resource: 'acs:oss:*:*:b/to' }])
})

test('a listing below a prefix needs no more than that prefix', () => {
  const rights = rightsOf(inBucket('ListObjectsV2'), 'team/')
  expect(JSON.parse(policyOf(rights)).Statement).toEqual([
    {
      Effect: 'Allow',
      Action: ['oss:ListObjects'],
      Resource: ['acs:oss:*:*:b'],
      Condition: { StringLike: { 'oss:Prefix': ['team/*'] } },
    },
  ])
})
