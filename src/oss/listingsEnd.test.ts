import { expect, test } from 'vitest'
import { createOss } from './client.ts'
import type { Oss, Ref } from './types.ts'
import type { Transport } from './wire.ts'

/** Listings that OSS would not give: each must end in words, and none may be taken for whole. */

const { signal } = new AbortController()
const account = {
  id: 'me',
  name: 'me',
  accessKeyId: 'id',
  accessKeySecret: 'secret',
  region: 'cn-hangzhou',
  endpoint: 'http://oss-cn-hangzhou.localhost',
}
const at: Ref = { account: 'me', region: 'cn-hangzhou', bucket: 'home', key: '' }

/** A store that gives these bodies, the last of them for ever. */
function answering(...bodies: ((n: number) => string)[]): { oss: Oss; asked: () => number } {
  let count = 0
  const transport: Transport = async () => {
    const body = bodies[Math.min(count, bodies.length - 1)]?.(count) ?? ''
    count += 1
    return { status: 200, headers: {}, data: new TextEncoder().encode(body) }
  }
  return { oss: createOss(account, transport), asked: () => count }
}

const truncated = (is: string) => `<IsTruncated>${is}</IsTruncated>`
const facts = '<Size>1</Size><ETag>"e"</ETag><LastModified>2026-01-01T00:00:00.000Z</LastModified>'
const objects = (keys: string[], end: string) =>
  `<ListBucketResult>${end}${keys.map((key) => `<Contents><Key>${key}</Key><StorageClass>Standard</StorageClass>${facts}</Contents>`).join('')}</ListBucketResult>`
const token = (next: string) => `${truncated('true')}<NextContinuationToken>${next}</NextContinuationToken>`
const prefixes = (names: string[], end: string) =>
  `<ListBucketResult>${end}${names.map((name) => `<CommonPrefixes><Prefix>${name}</Prefix></CommonPrefixes>`).join('')}</ListBucketResult>`
const versions = (ids: string[], end: string, key = 'k') =>
  `<ListVersionsResult>${end}${ids.map((id) => `<DeleteMarker><Key>${key}</Key><VersionId>${id}</VersionId><IsLatest>false</IsLatest><LastModified>2026-01-01T00:00:00.000Z</LastModified></DeleteMarker>`).join('')}</ListVersionsResult>`
const version = (key: string, id: string) =>
  `${truncated('true')}<NextKeyMarker>${key}</NextKeyMarker><NextVersionIdMarker>${id}</NextVersionIdMarker>`
const uploads = (ids: string[], end: string, key = 'k') =>
  `<ListMultipartUploadsResult>${end}${ids.map((id) => `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>2026-01-01T00:00:00.000Z</Initiated></Upload>`).join('')}</ListMultipartUploadsResult>`
const upload = (key: string, id: string) =>
  `${truncated('true')}<NextKeyMarker>${key}</NextKeyMarker><NextUploadIdMarker>${id}</NextUploadIdMarker>`
const parts = (numbers: number[], end: string) =>
  `<ListPartsResult>${end}${numbers.map((n) => `<Part><PartNumber>${n}</PartNumber><Size>1</Size><ETag>"e"</ETag></Part>`).join('')}</ListPartsResult>`
const part = (next: string) => `${truncated('true')}<NextPartNumberMarker>${next}</NextPartNumberMarker>`
const buckets = (names: string[], end: string) =>
  `<ListAllMyBucketsResult>${end}<Buckets>${names.map((name) => `<Bucket><Name>${name}</Name><Location>oss-cn-hangzhou</Location><CreationDate>2026-01-01T00:00:00.000Z</CreationDate><StorageClass>Standard</StorageClass></Bucket>`).join('')}</Buckets></ListAllMyBucketsResult>`
const bucket = (next: string) => `${truncated('true')}<NextMarker>${next}</NextMarker>`

async function listAll(oss: Oss) {
  let page = await oss.list({ at, signal })
  while (page.next) page = await oss.list({ at, token: page.next, signal })
}
async function versionsAll(oss: Oss) {
  let page = await oss.listVersions({ at, signal })
  while (page.next) page = await oss.listVersions({ at, from: page.next, signal })
}
const uploadsAll = (oss: Oss) => oss.listUploads({ at, signal })
const partsAll = (oss: Oss) => oss.listParts({ at: { ...at, key: 'k' }, uploadId: 'u', signal })
const bucketsAll = (oss: Oss) => oss.listBuckets({ signal })

const many = (n: number) => String(n).padStart(9, '0')

