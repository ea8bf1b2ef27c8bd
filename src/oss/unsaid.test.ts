import { describe, expect, test } from 'vitest'
import { createOss } from './client.ts'
import type { Ref } from './types.ts'

/** What an answer does not say, or says in a word that is not known here, is never taken for something. */

const { signal } = new AbortController()
const account = {
  id: 'me',
  name: 'me',
  accessKeyId: 'id',
  accessKeySecret: 'secret',
  region: 'cn-hangzhou',
  endpoint: 'http://oss-cn-hangzhou.localhost',
}
const at: Ref = { account: 'me', region: 'cn-hangzhou', bucket: 'home', key: 'k' }
const answering = (body: string, headers = {}) =>
  createOss(account, async () => ({ status: 200, headers, data: new TextEncoder().encode(body) }))

test.each([
  '<AccessControlPolicy/>',
  '<AccessControlPolicy><AccessControlList/></AccessControlPolicy>',
  '<AccessControlPolicy><AccessControlList><Grant></Grant></AccessControlList></AccessControlPolicy>',
  '<AccessControlPolicy><AccessControlList><Grant>bucket-owner-read</Grant></AccessControlList></AccessControlPolicy>',
])('an ACL that is not told is an odd answer: %s', async (body) => {
  await expect(answering(body).getAcl({ at, signal })).rejects.toMatchObject({ code: 'UnexpectedAnswer' })
})

test.each(['<Tagging/>', '<Tagging><TagSet><Tag><Value>v</Value></Tag></TagSet></Tagging>'])(
  'and so are tags: %s',
  async (body) => {
    await expect(answering(body).getTags({ at, signal })).rejects.toMatchObject({ code: 'UnexpectedAnswer' })
    expect(await answering('<Tagging><TagSet/></Tagging>').getTags({ at, signal })).toEqual([])
  },
)

test('the ACL of a bucket that is not told is left out', async () => {
  const info = await answering('<BucketInfo><Bucket><Name>home</Name></Bucket></BucketInfo>').bucketInfo({
    bucket: at,
    signal,
  })
  expect([info.acl, info.storageClass]).toEqual([undefined, 'Unknown'])
})

describe.each([
  ['', 'Unknown'],
  ['Smart', 'Unknown'],
  ['STANDARD', 'Standard'],
  ['ia', 'IA'],
])('the class %j is %s', (word, is) => {
  test('in a head, a listing and a version', async () => {
    const facts = '<Size>1</Size><LastModified>2026-01-01T00:00:00.000Z</LastModified>'
    const told = `<Key>k</Key>${facts}${word && `<StorageClass>${word}</StorageClass>`}`
    const end = '<IsTruncated>false</IsTruncated>'
    const list = answering(`<ListBucketResult>${end}<Contents>${told}</Contents></ListBucketResult>`)
    const versions = answering(`<ListVersionsResult>${end}<Version>${told}</Version></ListVersionsResult>`)
    const named = { etag: '"E"', 'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT', 'content-length': '1' }
    const head = answering('', word ? { ...named, 'x-oss-storage-class': word } : named)
    expect((await list.list({ at, signal })).objects).toMatchObject([{ storageClass: is }])
    expect((await versions.listVersions({ at, signal })).versions).toMatchObject([{ storageClass: is }])
    expect((await head.head({ at, signal })).storageClass).toBe(is)
  })
})
