import { createHash, createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { AccessKey } from './accessKeys.ts'
import { type AskedRequest, authenticate } from './signature.ts'

const KEYS: AccessKey[] = [
  { id: 'ak', secret: 'sk' },
  { id: 'STS.ak', secret: 'sk', token: 'token', expires: Date.parse('2024-01-01T00:00:00Z') },
  { id: 'STS.other', secret: 'sk', token: 'another token' },
  { id: 'off', secret: 'sk', disabled: true },
]

type Asking = Partial<Omit<AskedRequest, 'headers'>> & { headers?: Record<string, string> }
type Server = { now?: string; region?: string; keys?: AccessKey[] }

function ask(request: Asking, { now = '2022-12-28T10:27:41Z', region, keys = KEYS }: Server = {}) {
  const { headers = {}, ...rest } = request
  const asked = { method: 'GET', rawQuery: '', bucket: '', key: '', ...rest, headers: new Map(Object.entries(headers)) }
  return authenticate(asked, { keys, now: Date.parse(now), region })
}

/** The error that a request is answered with. */
function refusal(request: Asking, server: Server = {}) {
  try {
    ask(request, server)
  } catch (error) {
    return error
  }
  throw new Error('The request was let in.')
}

test('a request without a signature is anonymous', () => {
  expect(ask({ bucket: 'b', key: 'k', rawQuery: 'Expires=1&acl' })).toEqual({})
})

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

const V4_QUERY = 'param1=value1&%2Bparam1=value3&%7Cparam1=value4&%2Bparam2&%7Cparam2&param2'

describe('V4 header', () => {
  const CREDENTIAL = 'ak/20231216/cn-hangzhou/oss/aliyun_v4_request'
  const SIGNATURE = 'e21d18daa82167720f9b1047ae7e7f1ce7cb77a31e8203a7d5f4624fa0284afe'
  const PUT = {
    method: 'PUT',
    bucket: 'bucket',
    key: '1234+-/123/1.txt',
    rawQuery: V4_QUERY,
    headers: {
      'content-type': 'text/plain',
      'x-oss-head1': 'value',
      'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
      'x-oss-date': '20231216T162057Z',
      authorization: `OSS4-HMAC-SHA256 Credential=${CREDENTIAL},Signature=${SIGNATURE}`,
    },
  }
  const server = { now: '2023-12-16T16:20:57Z', region: 'cn-hangzhou' }
  const withHeaders = (headers: Record<string, string>) => ({ ...PUT, headers: { ...PUT.headers, ...headers } })
  const withAuthorization = (rest: string) => withHeaders({ authorization: `OSS4-HMAC-SHA256 ${rest}` })

  test('the vectors of the Go SDK', () => {
    expect(ask(PUT, server)).toEqual({ key: KEYS[0] })
    expect(ask(withAuthorization(`Credential=${CREDENTIAL}, Signature=${SIGNATURE}`), server).key).toBeDefined()
    const signature = '4a4183c187c07c8947db7620deb0a6b38d9fbdd34187b6dbaccb316fa251212f'
    const additional = withHeaders({
      abc: 'value',
      zabc: 'value',
      'x-oss-date': '20231216T172512Z',
      authorization: `OSS4-HMAC-SHA256 Credential=${CREDENTIAL},AdditionalHeaders=abc;zabc,Signature=${signature}`,
    })
    expect(ask(additional, { ...server, now: '2023-12-16T17:25:12Z' })).toEqual({ key: KEYS[0] })
  })

  test('the canonical request of the pages has the documented hash', () => {
    // The example's key is masked, so only its canonical request can be checked: through the refusal that shows it.
    const request = {
      method: 'PUT',
      bucket: 'examplebucket',
      key: 'exampleobject',
      headers: {
        'content-disposition': 'attachment',
        'content-length': '3',
        'content-md5': 'ICy5YqxZB1uWSwcVLSNLcA==',
        'content-type': 'text/plain',
        'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
        'x-oss-date': '20250411T064124Z',
        authorization:
          'OSS4-HMAC-SHA256 Credential=ak/20250411/cn-hangzhou/oss/aliyun_v4_request,AdditionalHeaders=content-disposition;content-length,Signature=0',
      },
    }
    const { extra } = refusal(request, { now: '2025-04-11T06:41:24Z' }) as { extra: { CanonicalRequest: string } }
    expect(createHash('sha256').update(extra.CanonicalRequest).digest('hex')).toBe(
      'c46d96390bdbc2d739ac9363293ae9d710b14e48081fcb22cd8ad54b63136eca',
    )
  })

  test('k= names the same parameter as k', () => {
    expect(ask({ ...PUT, rawQuery: V4_QUERY.replace('param2&', 'param2=&') }, server).key).toBeDefined()
  })

  test.each(['prefix=&uploads', 'prefix=&uploads='])(
    'what ali-oss signs for empty values is taken too: %s',
    (query) => {
      const lines = ['x-oss-content-sha256:UNSIGNED-PAYLOAD', 'x-oss-date:20231216T162057Z', '', '', 'UNSIGNED-PAYLOAD']
      const canonical = ['GET', '/bucket/', query, ...lines].join('\n')
      const hash = createHash('sha256').update(canonical).digest('hex')
      const scope = '20231216/cn-hangzhou/oss/aliyun_v4_request'
      const hmac = (key: string | Buffer, part: string) => createHmac('sha256', key).update(part).digest()
      const key = scope.split('/').reduce<string | Buffer>(hmac, 'aliyun_v4sk')
      const signature = hmac(key, `OSS4-HMAC-SHA256\n20231216T162057Z\n${scope}\n${hash}`).toString('hex')
      const { 'content-type': _type, 'x-oss-head1': _head, ...headers } = PUT.headers
      const authorization = `OSS4-HMAC-SHA256 Credential=ak/${scope}, Signature=${signature}`
      const request = { bucket: 'bucket', rawQuery: 'uploads=&prefix=', headers: { ...headers, authorization } }
      expect(ask(request, server)).toEqual({ key: KEYS[0] })
    },
  )

  test.each([
    ['the method', { ...PUT, method: 'POST' }],
    ['the bucket', { ...PUT, bucket: 'bucket2' }],
    ['the key', { ...PUT, key: '1234 -/123/1.txt' }],
    ['the query', { ...PUT, rawQuery: `${V4_QUERY}&prefix=a` }],
    ['the type', withHeaders({ 'content-type': 'text/html' })],
    ['an OSS header', withHeaders({ 'x-oss-head1': 'other' })],
    ['one more OSS header', withHeaders({ 'x-oss-object-acl': 'public-read' })],
    ['the MD5', withHeaders({ 'content-md5': 'x' })],
  ])('another value of %s is refused', (_what, request) => {
    const refused = refusal(request, server)
    expect(refused).toMatchObject({ code: 'SignatureDoesNotMatch', status: 403, ec: '0002-00000201' })
    expect(refused).toMatchObject({
      extra: {
        OSSAccessKeyId: 'ak',
        SignatureProvided: SIGNATURE,
        StringToSign: expect.stringMatching(
          /^OSS4-HMAC-SHA256\n20231216T162057Z\n20231216\/cn-hangzhou\/oss\/aliyun_v4_request\n[0-9a-f]{64}$/,
        ),
        CanonicalRequest: expect.stringMatching(/\nUNSIGNED-PAYLOAD$/),
      },
    })
  })

  test.each([
    ['no credential', `Signature=${SIGNATURE}`, '0002-00000202'],
    ['no signature', `Credential=${CREDENTIAL}`, '0002-00000202'],
    ['an unknown field', `Credential=${CREDENTIAL},Signature=x,Other=y`, '0002-00000202'],
    ['a field twice', `Credential=${CREDENTIAL},Signature=x,Signature=y`, '0002-00000202'],
    ['nothing', '', '0002-00000202'],
    ['an empty list of headers', `Credential=${CREDENTIAL},AdditionalHeaders=,Signature=x`, '0002-00000209'],
    ['a date with dashes', 'Credential=ak/2023-12-16/cn-hangzhou/oss/aliyun_v4_request,Signature=x', '0002-00000212'],
    [
      'the date of another day',
      'Credential=ak/20231215/cn-hangzhou/oss/aliyun_v4_request,Signature=x',
      '0002-00000212',
    ],
    ['a wrong end', 'Credential=ak/20231216/cn-hangzhou/oss/abc,Signature=x', '0002-00000213'],
    ['a short credential', 'Credential=ak/20231216,Signature=x', '0002-00000213'],
    ['another region', 'Credential=ak/20231216/cn-qingdao/oss/aliyun_v4_request,Signature=x', '0002-00000226'],
    [
      'the region with oss-',
      'Credential=ak/20231216/oss-cn-hangzhou/oss/aliyun_v4_request,Signature=x',
      '0002-00000226',
    ],
    ['another product', 'Credential=ak/20231216/cn-hangzhou/s3/aliyun_v4_request,Signature=x', '0002-00000227'],
  ])('%s', (_what, authorization, ec) => {
    expect(refusal(withAuthorization(authorization), server)).toMatchObject({
      code: 'InvalidArgument',
      status: 400,
      ec,
    })
  })

  test('x-oss-content-sha256 is needed and has one value', () => {
    const { 'x-oss-content-sha256': _, ...without } = PUT.headers
    for (const headers of [without, { ...PUT.headers, 'x-oss-content-sha256': 'e3b0' }]) {
      expect(refusal({ ...PUT, headers }, server)).toMatchObject({ code: 'InvalidArgument', ec: '0002-00000214' })
    }
  })

  test('no date, a bad one, a skewed one, an unknown key', () => {
    const { 'x-oss-date': _, ...undated } = PUT.headers
    expect(refusal({ ...PUT, headers: undated }, server)).toMatchObject({ ec: '0002-00000503' })
    expect(refusal(withHeaders({ 'x-oss-date': '20231399T999999Z' }), server)).toMatchObject({ ec: '0002-00000502' })
    expect(refusal(PUT, { ...server, now: '2023-12-16T16:36:00Z' })).toMatchObject({ code: 'RequestTimeTooSkewed' })
    expect(refusal(PUT, { ...server, keys: [] })).toMatchObject({ code: 'InvalidAccessKeyId', ec: '0002-00000902' })
  })
})

describe('V4 URL', () => {
  const signed = (date: string, signature: string, { id = 'ak', more = '' } = {}) => ({
    method: 'PUT',
    bucket: 'bucket',
    key: '1234+-/123/1.txt',
    rawQuery: `${V4_QUERY}&x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-date=${date}&x-oss-expires=599&x-oss-credential=${encodeURIComponent(
      `${id}/20231217/cn-hangzhou/oss/aliyun_v4_request`,
    )}${more}&x-oss-signature=${signature}`,
    headers: { 'content-type': 'application/octet-stream', 'x-oss-head1': 'value' },
  })
  const PLAIN = signed('20231217T025437Z', 'a39966c61718be0d5b14e668088b3fa07601033f6518ac7b523100014269c0fe')
  const now = '2023-12-17T02:54:40Z'
  const replaced = (from: string | RegExp, to: string) => ({ ...PLAIN, rawQuery: PLAIN.rawQuery.replace(from, to) })

  test('the vectors of the Go SDK', () => {
    expect(ask(PLAIN, { now, region: 'cn-hangzhou' })).toEqual({ key: KEYS[0] })
    const withHeaders = signed('20231217T033009Z', '6bd984bfe531afb6db1f7550983a741b103a8c58e5e14f83ea474c2322dfa2b7', {
      more: '&x-oss-additional-headers=abc%3Bzabc',
    })
    const headers = { ...withHeaders.headers, abc: 'value', zabc: 'value' }
    expect(ask({ ...withHeaders, headers }, { now: '2023-12-17T03:30:09Z' })).toEqual({ key: KEYS[0] })
  })

  test('the vector with a security token', () => {
    const request = signed('20231217T035628Z', '3817ac9d206cd6dfc90f1c09c00be45005602e55898f26f5ddb06d7892e1f8b5', {
      more: '&x-oss-security-token=token',
    })
    const keys = [{ id: 'ak', secret: 'sk', token: 'token' }]
    expect(ask(request, { now: '2023-12-17T03:56:28Z', keys })).toEqual({ key: keys[0] })
  })

  test.each([
    [
      'a wrong signature',
      replaced(/x-oss-signature=.*/, 'x-oss-signature=0'),
      'SignatureDoesNotMatch',
      '0002-00000201',
    ],
    ['another version', replaced('OSS4-HMAC-SHA256', 'OSS2'), 'InvalidArgument', '0002-00000066'],
    ['no credential', replaced('x-oss-credential', 'x-credential'), 'InvalidArgument', '0002-00000224'],
    ['another day', replaced('20231217%2F', '20231216%2F'), 'InvalidArgument', '0002-00000223'],
    ['another region', replaced('cn-hangzhou', 'cn-qingdao'), 'InvalidArgument', '0002-00000226'],
    ['no date', replaced('x-oss-date', 'x-date'), 'InvalidArgument', '0002-00000502'],
    ['no expiry', replaced('x-oss-expires', 'x-expires'), 'InvalidArgument', '0002-00000215'],
    ['an expiry of nothing', replaced('=599', '=0'), 'InvalidArgument', '0002-00000232'],
    ['an expiry above a week', replaced('=599', '=604801'), 'InvalidArgument', '0002-00000232'],
  ])('%s', (_what, request, code, ec) => {
    expect(refusal(request, { now, region: 'cn-hangzhou' })).toMatchObject({ code, ec })
  })

  test('it is valid from 15 minutes before its date until it expires', () => {
    for (const good of ['2023-12-17T02:39:37Z', '2023-12-17T03:04:36Z']) {
      expect(ask(PLAIN, { now: good }).key).toBeDefined()
    }
    expect(refusal(PLAIN, { now: '2023-12-17T02:39:36Z' })).toMatchObject({ status: 403, ec: '0002-00000235' })
    expect(refusal(PLAIN, { now: '2023-12-17T03:04:37Z' })).toMatchObject({ status: 403, ec: '0002-00000236' })
  })
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
