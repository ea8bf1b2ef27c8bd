import { describe, expect, test } from 'vitest'
import { OssError, type OssErrorFacts } from './errors.ts'
import { policyOf, togetherOf } from './policy.ts'
import { lacksRights, type Right, rightsOf } from './rights.ts'

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
  expect(said('oss:GetObjectTagging')).toEqual([{ action: 'oss:GetObjectTagging', resource: 'acs:oss:*:*:a/from' }])
})

test('a Deny is told from what no statement allows: no policy that allows it would help', () => {
  const explicit = { AuthAction: 'oss:PutObject', NoPermissionType: 'ExplicitDeny' }
  const denied = { action: 'oss:PutObject', resource: 'acs:oss:*:*:b/a', isDenied: true }
  expect(rightsOf(inBucket('PutObject', 'a', { details: explicit }))).toEqual([denied])
  expect(rightsOf(inBucket('PutObject', 'a', { ec: '0003-00000201' }))).toEqual([denied])
  const implicit = rightsOf(inBucket('PutObject', 'a', { details: { ...explicit, NoPermissionType: 'ImplicitDeny' } }))
  expect(implicit).toEqual([{ action: 'oss:PutObject', resource: 'acs:oss:*:*:b/a' }])
  expect(JSON.parse(policyOf([denied as Right, ...implicit])).Statement).toHaveLength(1)
})

test('a version needs rights of its own, of a copy at its source', () => {
  const actions = (operation: string, more: Partial<OssErrorFacts> = {}) =>
    rightsOf(inBucket(operation, 'a', { isVersion: true, ...more })).map(({ action }) => action)
  expect(actions('HeadObject')).toEqual(['oss:GetObjectVersion'])
  expect(actions('GetObjectACL')).toEqual(['oss:GetObjectVersionAcl'])
  expect(actions('DeleteObject')).toEqual(['oss:DeleteObjectVersion'])
  expect(actions('CopyObject', { copySource: 'oss://b/a' })).toEqual(['oss:GetObjectVersion', 'oss:PutObject'])
})

test('a listing below a prefix needs no more than that prefix', () => {
  const rights = rightsOf(inBucket('ListObjectsV2', '', { prefix: 'team/' }))
  expect(JSON.parse(policyOf(rights)).Statement).toEqual([
    {
      Effect: 'Allow',
      Action: ['oss:ListObjects'],
      Resource: ['acs:oss:*:*:b'],
      Condition: { StringLike: { 'oss:Prefix': ['team/*'] } },
    },
  ])
})

describe('of many refused requests', () => {
  const writes = (...paths: string[]): Right[] =>
    paths.map((path) => ({ action: 'oss:PutObject', resource: `acs:oss:*:*:${path}` }))
  const lists = (...prefixes: string[]): Right[] =>
    prefixes.map((prefix) => ({ action: 'oss:ListObjects', resource: 'acs:oss:*:*:b', prefix }))

  test('a few resources are named each once', () => {
    expect(togetherOf(writes('b/a', 'b/a', 'b/c'))).toEqual(writes('b/a', 'b/c'))
  })

  test('many are named by the folder, or bucket, that they share, action by action', () => {
    const many = writes('b/d/a1', 'b/d/a2', 'b/d/a3', 'b/d/e/a4')
    expect(togetherOf([...many, ...lists('d/')])).toEqual([...writes('b/d/*'), ...lists('d/')])
    expect(togetherOf(writes('b/a1', 'b/a2', 'b/c', 'b/d/'))).toEqual(writes('b/*'))
    expect(togetherOf(writes('b/a', 'c/a', 'd/a', 'e/a'))).toEqual(writes('*'))
    expect(togetherOf(lists('d/a', 'd/b', 'd/c', 'd/d'))).toEqual(lists('d/'))
  })

  test('what a Deny refuses stays apart from what is merely not allowed', () => {
    const denied = writes('b/k/1', 'b/k/2', 'b/k/3', 'b/k/4').map((right) => ({ ...right, isDenied: true as const }))
    const together = writes('b/k/*').map((right) => ({ ...right, isDenied: true }))
    expect(togetherOf([...denied, ...writes('b/a')])).toEqual([...together, ...writes('b/a')])
  })
})

test.each([
  ['The difference between the request time and the current time is too large.', false],
  ['The bucket you are attempting to access must be addressed using the specified endpoint.', false],
  ['Access denied for requester pay bucket', false],
  ["Access denied by authorizer's policy.", true],
])('rights help where they are what is missing: %s', (message, help) => {
  expect(lacksRights({ code: 'AccessDenied', message })).toBe(help)
})
