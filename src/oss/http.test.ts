import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Ferry, startFerry } from '../../test/ferry.ts'
import { createOss } from './client.ts'
import { bytesOfEach } from './headerBytes.ts'
import type { CorsRule, Ref } from './types.ts'

/** The calls that no engine test makes, against the local OSS over HTTP. */

const { signal } = new AbortController()
let ferry: Ferry

beforeAll(async () => {
  ferry = await startFerry()
})
afterAll(() => ferry.close())

const bucketOf = (bucket: string) => ({ bucket, region: 'cn-hangzhou' })
const at = (bucket: string, key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket, key })
const put = (bucket: string, key: string, body = 'hello') =>
  ferry.oss.put({
    at: at(bucket, key),
    body,
    attributes: { headers: bytesOfEach({ 'Content-Type': 'text/plain' }) },
    signal,
  })
const textAt = async (bucket: string, key: string) => (await ferry.oss.get({ at: at(bucket, key), signal })).text()

test('a public bucket is made where OSS blocks public access in every new one; a private one stays blocked', async () => {
  ferry.store.settings.blockPublicAccess = true
  const bucket = bucketOf('made-open')
  await ferry.oss.putBucket({ bucket, acl: 'public-read', signal })
  await ferry.oss.putBucket({ bucket: bucketOf('made-closed'), acl: 'private', signal })
  ferry.store.settings.blockPublicAccess = false
  const open = await ferry.oss.bucketInfo({ bucket, signal })
  expect([open.acl, open.blocksPublic]).toEqual(['public-read', undefined])
  const closed = await ferry.oss.bucketInfo({ bucket: bucketOf('made-closed'), signal })
  expect([closed.acl, closed.blocksPublic]).toEqual(['private', true])
  const later = { bucket: bucketOf('made-closed'), acl: 'public-read', signal } as const
  await expect(ferry.oss.putBucketAcl(later)).rejects.toMatchObject({ code: 'AccessDenied' })
  await ferry.oss.putPublicBlock({ bucket: later.bucket, blocks: false, signal })
  await ferry.oss.putBucketAcl(later)
  expect((await ferry.oss.bucketInfo(later)).acl).toBe('public-read')
})

test('a bucket is made with its class and ACL, told, changed, and removed when it is empty', async () => {
  const bucket = bucketOf('made-here')
  await ferry.oss.putBucket({ bucket, acl: 'public-read', storageClass: 'IA', signal })
  expect(await ferry.oss.bucketInfo({ bucket, signal })).toMatchObject({ acl: 'public-read', storageClass: 'IA' })
  await ferry.oss.putBucketAcl({ bucket, acl: 'private', signal })
  expect((await ferry.oss.bucketInfo({ bucket, signal })).acl).toBe('private')
  await put('made-here', 'k')
  await expect(ferry.oss.removeBucket({ bucket, signal })).rejects.toMatchObject({ code: 'BucketNotEmpty' })
  await ferry.oss.remove({ at: at('made-here', 'k'), signal })
  await ferry.oss.removeBucket({ bucket, signal })
  await expect(ferry.oss.bucketInfo({ bucket, signal })).rejects.toMatchObject({ code: 'NoSuchBucket' })
})

test('CORS rules come back as they were sent; none is an empty list', async () => {
  const bucket = bucketOf('home')
  expect(await ferry.oss.getCors({ bucket, signal })).toEqual({ rules: [] })
  const rules: CorsRule[] = [
    { origins: ['https://a.example', '*'], methods: ['GET', 'HEAD'], headers: ['*'], expose: ['ETag'], maxAge: 600 },
    { origins: ['http://x&y'], methods: ['PUT'], headers: [], expose: [] },
  ]
  await ferry.oss.putCors({ bucket, cors: { rules, rest: '<ResponseVary>true</ResponseVary>' }, signal })
  expect(await ferry.oss.getCors({ bucket, signal })).toEqual({ rules, rest: '<ResponseVary>true</ResponseVary>' })
  await ferry.oss.putCors({ bucket, cors: { rules: [] }, signal })
  expect(await ferry.oss.getCors({ bucket, signal })).toEqual({ rules: [] })
})

