import { createHash, createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, startOss, type TestOss } from './testClient.ts'
import { child } from './xml.ts'

/** What official clients send or expect, which a server that is only tried by one of them gets wrong. */
let oss: TestOss

beforeAll(async () => {
  oss = await startOss()
  await oss.call('PUT', { bucket: 'home' })
  await oss.call('PUT', { bucket: 'home', key: 'text', body: 'x', headers: { 'content-type': 'text/x-own' } })
})

afterAll(() => oss.stop())

const call = (method: string, key: string, query = '', headers: Record<string, string> = {}, body?: string) =>
  oss.call(method, { bucket: 'home', key, query, headers, ...(body !== undefined && { body }) })

describe('signatures', () => {
  /** As ossutil 1.7 and the Go SDK v1 do: no x-oss-date, and the text of Date itself is signed. */
  async function byDate(date: string): Promise<number> {
    const day = new Date(date).toISOString().slice(0, 10).replaceAll('-', '')
    const scope = `${day}/cn-hangzhou/oss/aliyun_v4_request`
    const canonical = ['GET', '/home/text', '', 'x-oss-content-sha256:UNSIGNED-PAYLOAD\n', '', 'UNSIGNED-PAYLOAD'].join(
      '\n',
    )
    const toSign = ['OSS4-HMAC-SHA256', date, scope, createHash('sha256').update(canonical).digest('hex')].join('\n')
    const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest()
    const key = [day, 'cn-hangzhou', 'oss', 'aliyun_v4_request'].reduce(hmac, Buffer.from(`aliyun_v4${KEY.secret}`))
    const signature = hmac(key, toSign).toString('hex')
    const headers = {
      date,
      'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
      authorization: `OSS4-HMAC-SHA256 Credential=${KEY.id}/${scope},Signature=${signature}`,
    }
    return (await oss.call('GET', { bucket: 'home', key: 'text', headers, sign: null })).status
  }

  test('V4 by the Date header', async () => {
    expect(await byDate(new Date().toUTCString())).toBe(200)
    expect(await byDate(new Date(0).toUTCString())).toBe(403)
  })

  test('an unknown key is told after a bucket that is not there', async () => {
    const sign = { id: 'nobody', secret: 'x' }
    expect((await oss.call('GET', { bucket: 'absent', sign })).code).toBe('NoSuchBucket')
    expect((await oss.call('GET', { bucket: 'absent', key: 'k', sign })).code).toBe('NoSuchBucket')
    expect((await oss.call('GET', { bucket: 'home', sign })).code).toBe('InvalidAccessKeyId')
    expect((await oss.call('PUT', { bucket: 'absent', sign })).code).toBe('InvalidAccessKeyId')
  })
})

describe('listings', () => {
  test('an empty continuation-token is none', async () => {
    const { status, xml } = await call('GET', '', 'list-type=2&continuation-token=')
    expect([status, child(xml, 'ContinuationToken')]).toEqual([200, undefined])
  })

  test('uploads: the last page names its last one, too', async () => {
    const { xml } = await call('POST', 'up', 'uploads')
    const id = child(xml, 'UploadId')?.text
    const page = await call('GET', '', 'uploads')
    expect([child(page.xml, 'NextKeyMarker')?.text, child(page.xml, 'NextUploadIdMarker')?.text]).toEqual(['up', id])
  })

  test('versions: a version marker needs its key, and an archived one tells of its restore', async () => {
    const { code, headers } = await call('GET', '', 'versions&version-id-marker=x')
    expect([code, headers['x-oss-ec']]).toEqual(['InvalidArgument', '0012-00000106'])
    await call('PUT', 'cold', '', { 'x-oss-storage-class': 'Archive' }, 'x')
    await call('POST', 'cold', 'restore')
    const { text } = await call('GET', '', 'versions&prefix=cold')
    expect(text).toContain('<RestoreInfo>ongoing-request=&quot;true&quot;</RestoreInfo>')
  })
})

