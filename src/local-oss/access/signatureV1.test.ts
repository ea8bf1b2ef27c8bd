import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ask, KEYS, refusal } from '../../../test/signedRequests.ts'

describe('V1 header', () => {
  const NELSON = {
    method: 'PUT',
    bucket: 'examplebucket',
    key: 'nelson',
    headers: {
      'content-md5': 'eB5eJF1ptWaXm4bijSPyxw==',
      'content-type': 'text/html',
      'x-oss-date': 'Wed, 28 Dec 2022 10:27:41 GMT',
      'x-oss-meta-author': 'alice',
      'x-oss-meta-magic': 'abracadabra',
      authorization: 'OSS ak:kSHKmLxlyEAKtZPkJhG9bZb5k7M=',
    },
  }
  const withHeaders = (headers: Record<string, string>) => ({ ...NELSON, headers: { ...NELSON.headers, ...headers } })
  /** An own V1 signer, as the pages word it. */
  const sign = (text: string) => `OSS ak:${createHmac('sha1', 'sk').update(text, 'latin1').digest('base64')}`

  test('the vectors of the Go SDK', () => {
    expect(ask(NELSON)).toEqual({ key: KEYS[0] })
    const acl = withHeaders({ authorization: 'OSS ak:/afkugFbmWDQ967j1vr6zygBLQk=' })
    expect(ask({ ...acl, rawQuery: 'acl' })).toEqual({ key: KEYS[0] })
    expect(ask({ ...acl, rawQuery: 'acl=' })).toEqual({ key: KEYS[0] })
    expect(ask({ ...acl, rawQuery: 'prefix=not-signed&acl' })).toEqual({ key: KEYS[0] })
  })

  test.each([
    ['the method', { ...NELSON, method: 'GET' }],
    ['the bucket', { ...NELSON, bucket: 'other' }],
    ['the key', { ...NELSON, key: 'nelson2' }],
    ['a sub-resource', { ...NELSON, rawQuery: 'acl' }],
    ['the type', withHeaders({ 'content-type': 'text/plain' })],
    ['the MD5', withHeaders({ 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' })],
    ['an OSS header', withHeaders({ 'x-oss-meta-magic': 'other' })],
    ['one more OSS header', withHeaders({ 'x-oss-object-acl': 'public-read' })],
  ])('another value of %s is refused', (_what, request) => {
    expect(refusal(request)).toMatchObject({ code: 'SignatureDoesNotMatch', status: 403, ec: '0002-00000040' })
  })

  test('a refusal shows what the server has signed', () => {
    const request = withHeaders({
      authorization: 'OSS ak:AAAA',
      'x-oss-meta-magic': Buffer.from('中').toString('latin1'),
    })
    const text = `PUT\neB5eJF1ptWaXm4bijSPyxw==\ntext/html\nWed, 28 Dec 2022 10:27:41 GMT\nx-oss-date:Wed, 28 Dec 2022 10:27:41 GMT
x-oss-meta-author:alice\nx-oss-meta-magic:中\n/examplebucket/nelson`
    expect(refusal(request)).toMatchObject({
      extra: {
        OSSAccessKeyId: 'ak',
        SignatureProvided: 'AAAA',
        StringToSign: text,
        StringToSignBytes: expect.stringMatching(/^50 55 54 0A .* E4 B8 AD 0A /),
      },
    })
  })

  test('header bytes and Chinese keys are signed as they are; names sort as names, not as lines', () => {
    const chinese = Buffer.from('值').toString('latin1')
    const headers = { date: 'Wed, 28 Dec 2022 10:27:41 GMT', 'x-oss-meta-a-b': '1', 'x-oss-meta-a': chinese }
    const resource = Buffer.from('/examplebucket/中文+ .txt?uploadId=A B').toString('latin1')
    const authorization = sign(`GET\n\n\n${headers.date}\nx-oss-meta-a:${chinese}\nx-oss-meta-a-b:1\n${resource}`)
    const request = { bucket: 'examplebucket', key: '中文+ .txt', rawQuery: 'uploadId=A%20B&max-parts=2' }
    expect(ask({ ...request, headers: { ...headers, authorization } })).toEqual({ key: KEYS[0] })
  })

  test.each([
    ['another scheme', 'OSSxxx ak:x', 'InvalidArgument', 400, '0002-00000061'],
    ['no id', 'OSS  :x', 'InvalidArgument', 400, '0002-00000063'],
    ['no signature', 'OSS ak:', 'InvalidArgument', 400, '0002-00000065'],
    ['an unknown id', 'OSS nobody:x', 'InvalidAccessKeyId', 403, '0002-00000902'],
    ['a disabled id', 'OSS off:x', 'InvalidAccessKeyId', 403, '0002-00000903'],
  ])('%s', (_what, authorization, code, status, ec) => {
    expect(refusal(withHeaders({ authorization }))).toMatchObject({ code, status, ec })
  })

  test('a date is needed, must be one, and within 15 minutes', () => {
    const { 'x-oss-date': _, ...undated } = NELSON.headers
    expect(refusal({ ...NELSON, headers: undated })).toMatchObject({ code: 'AccessDenied', ec: '0002-00000503' })
    expect(refusal(withHeaders({ 'x-oss-date': 'now' }))).toMatchObject({ code: 'AccessDenied', ec: '0002-00000502' })
    for (const now of ['2022-12-28T10:42:41Z', '2022-12-28T10:12:41Z']) expect(ask(NELSON, { now }).key).toBeDefined()
    for (const now of ['2022-12-28T10:42:42Z', '2022-12-28T10:12:40Z']) {
      expect(refusal(NELSON, { now })).toMatchObject({
        code: 'RequestTimeTooSkewed',
        status: 403,
        ec: '0002-00000504',
        extra: { RequestTime: '2022-12-28T10:27:41.000Z', ServerTime: now.replace('Z', '.000Z') },
      })
    }
  })

  test('two signatures in one request are refused', () => {
    const rawQuery = 'OSSAccessKeyId=ak&Expires=9999999999&Signature=x'
    expect(refusal({ ...NELSON, rawQuery })).toMatchObject({ code: 'InvalidArgument', status: 400 })
  })
})

describe('V1 URL', () => {
  const URL1 = {
    bucket: 'bucket',
    key: 'key',
    rawQuery: 'versionId=versionId&OSSAccessKeyId=ak&Expires=1699807420&Signature=dcLTea%2BYh9ApirQ8o8dOPqtvJXQ%3D',
  }
  const now = '2023-11-12T16:43:00Z'

  test('the vectors of the Go SDK', () => {
    expect(ask(URL1, { now })).toEqual({ key: KEYS[0] })
    const query = 'security-token=token&versionId=versionId&OSSAccessKeyId=STS.ak&Expires=1699808204'
    const rawQuery = `${query}&Signature=jzKYRrM5y6Br0dRFPaTGOsbrDhY%3D`
    expect(ask({ bucket: 'bucket', key: 'key+123', rawQuery }, { now })).toEqual({ key: KEYS[1] })
  })

  test.each([
    ['Signature', '0002-00000040', 'SignatureDoesNotMatch', URL1.rawQuery.replace('dcLT', 'dcLX')],
    ['Expires, missing', '0002-00000067', 'AccessDenied', 'OSSAccessKeyId=ak&Signature=x'],
    ['Expires, not a number', '0002-00000070', 'AccessDenied', 'OSSAccessKeyId=ak&Signature=x&Expires=abc'],
    ['Expires, in the past', '0002-00000069', 'AccessDenied', 'OSSAccessKeyId=ak&Signature=x&Expires=1600000000'],
    ['OSSAccessKeyId, missing', undefined, 'AccessDenied', 'Signature=x&Expires=1699807420'],
  ])('%s', (_what, ec, code, rawQuery) => {
    expect(refusal({ ...URL1, rawQuery }, { now })).toMatchObject({ code, ec, status: 403 })
  })

  test('it lives until Expires', () => {
    expect(ask(URL1, { now: new Date(1699807420_000).toISOString() }).key).toBeDefined()
    expect(refusal(URL1, { now: new Date(1699807421_000).toISOString() })).toMatchObject({
      message: 'Request has expired.',
    })
  })
})
