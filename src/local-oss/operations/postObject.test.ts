import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEY, startOss, type TestOss, textOf } from '../testClient.ts'

let oss: TestOss
const LATER = '2100-01-01T00:00:00.000Z'

beforeAll(async () => {
  oss = await startOss({ blockPublicAccess: false })
  await oss.call('PUT', { bucket: 'home' })
})

afterAll(() => oss.stop())

function formOf(fields: Record<string, string>, file: string): string {
  const part = (head: string, body: string) => `--BOUND\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`
  const parts = Object.entries(fields).map(([name, value]) => part(`name="${name}"`, value))
  return `${parts.join('')}${part('name="file"; filename="中.txt"\r\nContent-Type: text/x-form', file)}--BOUND--\r\n`
}

function post(fields: Record<string, string>, file = 'hello\r\n--BOUN') {
  const headers = { 'content-type': 'multipart/form-data; boundary=BOUND' }
  return oss.call('POST', { bucket: 'home', headers, body: formOf(fields, file), sign: null })
}

function signed(conditions: unknown[], expiration = LATER): Record<string, string> {
  const policy = Buffer.from(JSON.stringify({ expiration, conditions })).toString('base64')
  return { OSSAccessKeyId: KEY.id, policy, Signature: createHmac('sha1', KEY.secret).update(policy).digest('base64') }
}

test('a signed form stores its file with the headers of its fields', async () => {
  const fields = {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: OSS's own placeholder
    key: 'dir/${filename}',
    ...signed([['starts-with', '$key', 'dir/']]),
    'x-oss-meta-a': '值',
    'Cache-Control': 'no-store',
  }
  expect((await post(fields)).status).toBe(204)
  const made = await oss.call('GET', { bucket: 'home', key: 'dir/中.txt' })
  expect(made.text).toBe('hello\r\n--BOUN')
  expect(made.headers).toMatchObject({
    'content-type': 'text/x-form',
    'cache-control': 'no-store',
    'x-oss-object-type': 'Normal',
  })
  expect(Buffer.from(String(made.headers['x-oss-meta-a']), 'latin1').toString()).toBe('值')
})

test('V4 signatures of forms', async () => {
  const date = '20261122T000000Z'
  const scope = `20261122/cn-hangzhou/oss/aliyun_v4_request`
  const policy = Buffer.from(JSON.stringify({ expiration: LATER, conditions: [{ bucket: 'home' }] })).toString('base64')
  const key = scope
    .split('/')
    .reduce<string | Buffer>(
      (secret, text) => createHmac('sha256', secret).update(text).digest(),
      `aliyun_v4${KEY.secret}`,
    )
  const fields = {
    key: 'v4',
    policy,
    'x-oss-signature-version': 'OSS4-HMAC-SHA256',
    'x-oss-credential': `${KEY.id}/${scope}`,
    'x-oss-date': date,
    'x-oss-signature': createHmac('sha256', key).update(policy).digest('hex'),
  }
  expect((await post(fields)).status).toBe(204)
  expect((await post({ ...fields, 'x-oss-signature': 'f'.repeat(64) })).code).toBe('SignatureDoesNotMatch')
})

test('success_action_status and redirect', async () => {
  const created = await post({ key: 'k', ...signed([]), success_action_status: '201' })
  expect([created.status, textOf(created.xml, 'Key'), textOf(created.xml, 'Bucket')]).toEqual([201, 'k', 'home'])
  const moved = await post({ key: 'k', ...signed([]), success_action_redirect: 'http://example.com/done?x=1' })
  expect([moved.status, moved.headers.location]).toEqual([
    303,
    expect.stringMatching(/^http:\/\/example.com\/done\?x=1&bucket=home&key=k&etag=/),
  ])
})

test('a form that breaks its policy, or has none, is refused', async () => {
  expect((await post({ key: 'k' })).code).toBe('AccessDenied')
  expect((await post({ key: 'k', ...signed([], '2001-01-01T00:00:00.000Z') })).code).toBe('AccessDenied')
  const condition = await post({ key: 'other', ...signed([['starts-with', '$key', 'dir/']]) })
  expect([condition.code, condition.headers['x-oss-ec']]).toEqual(['AccessDenied', '0006-00000227'])
  expect((await post({ key: 'k', ...signed([['content-length-range', 0, 3]]) })).code).toBe('EntityTooLarge')
  expect((await post({ key: 'k', ...signed([['content-length-range', 99, 100]]) })).code).toBe('EntityTooSmall')
  expect((await post({ key: 'k', ...signed([]), Signature: 'x' })).code).toBe('SignatureDoesNotMatch')
  const forbidding = await post({ key: 'k', ...signed([]), 'x-oss-forbid-overwrite': 'abc' })
  expect([forbidding.code, forbidding.headers['x-oss-ec']]).toEqual(['InvalidArgument', '0006-00000117'])
  expect((await post({ key: '/k', ...signed([]) })).code).toBe('InvalidObjectName')
  expect((await post({ key: 'k', ...signed([]), callback: 'e30=' })).code).toBe('NotImplemented')
  const headers = { 'content-type': 'multipart/form-data; boundary=BOUND' }
  expect((await oss.call('POST', { bucket: 'home', headers, body: '--BOUND\r\nx', sign: null })).code).toBe(
    'MalformedPOSTRequest',
  )
})

test('a public bucket takes a form from anybody', async () => {
  await oss.call('PUT', { bucket: 'home', query: 'acl', headers: { 'x-oss-acl': 'public-read-write' } })
  expect((await post({ key: 'free' })).status).toBe(204)
})