describe('multipart', () => {
  const begin = async (key: string, query = 'uploads', headers = {}) =>
    child((await call('POST', key, query, headers)).xml, 'UploadId')?.text ?? ''

  test('no answer has attributes that a strict reader takes for another name', async () => {
    expect((await call('POST', 'plain', 'uploads')).text).toMatch(
      /^<\?xml [^>]*>\n<InitiateMultipartUploadResult><Bucket>/,
    )
    expect(await begin('sequential', 'uploads&sequential')).toMatch(/^\w{32}$/)
  })

  test('without a type it is octet-stream, whatever the key ends in', async () => {
    const uploadId = await begin('picture.png')
    const etag = (await call('PUT', 'picture.png', `partNumber=1&uploadId=${uploadId}`, {}, 'x')).headers.etag
    expect(etag).toBeDefined()
    await call('POST', 'picture.png', `uploadId=${uploadId}`, {}, '<CompleteMultipartUpload></CompleteMultipartUpload>')
    const { headers } = await call('HEAD', 'picture.png')
    expect([headers['content-type'], headers['content-length']]).toEqual(['application/octet-stream', '1'])
  })

  test('an empty list of parts for an upload that is not there', async () => {
    const empty = '<CompleteMultipartUpload></CompleteMultipartUpload>'
    expect((await call('POST', 'gone', `uploadId=${'A'.repeat(32)}`, {}, empty)).code).toBe('NoSuchUpload')
  })

  test('an empty source is a part of no bytes', async () => {
    await call('PUT', 'nothing', '', {}, '')
    const uploadId = await begin('copied')
    const copy = { 'x-oss-copy-source': '/home/nothing' }
    expect((await call('PUT', 'copied', `partNumber=1&uploadId=${uploadId}`, copy)).status).toBe(200)
    expect((await call('POST', 'copied', `uploadId=${uploadId}`, { 'x-oss-complete-all': 'yes' })).status).toBe(200)
    expect((await call('HEAD', 'copied')).headers['content-length']).toBe('0')
  })

  test('a part tells the encryption of its upload', async () => {
    const uploadId = await begin('sealed', 'uploads', { 'x-oss-server-side-encryption': 'AES256' })
    const { headers } = await call('PUT', 'sealed', `partNumber=1&uploadId=${uploadId}`, {}, 'x')
    expect(headers['x-oss-server-side-encryption']).toBe('AES256')
  })
})

describe('copies', () => {
  test.each(['another', 'text'])('REPLACE onto %s without a type keeps the type of the source', async (key) => {
    const headers = { 'x-oss-copy-source': '/home/text', 'x-oss-metadata-directive': 'REPLACE', 'x-oss-meta-a': 'b' }
    await call('PUT', key, '', headers)
    const { 'content-type': type, 'x-oss-meta-a': meta } = (await call('HEAD', key)).headers
    expect([type, meta]).toEqual(['text/x-own', 'b'])
  })

  test('REPLACE keeps what a client needs to read what it has encrypted', async () => {
    const envelope = { 'x-oss-meta-client-side-encryption-key': 'k', 'x-oss-meta-client-side-encryption-start': 's' }
    await call('PUT', 'envelope', '', { ...envelope, 'x-oss-meta-mine': 'm' }, 'x')
    const replace = {
      'x-oss-copy-source': '/home/envelope',
      'x-oss-metadata-directive': 'REPLACE',
      'x-oss-meta-new': 'n',
    }
    await call('PUT', 'envelope', '', replace)
    const { headers } = await call('HEAD', 'envelope')
    expect(headers).toMatchObject({ ...envelope, 'x-oss-meta-new': 'n' })
    expect(headers['x-oss-meta-mine']).toBeUndefined()
  })
})

