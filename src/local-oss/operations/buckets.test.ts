import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOss, type TestOss, textOf, textsOf } from '../testClient.ts'

let oss: TestOss

beforeAll(async () => {
  oss = await startOss({ blockPublicAccess: false })
  await oss.call('PUT', { bucket: 'south' })
  await oss.call('PUT', { bucket: 'north', region: 'cn-qingdao', headers: { 'x-oss-acl': 'public-read' } })
})

afterAll(() => oss.stop())

test('ListBuckets tells the buckets of all regions with endpoints of this server, and pages', async () => {
  const all = await oss.call('GET')
  expect(textsOf(all.xml, 'Name')).toEqual(['north', 'south'])
  expect(textsOf(all.xml, 'Location')).toEqual(['oss-cn-qingdao', 'oss-cn-hangzhou'])
  expect(textsOf(all.xml, 'ExtranetEndpoint')[0]).toBe(`oss-cn-qingdao.localhost:${oss.port}`)
  expect(textOf(all.xml, 'IsTruncated')).toBe('')
  const page = await oss.call('GET', { query: 'max-keys=1' })
  expect([textsOf(page.xml, 'Name'), textOf(page.xml, 'NextMarker')]).toEqual([['north'], 'north'])
  expect(textsOf((await oss.call('GET', { query: 'marker=north' })).xml, 'Name')).toEqual(['south'])
  expect(textsOf((await oss.call('GET', { query: 'prefix=no' })).xml, 'Name')).toEqual(['north'])
})

test('a bucket is reached by the endpoint of its region only, and the answer names the right one', async () => {
  const reply = await oss.call('GET', { bucket: 'north', query: 'list-type=2' })
  expect([reply.status, reply.code]).toEqual([403, 'AccessDenied'])
  expect(textOf(reply.xml, 'Endpoint')).toBe(`oss-cn-qingdao.localhost:${oss.port}`)
  expect((await oss.call('GET', { bucket: 'north', region: 'cn-qingdao', query: 'list-type=2' })).status).toBe(200)
})

test('names, existing buckets and leftovers are checked', async () => {
  expect((await oss.call('PUT', { bucket: 'ab' })).code).toBe('InvalidBucketName')
  expect((await oss.call('PUT', { bucket: 'under_score' })).code).toBe('InvalidBucketName')
  expect((await oss.call('PUT', { bucket: 'south' })).status).toBe(200)
  expect((await oss.call('PUT', { bucket: 'south', region: 'cn-qingdao' })).code).toBe('BucketAlreadyExists')
  await oss.call('PUT', { bucket: 'full' })
  await oss.call('PUT', { bucket: 'full', key: 'k' })
  expect((await oss.call('DELETE', { bucket: 'full' })).code).toBe('BucketNotEmpty')
  await oss.call('DELETE', { bucket: 'full', key: 'k' })
  expect((await oss.call('DELETE', { bucket: 'full' })).status).toBe(204)
  const gone = await oss.call('GET', { bucket: 'full', query: 'bucketInfo' })
  expect([gone.status, gone.code, textOf(gone.xml, 'BucketName')]).toEqual([404, 'NoSuchBucket', 'full'])
})

test('bucketInfo, location, acl and versioning', async () => {
  const north = { bucket: 'north', region: 'cn-qingdao' }
  const info = await oss.call('GET', { ...north, query: 'bucketInfo' })
  expect([textOf(info.xml, 'Name'), textOf(info.xml, 'Location'), textOf(info.xml, 'Grant')]).toEqual([
    'north',
    'oss-cn-qingdao',
    'public-read',
  ])
  expect((await oss.call('GET', { ...north, query: 'location' })).xml.text).toBe('oss-cn-qingdao')
  await oss.call('PUT', { ...north, query: 'acl', headers: { 'x-oss-acl': 'private' } })
  expect(textOf((await oss.call('GET', { ...north, query: 'acl' })).xml, 'Grant')).toBe('private')
  expect((await oss.call('PUT', { ...north, query: 'acl', headers: { 'x-oss-acl': 'default' } })).code).toBe(
    'InvalidArgument',
  )
  expect(textOf((await oss.call('GET', { ...north, query: 'versioning' })).xml, 'Status')).toBe('')
})

test('CORS rules are stored, returned and deleted', async () => {
  const south = { bucket: 'south', query: 'cors' }
  expect((await oss.call('GET', south)).code).toBe('NoSuchCORSConfiguration')
  const rule =
    '<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>7</MaxAgeSeconds></CORSRule>'
  const put = (body: string) => oss.call('PUT', { ...south, body: `<CORSConfiguration>${body}</CORSConfiguration>` })
  expect((await put(rule)).status).toBe(200)
  const { xml } = await oss.call('GET', south)
  expect([textOf(xml, 'AllowedOrigin'), textOf(xml, 'ExposeHeader'), textOf(xml, 'MaxAgeSeconds')]).toEqual([
    '*',
    'ETag',
    '7',
  ])
  expect((await put(rule.repeat(11))).code).toBe('CORSRuleBeyondLimit')
  expect((await put(rule.replace('GET', 'PATCH'))).code).toBe('InvalidArgument')
  expect((await put('')).code).toBe('MalformedXML')
  expect((await oss.call('DELETE', south)).status).toBe(204)
  expect((await oss.call('GET', south)).code).toBe('NoSuchCORSConfiguration')
})