test('the figures of a bucket', async () => {
  await ferry.oss.putBucket({ bucket: bucketOf('counted'), signal })
  await put('counted', 'a', '12345')
  await ferry.oss.put({ at: at('counted', 'b'), body: '123', attributes: { storageClass: 'Archive' }, signal })
  await ferry.oss.initiate({ at: at('counted', 'c'), attributes: {}, signal })
  const stat = await ferry.oss.bucketStat({ bucket: bucketOf('counted'), signal })
  expect(stat).toMatchObject({ objects: 2, uploads: 1 })
  expect(stat.classes.Standard).toEqual({ size: 5, objects: 1 })
  expect(stat.classes.Archive.objects).toBe(1)
  expect(stat.classes.IA.objects).toBe(0)
})

test('versions and delete markers are listed by page, restored by a copy, and undeleted', async () => {
  const bucket = bucketOf('versioned')
  await ferry.oss.putBucket({ bucket, signal })
  await ferry.oss.putVersioning({ bucket, status: 'Enabled', signal })
  await put('versioned', 'a +中.txt', 'one')
  await put('versioned', 'a +中.txt', 'two')
  await ferry.oss.remove({ at: at('versioned', 'a +中.txt'), signal })
  await put('versioned', 'p/x', 'x')
  const first = await ferry.oss.listVersions({ at: at('versioned', ''), delimiter: '/', limit: 2, signal })
  expect(first.versions.map(({ is, isLatest }) => [is, isLatest])).toEqual([
    ['marker', true],
    ['version', false],
  ])
  if (!first.next) throw new Error('there are more')
  const second = await ferry.oss.listVersions({ at: at('versioned', ''), delimiter: '/', from: first.next, signal })
  expect([second.versions.length, second.prefixes, second.next]).toEqual([1, ['p/'], undefined])

  const [marker] = first.versions
  const old = second.versions[0]
  if (old?.is !== 'version' || !marker) throw new Error('an old version was expected')
  const source = at('versioned', old.key)
  expect(await (await ferry.oss.get({ at: source, versionId: old.versionId, signal })).text()).toBe('one')
  await ferry.oss.copyObject({
    at: source,
    source,
    sourceVersion: old.versionId,
    ifMatch: old.etag,
    replace: false,
    attributes: {},
    signal,
  })
  expect(await textAt('versioned', old.key)).toBe('one')
  expect((await ferry.oss.head({ at: source, signal })).headers).toEqual({ 'Content-Type': 'text/plain' })
  const latest = (await ferry.oss.listVersions({ at: source, limit: 1, signal })).versions[0]
  await ferry.oss.remove({ at: source, versionId: latest?.versionId ?? '', signal })
  await ferry.oss.remove({ at: source, versionId: marker.versionId, signal })
  expect(await textAt('versioned', old.key)).toBe('two')
})

test('a listing tells how far a restore is', async () => {
  const restored = async (key: string) => {
    await ferry.oss.put({ at: at('home', key), body: 'x', attributes: { storageClass: 'ColdArchive' }, signal })
    await ferry.oss.restore({ at: at('home', key), days: 2, tier: 'Expedited', signal })
    return (await ferry.oss.list({ at: at('home', key), signal })).objects[0]?.restore
  }
  expect(await restored('cold/slow')).toEqual({ ongoing: true })
  ferry.store.settings.restoreMilliseconds = 0
  expect(await restored('cold/fast')).toMatchObject({ ongoing: false, until: expect.any(Number) })
})