test.each<[string, (oss: Oss) => Promise<unknown>, ((n: number) => string)[]]>([
  ['objects: one page for ever', listAll, [() => objects(['a', 'b'], token('t'))]],
  ['objects: one token, other names', listAll, [(n) => objects([many(n)], token('t'))]],
  ['objects: the same names under new tokens', listAll, [(n) => objects(['a', 'b'], token(many(n)))]],
  ['objects: two pages in turn', listAll, [(n) => objects([n % 2 ? 'b' : 'a'], token(many(n)))]],
  ['objects: tokens in a circle, nothing listed', listAll, [(n) => objects([], token(`t${n % 3}`))]],
  ['objects: new tokens for ever, nothing listed', listAll, [(n) => objects([], token(many(n)))]],
  ['prefixes: one page for ever', listAll, [(n) => prefixes(['a/'], token(many(n)))]],
  ['objects: no token', listAll, [() => objects(['a'], truncated('true'))]],
  ['objects: an empty token', listAll, [() => objects(['a'], token(''))]],
  ['objects: not said whether it goes on', listAll, [() => objects(['a'], '')]],
  ['objects: said so that it can’t be read', listAll, [() => objects(['a'], truncated('1'))]],
  ['versions: one page for ever', versionsAll, [() => versions(['v'], version('k', 'v'))]],
  ['versions: ids in a circle', versionsAll, [(n) => versions([`v${n % 2}`], version('k', `v${n % 2}`))]],
  ['versions: nothing listed for ever', versionsAll, [(n) => versions([], version('k', many(n)))]],
  ['versions: back to an earlier key', versionsAll, [(n) => versions(['v'], version(`k${n % 2}`, 'v'), `k${n % 2}`)]],
  ['versions: no key', versionsAll, [() => versions(['v'], truncated('true'))]],
  ['versions: not said whether it goes on', versionsAll, [() => versions(['v'], '')]],
  ['uploads: one page for ever', uploadsAll, [() => uploads(['u'], upload('k', 'u'))]],
  ['uploads: ids in a circle', uploadsAll, [(n) => uploads([`u${n % 2}`], upload('k', `u${n % 2}`))]],
  ['uploads: nothing listed for ever', uploadsAll, [(n) => uploads([], upload('k', many(n)))]],
  ['uploads: back to an earlier key', uploadsAll, [(n) => uploads(['u'], upload(`k${n % 2}`, 'u'), `k${n % 2}`)]],
  ['uploads: no key', uploadsAll, [() => uploads(['u'], truncated('true'))]],
  ['uploads: not said whether it goes on', uploadsAll, [() => uploads(['u'], '')]],
  ['parts: one page for ever', partsAll, [() => parts([1, 2], part('2'))]],
  ['parts: back to an earlier number', partsAll, [(n) => parts([1 + (n % 2)], part(String(1 + (n % 2))))]],
  ['parts: nothing listed for ever', partsAll, [(n) => parts([], part(String(n + 1)))]],
  ['parts: no number', partsAll, [() => parts([1], truncated('true'))]],
  ['parts: a number that is none', partsAll, [() => parts([1], part('x'))]],
  ['parts: not said whether it goes on', partsAll, [() => parts([1], '')]],
  ['buckets: one page for ever', bucketsAll, [() => buckets(['b'], bucket('b'))]],
  ['buckets: two pages in turn', bucketsAll, [(n) => buckets([n % 2 ? 'b' : 'a'], bucket(n % 2 ? 'b' : 'a'))]],
  ['buckets: nothing listed for ever', bucketsAll, [(n) => buckets([], bucket(many(n)))]],
  ['buckets: no name', bucketsAll, [() => buckets(['b'], truncated('true'))]],
  ['buckets: said so that it can’t be read', bucketsAll, [() => buckets(['b'], truncated('yes'))]],
])('%s', async (_name, read, bodies) => {
  const { oss, asked } = answering(...bodies)
  await expect(read(oss)).rejects.toMatchObject({ kind: 'protocol', code: 'EndlessListing' })
  expect(asked()).toBeLessThan(2000)
})

test('what gets on is read to its end: empty pages between, versions of one key over pages', async () => {
  const list = answering(
    () => objects(['a'], token('1')),
    () => objects([], token('2')),
    () => objects([], token('3')),
    () => objects(['b'], truncated('false')),
  )
  await listAll(list.oss)
  expect(list.asked()).toBe(4)
  const kept = answering(
    () => versions(['3', '2'], version('k', '2')),
    () => versions(['1'], version('k', '1')),
    () => versions(['9'], truncated('false'), 'l'),
  )
  await versionsAll(kept.oss)
  expect(kept.asked()).toBe(3)
  const open = answering(
    () => uploads(['1'], upload('k', '1')),
    () => uploads(['2'], truncated('false')),
  )
  expect(await uploadsAll(open.oss)).toHaveLength(2)
  expect(await bucketsAll(answering(() => buckets(['b'], '')).oss)).toHaveLength(1)
})

test('a listing is given up after the time that it was given', async () => {
  const timeouts: number[] = []
  const oss = createOss(account, async ({ timeout }) => {
    timeouts.push(timeout)
    return { status: 200, headers: {}, data: new TextEncoder().encode(objects([], truncated('false'))) }
  })
  await oss.list({ at, timeout: 10_000, signal })
  expect(timeouts).toEqual([10_000])
})
