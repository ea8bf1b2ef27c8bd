import { createHash, createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ask, KEYS, refusal } from '../../../test/signedRequests.ts'

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