test('a symlink stands for its target, whatever its name', async () => {
  await put('home', 'd/目标 +%.txt', 'the target')
  await ferry.oss.putSymlink({ at: at('home', 'link'), target: 'd/目标 +%.txt', signal })
  expect(await ferry.oss.getSymlink({ at: at('home', 'link'), signal })).toBe('d/目标 +%.txt')
  expect(await textAt('home', 'link')).toBe('the target')
  expect((await ferry.oss.head({ at: at('home', 'link'), signal })).type).toBe('Symlink')
  const again = { at: at('home', 'link'), target: 'x', forbidOverwrite: true, signal }
  await expect(ferry.oss.putSymlink(again)).rejects.toMatchObject({ code: 'FileAlreadyExists' })
})

test.each(['plain.txt', 'a b+c/中文 %?#&=.txt', "o'dd (1)*.txt", 'a//b/../c'])(
  '%j is opened by a signed URL',
  async (key) => {
    await put('home', key, `body of ${key}`)
    const url = await ferry.oss.signUrl({ at: at('home', key), seconds: 60, download: '报告 1.txt' })
    const answer = await reach(url)
    expect([answer.status, answer.body]).toEqual([200, `body of ${key}`])
    expect(answer.disposition).toBe("attachment; filename*=UTF-8''%E6%8A%A5%E5%91%8A%201.txt")
  },
)

test('a signed URL ends, and may name a version; a public URL needs a public object', async () => {
  await put('home', 'p', 'public?')
  const signed = await ferry.oss.signUrl({ at: at('home', 'p'), seconds: 60 })
  ferry.store.settings.clockOffset = 61_000
  expect((await reach(signed)).status).toBe(403)
  ferry.store.settings.clockOffset = 0
  const tooLong = await ferry.oss.signUrl({ at: at('home', 'p'), seconds: 604_801 })
  expect((await reach(tooLong)).status).not.toBe(200)
  const open = ferry.oss.publicUrl({ at: at('home', 'p') })
  expect((await reach(open)).status).toBe(403)
  await ferry.oss.putAcl({ at: at('home', 'p'), acl: 'public-read', signal })
  expect(await reach(open)).toMatchObject({ status: 200, body: 'public?' })
})

test.each([1000, 2048, 2500])('8 KiB of metadata fit, however many they are: %d', async (count) => {
  // Names alone: with a value each of them would be over the limit sooner.
  const names = Array.from({ length: count }, (_, n) => n.toString(36).padStart(3, '0'))
  const meta = bytesOfEach(Object.fromEntries(names.map((name) => [name, '1'])))
  const put = { at: at('home', 'much'), body: '', attributes: { meta }, signal }
  if (count * 4 > 8192) return expect(ferry.oss.put(put)).rejects.toMatchObject({ status: 400 })
  await ferry.oss.put(put)
  expect(Object.keys((await ferry.oss.head({ at: at('home', 'much'), signal })).meta)).toHaveLength(count)
})

test('a URL is signed with the time of the store, once that is known', async () => {
  await put('home', 'p')
  const oss = createOss(ferry.account, ferry.transport)
  ferry.store.settings.clockOffset = 1_200_000
  await oss.head({ at: at('home', 'p'), signal })
  const signed = await oss.signUrl({ at: at('home', 'p'), seconds: 60 })
  expect((await reach(signed)).status).toBe(200)
  ferry.store.settings.clockOffset = 0
})

/** Node does not resolve `*.localhost`: the address is the server's, the name goes in the Host header, the path as it is. */
async function reach(url: string): Promise<{ status: number; body: string; disposition: string | undefined }> {
  const { request } = await import('node:http')
  const [, host = '', path = ''] = /^http:\/\/([^/]+)(\/.*)$/s.exec(url) ?? []
  const port = Number(host.split(':')[1])
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers: { host } }, async (response) => {
      const chunks: Buffer[] = []
      for await (const chunk of response) chunks.push(chunk)
      resolve({
        status: response.statusCode ?? 0,
        body: Buffer.concat(chunks).toString(),
        disposition: response.headers['content-disposition'],
      })
    })
    sent.on('error', reject)
    sent.end()
  })
}
