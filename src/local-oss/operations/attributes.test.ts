import { afterAll, beforeAll, expect, test } from 'vitest'
import { crc64 } from '../crc64.ts'
import { startOss, type TestOss, textsOf } from '../testClient.ts'

const BODY = '0123456789'
/** Its MD5. */
const ETAG = '781E5E245D69B566979B86E28D23F2C7'
let oss: TestOss

beforeAll(async () => {
  oss = await startOss({ blockPublicAccess: false })
  await oss.call('PUT', { bucket: 'home' })
  await oss.call('PUT', { bucket: 'home', key: 'digits.txt', body: BODY })
})

afterAll(() => oss.stop())

const get = () => oss.call('GET', { bucket: 'home', key: 'digits.txt' })

test('append-type objects grow at their end only', async () => {
  const append = (position: number, body: string, key = 'log') =>
    oss.call('POST', { bucket: 'home', key, query: `append&position=${position}`, body })
  const one = await append(0, 'one ')
  expect(one.headers['x-oss-next-append-position']).toBe('4')
  const wrong = await append(0, 'two')
  expect([wrong.status, wrong.code, wrong.headers['x-oss-next-append-position']]).toEqual([
    409,
    'PositionNotEqualToLength',
    '4',
  ])
  const two = await append(4, 'two')
  expect(two.headers['x-oss-hash-crc64ecma']).toBe(String(crc64(Buffer.from('one two'))))
  expect((await oss.call('GET', { bucket: 'home', key: 'log' })).text).toBe('one two')
  expect((await append(10, 'x', 'digits.txt')).code).toBe('ObjectNotAppendable')
  const sealed = await oss.call('POST', { bucket: 'home', key: 'log', query: 'seal&position=7' })
  expect(sealed.status).toBe(200)
  expect((await append(7, 'x')).code).toBe('ObjectNotAppendable')
})

test('tags: put, get, count, delete, and what is refused', async () => {
  const tagging = (tags: [string, string][]) =>
    `<Tagging><TagSet>${tags.map(([k, v]) => `<Tag><Key>${k}</Key><Value>${v}</Value></Tag>`).join('')}</TagSet></Tagging>`
  const put = (tags: [string, string][]) =>
    oss.call('PUT', { bucket: 'home', key: 'digits.txt', query: 'tagging', body: tagging(tags) })
  const before = (await get()).headers['last-modified']
  expect(
    (
      await put([
        ['a', '1'],
        ['b', ''],
      ])
    ).status,
  ).toBe(200)
  const tags = await oss.call('GET', { bucket: 'home', key: 'digits.txt', query: 'tagging' })
  expect([textsOf(tags.xml, 'Key'), textsOf(tags.xml, 'Value')]).toEqual([
    ['a', 'b'],
    ['1', ''],
  ])
  expect((await get()).headers).toMatchObject({ 'x-oss-tagging-count': '2', 'last-modified': before })
  expect((await put(Array.from({ length: 11 }, (_, n): [string, string] => [`k${n}`, '']))).status).toBe(400)
  expect(
    (
      await put([
        ['a', '1'],
        ['a', '2'],
      ])
    ).code,
  ).toBe('InvalidTag')
  expect((await put([['', '1']])).code).toBe('InvalidTag')
  expect((await put([['a', '{}']])).code).toBe('InvalidTag')
  expect((await oss.call('DELETE', { bucket: 'home', key: 'digits.txt', query: 'tagging' })).status).toBe(204)
  expect((await get()).headers['x-oss-tagging-count']).toBeUndefined()
})

test('ACLs decide about anonymous requests', async () => {
  const anonymous = (key: string) => oss.call('GET', { bucket: 'home', key, sign: null })
  expect((await anonymous('digits.txt')).code).toBe('AccessDenied')
  const acl = (value: string) =>
    oss.call('PUT', { bucket: 'home', key: 'digits.txt', query: 'acl', headers: { 'x-oss-object-acl': value } })
  expect((await acl('public-read')).status).toBe(200)
  expect((await anonymous('digits.txt')).text).toBe(BODY)
  expect((await acl('nonsense')).code).toBe('InvalidArgument')
  const write = await oss.call('PUT', { bucket: 'home', key: 'digits.txt', body: 'x', sign: null })
  expect(write.code).toBe('AccessDenied')
  await acl('default')
  expect((await anonymous('digits.txt')).code).toBe('AccessDenied')
})

test('links show their target, and NotSymlink is said of others', async () => {
  const headers = { 'x-oss-symlink-target': encodeURIComponent('digits.txt'), 'x-oss-meta-l': 'link' }
  await oss.call('PUT', { bucket: 'home', key: 'link', query: 'symlink', headers })
  const reply = await oss.call('GET', { bucket: 'home', key: 'link' })
  expect(reply.text).toBe(BODY)
  expect(reply.headers).toMatchObject({ 'x-oss-object-type': 'Symlink', etag: `"${ETAG}"`, 'x-oss-meta-l': 'link' })
  const own = await oss.call('HEAD', { bucket: 'home', key: 'link', query: 'objectMeta' })
  expect(own.headers['content-length']).toBe('0')
  expect((await oss.call('GET', { bucket: 'home', key: 'digits.txt', query: 'symlink' })).code).toBe('NotSymlink')
  await oss.call('PUT', {
    bucket: 'home',
    key: 'dangling',
    query: 'symlink',
    headers: { 'x-oss-symlink-target': 'none' },
  })
  expect((await oss.call('GET', { bucket: 'home', key: 'dangling' })).code).toBe('SymlinkTargetNotExist')
})

test('archived objects can be read after a restore, for as many days as it was asked for', async () => {
  const cold = { bucket: 'home', key: 'cold' }
  await oss.call('PUT', { ...cold, body: 'ice', headers: { 'x-oss-storage-class': 'Archive' } })
  expect((await oss.call('GET', cold)).code).toBe('InvalidObjectState')
  expect((await oss.call('HEAD', cold)).status).toBe(200)
  const restore = (days = 1) =>
    oss.call('POST', { ...cold, query: 'restore', body: `<RestoreRequest><Days>${days}</Days></RestoreRequest>` })
  expect((await restore(8)).code).toBe('MalformedXML')
  expect((await restore()).status).toBe(202)
  expect((await oss.call('HEAD', cold)).headers['x-oss-restore']).toBe('ongoing-request="true"')
  expect((await restore()).code).toBe('RestoreAlreadyInProgress')
  oss.settings.clockOffset = 61_000
  expect((await oss.call('GET', cold)).text).toBe('ice')
  expect((await oss.call('HEAD', cold)).headers['x-oss-restore']).toMatch(/^ongoing-request="false", expiry-date="/)
  expect((await restore()).status).toBe(200)
  oss.settings.clockOffset = 0
  expect((await oss.call('POST', { bucket: 'home', key: 'digits.txt', query: 'restore' })).code).toBe(
    'OperationNotSupported',
  )
})

test('a thousand small appends are a few extents', async () => {
  const key = 'grown.log'
  for (let at = 0; at < 100_000; at += 100) {
    const reply = await oss.call('POST', {
      bucket: 'home',
      key,
      query: `append&position=${at}`,
      body: Buffer.alloc(100, `${at}`),
    })
    expect(reply.status).toBe(200)
  }
  const { body, headers } = await oss.call('GET', { bucket: 'home', key })
  expect([body.length, headers['x-oss-hash-crc64ecma']]).toEqual([100_000, String(crc64(body))])
  expect(body.subarray(99_900).equals(Buffer.alloc(100, '99900'))).toBe(true)
})
