import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clientOf as clientAt, type Sdk } from '../../test/aliOss.ts'
import { crc64 } from './crc64.ts'
import { KEY, startOss, type TestOss } from './testClient.ts'

const TEMPORARY = { id: 'STS.a', secret: 's', token: 'token-1' }
const BODY = Buffer.from('hello 世界')
const PART = Buffer.alloc(110 * 1024, 'p')

let oss: TestOss

beforeAll(async () => {
  oss = await startOss({ keys: [KEY, TEMPORARY], restoreMilliseconds: 0, blockPublicAccess: false })
})

afterAll(() => oss.stop())

const clientOf = (options: Record<string, unknown>) => clientAt(oss, options)

async function statusOf(answer: Promise<Record<string, unknown>>): Promise<unknown> {
  const { res } = (await answer) as { res: { status: number } }
  return res.status
}

describe.each([
  ['V1', false],
  ['V4', true],
])('ali-oss with %s', (name, authorizationV4) => {
  const bucket = `sdk-${name.toLowerCase()}`
  let sdk: Sdk

  beforeAll(async () => {
    sdk = clientOf({ bucket, authorizationV4 })
    await sdk.putBucket(bucket)
  })

  test('buckets', async () => {
    expect(await sdk.listBuckets({ prefix: bucket })).toMatchObject({
      buckets: [{ name: bucket, region: 'oss-cn-hangzhou' }],
    })
    expect(await sdk.getBucketInfo(bucket)).toMatchObject({ bucket: { Name: bucket, StorageClass: 'Standard' } })
    expect(await sdk.getBucketLocation(bucket)).toMatchObject({ location: 'oss-cn-hangzhou' })
    expect(await sdk.getBucketStat(bucket)).toMatchObject({ stat: { ObjectCount: '0' } })
    await sdk.putBucketACL(bucket, 'public-read')
    expect(await sdk.getBucketACL(bucket)).toMatchObject({ acl: 'public-read' })
    await sdk.putBucketACL(bucket, 'private')
    await sdk.putBucket(`${bucket}-gone`)
    expect(await statusOf(sdk.deleteBucket(`${bucket}-gone`))).toBe(204)
    await expect(sdk.getBucketInfo(`${bucket}-gone`)).rejects.toMatchObject({ code: 'NoSuchBucket', status: 404 })
  })

  test('bucket configurations', async () => {
    await sdk.putBucketCORS(bucket, [
      { allowedOrigin: '*', allowedMethod: ['GET', 'PUT'], exposeHeader: 'ETag', maxAgeSeconds: '9' },
    ])
    expect(await sdk.getBucketCORS(bucket)).toMatchObject({ rules: [{ allowedOrigin: '*', maxAgeSeconds: '9' }] })
    expect(await statusOf(sdk.deleteBucketCORS(bucket))).toBe(204)
    await sdk.putBucketLogging(bucket, 'logs/')
    expect(await sdk.getBucketLogging(bucket)).toMatchObject({ enable: true, prefix: 'logs/' })
    await sdk.deleteBucketLogging(bucket)
    expect(await sdk.getBucketLogging(bucket)).toMatchObject({ enable: false })
    await sdk.putBucketReferer(bucket, false, ['http://a.example', 'http://b.example'])
    expect(await sdk.getBucketReferer(bucket)).toMatchObject({
      allowEmpty: false,
      referers: ['http://a.example', 'http://b.example'],
    })
    await sdk.deleteBucketReferer(bucket)
    await sdk.putBucketWebsite(bucket, { index: 'index.html' })
    expect(await sdk.getBucketWebsite(bucket)).toMatchObject({ index: 'index.html' })
    await sdk.deleteBucketWebsite(bucket)
    await expect(sdk.getBucketWebsite(bucket)).rejects.toMatchObject({ code: 'NoSuchWebsiteConfiguration' })
    await sdk.putBucketLifecycle(bucket, [{ id: 'one', prefix: 'a/', status: 'Enabled', expiration: { days: '3' } }])
    expect(await sdk.getBucketLifecycle(bucket)).toMatchObject({
      rules: [{ id: 'one', prefix: 'a/', expiration: { days: '3' } }],
    })
    await sdk.deleteBucketLifecycle(bucket)
    await sdk.putBucketTags(bucket, { a: '1' })
    expect(await sdk.getBucketTags(bucket)).toMatchObject({ tag: { a: '1' } })
    await sdk.deleteBucketTags(bucket)
    await sdk.putBucketEncryption(bucket, { SSEAlgorithm: 'AES256' })
    expect(await sdk.getBucketEncryption(bucket)).toMatchObject({ encryption: { SSEAlgorithm: 'AES256' } })
    await sdk.deleteBucketEncryption(bucket)
    await sdk.putBucketPolicy(bucket, { Version: '1', Statement: [] })
    expect(await sdk.getBucketPolicy(bucket)).toMatchObject({ policy: { Version: '1', Statement: [] } })
    await sdk.deleteBucketPolicy(bucket)
    await sdk.putBucketRequestPayment(bucket, 'Requester')
    expect(await sdk.getBucketRequestPayment(bucket)).toMatchObject({ payer: 'Requester' })
    await sdk.putBucketRequestPayment(bucket, 'BucketOwner')
    expect(await sdk.getBucketVersioning(bucket)).toMatchObject({ versionStatus: undefined })
  })

  test('bucket inventories', async () => {
    const inventory = {
      id: 'inv',
      isEnabled: true,
      prefix: 'p/',
      OSSBucketDestination: { format: 'CSV', accountId: '1', rolename: 'r', bucket, prefix: 'd/' },
      frequency: 'Daily',
      includedObjectVersions: 'All',
      optionalFields: { field: ['Size'] },
    }
    await sdk.putBucketInventory(bucket, inventory)
    expect(await sdk.getBucketInventory(bucket, 'inv')).toMatchObject({ inventory: { id: 'inv', prefix: 'p/' } })
    expect(await sdk.listBucketInventory(bucket)).toMatchObject({ inventoryList: [{ id: 'inv' }] })
    expect(await statusOf(sdk.deleteBucketInventory(bucket, 'inv'))).toBe(204)
  })

  test('objects', async () => {
    const key = 'dir/中 文+%.txt'
    expect(await sdk.put(key, BODY, { meta: { who: 'me' }, headers: { 'Cache-Control': 'no-cache' } })).toMatchObject({
      name: key,
    })
    expect(await sdk.get(key)).toMatchObject({ content: BODY })
    expect(await sdk.head(key)).toMatchObject({
      meta: { who: 'me' },
      res: { headers: { 'x-oss-hash-crc64ecma': String(crc64(BODY)) } },
    })
    expect(await sdk.getObjectMeta(key)).toMatchObject({
      res: { headers: { 'content-length': String(BODY.length) } },
    })
    const stream = (await sdk.getStream(key)) as { stream: AsyncIterable<Buffer> }
    const chunks: Buffer[] = []
    for await (const chunk of stream.stream) chunks.push(chunk)
    expect(Buffer.concat(chunks)).toEqual(BODY)
    await sdk.putStream('streamed', Readable.from([BODY, BODY]))
    expect(await sdk.get('streamed')).toMatchObject({ content: Buffer.concat([BODY, BODY]) })
    await sdk.put('with-length', Readable.from([BODY]), { contentLength: BODY.length })
    await sdk.putMeta(key, { who: 'you' })
    expect(await sdk.head(key)).toMatchObject({ meta: { who: 'you' } })
    expect(await sdk.copy('copied', key)).toMatchObject({ data: { etag: expect.any(String) } })
    await sdk.putACL(key, 'public-read')
    expect(await sdk.getACL(key)).toMatchObject({ acl: 'public-read' })
    await sdk.putObjectTagging(key, { a: '1', b: '2' })
    expect(await sdk.getObjectTagging(key)).toMatchObject({ tag: { a: '1', b: '2' } })
    await sdk.deleteObjectTagging(key)
    await sdk.putSymlink('link', key)
    expect(await sdk.getSymlink('link')).toMatchObject({ targetName: key })
    expect(await sdk.list({ prefix: 'dir/', 'max-keys': 10 })).toMatchObject({
      objects: [{ name: key, size: BODY.length }],
    })
    expect(await sdk.listV2({ prefix: 'dir/', 'max-keys': 10 })).toMatchObject({
      objects: [{ name: key }],
      keyCount: 1,
    })
    expect(await sdk.deleteMulti(['copied', 'streamed'])).toMatchObject({
      deleted: [{ Key: 'copied' }, { Key: 'streamed' }],
    })
    expect(await statusOf(sdk.delete(key))).toBe(204)
    await expect(sdk.get(key)).rejects.toMatchObject({ code: 'NoSuchKey', status: 404 })
    await expect(sdk.head(key)).rejects.toMatchObject({ code: 'NoSuchKey', status: 404 })
  })

  test('append and restore', async () => {
    expect(await sdk.append('log', Buffer.from('one'))).toMatchObject({ nextAppendPosition: '3' })
    expect(await sdk.append('log', Buffer.from('two'), { position: '3' })).toMatchObject({ nextAppendPosition: '6' })
    await sdk.put('cold', BODY, { headers: { 'x-oss-storage-class': 'Archive' } })
    expect(await statusOf(sdk.restore('cold'))).toBe(202)
    expect(await sdk.get('cold')).toMatchObject({ content: BODY })
  })

  test('multipart', async () => {
    const { uploadId } = (await sdk.initMultipartUpload('parts')) as { uploadId: string }
    const one = (await sdk.uploadPart('parts', uploadId, 1, Readable.from([PART]), 0, PART.length)) as { etag: string }
    expect(one.etag).toBeTruthy()
    const source = { sourceKey: 'log', sourceBucketName: bucket }
    await sdk.put('log', PART)
    const two = (await sdk.uploadPartCopy('parts', uploadId, 2, `0-${PART.length - 1}`, source)) as { etag: string }
    expect(await sdk.listParts('parts', uploadId)).toMatchObject({
      uploadId,
      parts: [{ PartNumber: '1' }, { PartNumber: '2' }],
    })
    expect(await sdk.listUploads({ 'max-uploads': 10 })).toMatchObject({ uploads: [{ name: 'parts', uploadId }] })
    const parts = [
      { number: 1, etag: one.etag },
      { number: 2, etag: two.etag },
    ]
    expect(await sdk.completeMultipartUpload('parts', uploadId, parts)).toMatchObject({ bucket, name: 'parts' })
    const started = (await sdk.initMultipartUpload('aborted')) as { uploadId: string }
    expect(await statusOf(sdk.abortMultipartUpload('aborted', started.uploadId))).toBe(204)
    await expect(sdk.listParts('aborted', started.uploadId)).rejects.toMatchObject({ code: 'NoSuchUpload' })
    const whole = clientOf({ bucket, authorizationV4 })
    await whole.multipartUpload('up', Buffer.concat([PART, PART, BODY]), { partSize: PART.length })
    await whole.multipartUploadCopy('copied', { sourceKey: 'up', sourceBucketName: bucket }, { partSize: PART.length })
    expect(await sdk.get('copied')).toMatchObject({ content: Buffer.concat([PART, PART, BODY]) })
  })

  test('signed URLs and forms', async () => {
    await sdk.put('signed', BODY)
    const cname = clientOf({
      bucket,
      authorizationV4,
      cname: true,
      endpoint: `http://${bucket}.oss-cn-hangzhou.localhost:${oss.port}`,
    })
    const url = authorizationV4
      ? await cname.signatureUrlV4('GET', 60, undefined, 'signed')
      : cname.signatureUrl('signed')
    const { pathname, search } = new URL(String(url))
    const query = { bucket, key: pathname.slice(1), query: search.slice(1), sign: null }
    expect((await oss.call('GET', query)).body.equals(BODY)).toBe(true)
    const broken = search.replace(/.(?=$)/, (last) => (last === '0' ? '1' : '0'))
    expect((await oss.call('GET', { ...query, query: broken.slice(1) })).status).toBe(403)
    const fields = sdk.calculatePostSignature({ expiration: '2100-01-01T00:00:00.000Z', conditions: [] }) as unknown
    const form = new FormData()
    for (const [name, value] of Object.entries({ key: 'form', ...(fields as Record<string, string>) }))
      form.set(name, value)
    form.set('file', new Blob([BODY]))
    const posted = new Response(form)
    const headers = { 'content-type': posted.headers.get('content-type') ?? '' }
    const body = Buffer.from(await posted.arrayBuffer())
    expect((await oss.call('POST', { bucket, headers, body, sign: null })).status).toBe(204)
  })

  test('versions', async () => {
    const versioned = `${bucket}-versions`
    await sdk.putBucket(versioned)
    await sdk.putBucketVersioning(versioned, 'Enabled')
    const other = clientOf({ bucket: versioned, authorizationV4 })
    await other.put('k', BODY)
    await other.put('k', PART)
    const { objects } = (await other.getBucketVersions()) as { objects: { versionId: string }[] }
    expect(objects).toHaveLength(2)
    const versionId = objects[1]?.versionId
    expect(await other.get('k', { versionId })).toMatchObject({ content: BODY })
    expect(await statusOf(other.delete('k', { versionId }))).toBe(204)
  })

  test('temporary keys need their token', async () => {
    const keys = { bucket, authorizationV4, accessKeyId: TEMPORARY.id, accessKeySecret: TEMPORARY.secret }
    expect(await statusOf(clientOf({ ...keys, stsToken: TEMPORARY.token }).put('sts', BODY))).toBe(200)
    await expect(clientOf({ ...keys, stsToken: 'other' }).put('sts', BODY)).rejects.toMatchObject({
      code: 'InvalidSecurityToken',
    })
    await expect(clientOf(keys).put('sts', BODY)).rejects.toMatchObject({ code: 'InvalidAccessKeyId' })
    const wrong = clientOf({ bucket, authorizationV4, accessKeySecret: 'wrong' })
    await expect(wrong.put('k', BODY)).rejects.toMatchObject({ code: 'SignatureDoesNotMatch', status: 403 })
  })

  test('what is not implemented says so', async () => {
    const notImplemented = expect.objectContaining({ code: 'NotImplemented' })
    await expect(sdk.putChannel('live', { Description: 'd' })).rejects.toEqual(notImplemented)
    await expect(sdk.listChannels()).rejects.toEqual(notImplemented)
    await expect(sdk.initiateBucketWorm(bucket, '1')).rejects.toEqual(notImplemented)
    await expect(sdk.getBucketWorm(bucket)).rejects.toEqual(notImplemented)
    await expect(sdk.postAsyncFetch('f', 'http://a.example/b')).rejects.toEqual(notImplemented)
    // The SDK takes any status for a success here.
    expect(await sdk.processObjectSave('signed', 'small', 'image/resize,w_9')).toMatchObject({ status: 400 })
    await expect(sdk.put('c', BODY, { callback: { url: 'http://a.example', body: 'x' } })).rejects.toEqual(
      notImplemented,
    )
  })
})
