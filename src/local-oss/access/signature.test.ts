import { describe, expect, test } from 'vitest'
import { ask, refusal } from '../../../test/signedRequests.ts'

test('a request without a signature is anonymous', () => {
  expect(ask({ bucket: 'b', key: 'k', rawQuery: 'Expires=1&acl' })).toEqual({})
})

describe('temporary keys', () => {
  const now = '2023-11-12T16:43:00Z'
  const url = (id: string, token?: string) => ({
    bucket: 'bucket',
    key: 'key',
    rawQuery: `OSSAccessKeyId=${id}&Expires=9999999999&Signature=x${token ? `&security-token=${token}` : ''}`,
  })

  test.each([
    ['without its token it is unknown', url('STS.ak'), now, 'InvalidAccessKeyId'],
    ['a token nobody has', url('STS.ak', 'wrong'), now, 'InvalidSecurityToken'],
    ['the token of another key', url('STS.ak', 'another%20token'), now, 'AccessKeyIdAndSecurityTokenNotMatch'],
    ['a token for a key that has none', url('ak', 'wrong'), now, 'InvalidAccessKeyId'],
    ['an expired token', url('STS.ak', 'token'), '2024-01-01T00:00:00Z', 'SecurityTokenExpired'],
    ['a wrong signature', url('STS.ak', 'token'), now, 'SignatureDoesNotMatch'],
  ])('%s', (_what, request, when, code) => {
    expect(refusal(request, { now: when })).toMatchObject({ code, status: 403 })
  })
})