describe('objects', () => {
  test('a symlink takes tags', async () => {
    await call('PUT', 'link', 'symlink', { 'x-oss-symlink-target': 'text', 'x-oss-tagging': 'a=b' })
    expect((await call('GET', 'link', 'tagging')).text).toContain('<Key>a</Key><Value>b</Value>')
  })

  test('Archive knows no tier; a faster one is taken while a slower restore is under way', async () => {
    const job = (tier: string) =>
      `<RestoreRequest><Days>1</Days><JobParameters><Tier>${tier}</Tier></JobParameters></RestoreRequest>`
    await call('PUT', 'archived', '', { 'x-oss-storage-class': 'Archive' }, 'x')
    expect((await call('POST', 'archived', 'restore', {}, job('Standard'))).code).toBe('MalformedXML')
    await call('PUT', 'colder', '', { 'x-oss-storage-class': 'ColdArchive' }, 'x')
    const codes = []
    for (const tier of ['Bulk', 'Bulk', 'Expedited', 'Standard'])
      codes.push((await call('POST', 'colder', 'restore', {}, job(tier))).status)
    expect(codes).toEqual([202, 409, 202, 409])
  })

  test('a sealed object is sealed again at its end only', async () => {
    await call('POST', 'log', 'append&position=0', {}, 'abc')
    expect((await call('POST', 'log', 'seal&position=3')).status).toBe(200)
    expect((await call('POST', 'log', 'seal&position=3')).status).toBe(200)
    expect((await call('POST', 'log', 'seal&position=2')).code).toBe('PositionNotEqualToLength')
  })

  test('a version id that is none refuses the whole batch', async () => {
    const body = '<Delete><Object><Key>text</Key><VersionId>no such</VersionId></Object></Delete>'
    const md5 = createHash('md5').update(body).digest('base64')
    expect((await call('POST', '', 'delete', { 'content-md5': md5 }, body)).code).toBe('InvalidArgument')
    expect((await call('HEAD', 'text')).status).toBe(200)
  })

  test('parameters that OSS does not know are ignored; its own that are not here are not', async () => {
    expect((await call('GET', 'text', 'whatever')).status).toBe(200)
    expect((await call('PUT', 'text', 'rtc', {}, 'written over')).code).toBe('NotImplemented')
    expect((await call('GET', 'text', 'x-oss-traffic-limit=245760')).status).toBe(200)
  })
})

describe('buckets', () => {
  test('HEAD tells whether it is there', async () => {
    expect((await oss.call('HEAD', { bucket: 'home' })).status).toBe(200)
    expect((await oss.call('HEAD', { bucket: 'absent' })).status).toBe(404)
  })

  test('some tags are removed by name', async () => {
    const tag = (key: string) => `<Tag><Key>${key}</Key><Value>v</Value></Tag>`
    await call('PUT', '', 'tagging', {}, `<Tagging><TagSet>${['a', 'b', 'c'].map(tag).join('')}</TagSet></Tagging>`)
    await call('DELETE', '', 'tagging=a,c')
    expect((await call('GET', '', 'tagging')).text).toContain('<TagSet><Tag><Key>b</Key>')
  })

  test('100 a region, not in all', async () => {
    for (let n = 1; n < 100; n += 1) await oss.call('PUT', { bucket: `many-${n}` })
    expect((await oss.call('PUT', { bucket: 'many-100' })).code).toBe('TooManyBuckets')
    expect((await oss.call('PUT', { bucket: 'elsewhere', region: 'cn-qingdao' })).status).toBe(200)
  })

  test('one that is made now lets nobody in without a key until that is switched off', async () => {
    const today = await startOss()
    await today.call('PUT', { bucket: 'home' })
    expect((await today.call('GET', { bucket: 'home', query: 'bucketInfo' })).text).toContain(
      '<BlockPublicAccess>true</BlockPublicAccess>',
    )
    const acl = { bucket: 'home', query: 'acl', headers: { 'x-oss-acl': 'public-read' } }
    expect((await today.call('PUT', acl)).code).toBe('AccessDenied')
    expect((await today.call('PUT', { bucket: 'open', headers: { 'x-oss-acl': 'public-read' } })).code).toBe(
      'AccessDenied',
    )
    const body =
      '<PublicAccessBlockConfiguration><BlockPublicAccess>false</BlockPublicAccess></PublicAccessBlockConfiguration>'
    await today.call('PUT', { bucket: 'home', query: 'publicAccessBlock', body })
    expect((await today.call('PUT', acl)).status).toBe(200)
    await today.stop()
  })
})