test('lists, V2 and V1, page through keys and common prefixes', async () => {
  await oss.call('PUT', { bucket: 'lists' })
  for (const key of ['a', 'd/1', 'd/2', 'e', 'x\u0001&', '中']) await oss.call('PUT', { bucket: 'lists', key })
  const list = (query: string) => oss.call('GET', { bucket: 'lists', query })
  const first = await list('list-type=2&delimiter=/&max-keys=2')
  expect([textsOf(first.xml, 'Key'), textsOf(first.xml, 'Prefix')]).toEqual([['a'], ['', 'd/']])
  expect(textOf(first.xml, 'KeyCount')).toBe('2')
  const token = encodeURIComponent(textOf(first.xml, 'NextContinuationToken'))
  const rest = await list(`list-type=2&delimiter=/&continuation-token=${token}`)
  expect(textsOf(rest.xml, 'Key')).toEqual(['e', 'x\ufffd&', '中'])
  expect(textsOf((await list('list-type=2&encoding-type=url&start-after=e')).xml, 'Key')).toEqual([
    'x%01%26',
    '%E4%B8%AD',
  ])
  const old = await list('max-keys=3')
  expect([textsOf(old.xml, 'Key'), textOf(old.xml, 'NextMarker')]).toEqual([['a', 'd/1', 'd/2'], 'd/2'])
  expect(textsOf((await list('marker=d%2F2')).xml, 'Key')).toEqual(['e', 'x\ufffd&', '中'])
  expect(textsOf((await list('marker=d%2F&delimiter=%2F')).xml, 'Key')).toEqual(['e', 'x\ufffd&', '中'])
  for (const bad of [
    'list-type=3',
    'list-type=2&max-keys=0',
    'max-keys=1001',
    'list-type=2&continuation-token=x',
    'encoding-type=base64',
  ]) {
    expect((await list(bad)).code).toBe('InvalidArgument')
  }
})

test('path style works by its switch only', async () => {
  const plain = await fetch(`http://127.0.0.1:${oss.port}/south/key`)
  expect([plain.status, await plain.text()]).toEqual([403, expect.stringContaining('SecondLevelDomainForbidden')])
  const other = await startOss({ pathStyle: true, blockPublicAccess: false })
  await other.call('PUT', { bucket: 'open', headers: { 'x-oss-acl': 'public-read' } })
  await other.call('PUT', { bucket: 'open', key: 'k', body: 'path' })
  expect(await (await fetch(`http://127.0.0.1:${other.port}/open/k`)).text()).toBe('path')
  expect(await (await fetch(`http://127.0.0.1:${other.port}/open%2Fk`)).text()).toBe('path')
  const south = { bucket: 'far', region: 'cn-shenzhen', byPath: true }
  expect((await other.call('PUT', south)).status).toBe(200)
  expect((await other.call('GET', { ...south, query: 'location' })).xml.text).toBe('oss-cn-shenzhen')
  expect((await other.call('PUT', { ...south, key: 'k', body: 'x' })).status).toBe(200)
  expect((await other.call('GET', { ...south, region: 'cn-hangzhou', key: 'k' })).status).toBe(400)
  await other.stop()
})

test('a region takes a hundred buckets; another one has room', async () => {
  const crowded = await startOss()
  const made = await Promise.all(
    Array.from({ length: 105 }, (_, at) => crowded.call('PUT', { bucket: `bucket-${at}` })),
  )
  expect(made.filter(({ code }) => code === 'TooManyBuckets')).toHaveLength(5)
  expect((await crowded.call('PUT', { bucket: 'one-more' })).code).toBe('TooManyBuckets')
  const byAcl = { bucket: 'one-more', query: 'acl', headers: { 'x-oss-acl': 'private' } }
  expect((await crowded.call('PUT', byAcl)).code).toBe('TooManyBuckets')
  expect((await crowded.call('PUT', { bucket: 'bucket-1' })).status).toBe(200)
  expect((await crowded.call('PUT', { bucket: 'one-more', region: 'cn-qingdao' })).status).toBe(200)
  expect((await crowded.call('PUT', { bucket: 'one-more' })).code).toBe('BucketAlreadyExists')
  await crowded.stop()
})

test('a bucket that has nothing was never counted; PutBucketAcl makes an absent one', async () => {
  const fresh = await startOss()
  await fresh.call('PUT', { bucket: 'by-acl', query: 'acl', headers: { 'x-oss-acl': 'private' } })
  const stat = () => fresh.call('GET', { bucket: 'by-acl', query: 'stat' })
  expect(textOf((await stat()).xml, 'LastModifiedTime')).toBe('0')
  await fresh.call('PUT', { bucket: 'by-acl', key: 'k', body: 'x' })
  expect(Number(textOf((await stat()).xml, 'LastModifiedTime'))).toBeGreaterThan(0)
  await fresh.stop()
})
