import { beforeAll, expect, test } from 'vitest'
import { endsOf, ferry, home, inThePast, journal, put, run, signal } from '../../../test/jobs.ts'
import { propertiesOf } from '../../../test/properties.ts'
import { createCall } from '../../oss/call.ts'
import { bytesOf } from '../../oss/headerBytes.ts'
import type { ChangeRequest, Edit } from '../types.ts'

/** A bucket that encrypts whatever is written to it: an edit of an object that was not encrypted encrypts it. */

const sealed = (key: string) => ({ ...home(key), bucket: 'sealed' })
const rule =
  '<ServerSideEncryptionRule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></ServerSideEncryptionRule>'
const edit = (key: string, asked: Edit): ChangeRequest => ({
  do: 'change',
  sources: [sealed(key)],
  change: {},
  edit: asked,
})
const cached: Edit = { headers: { 'Cache-Control': { do: 'set', value: bytesOf('no-cache') } } }
const encryptBucket = () =>
  createCall(
    ferry.account,
    ferry.transport,
  )({ operation: 'PutBucketEncryption', method: 'PUT', ...sealed(''), sub: { encryption: '' }, body: rule, signal })

beforeAll(async () => {
  await ferry.oss.putBucket({ bucket: sealed(''), signal })
  await inThePast(async () => {
    await put(sealed('o'), 'o')
    await put(sealed('tags'), 'o')
    await ferry.store.putSparseObject({ bucket: 'sealed', key: 'huge', size: 6 * 1024 ** 3, seed: 3 })
    await ferry.oss.putTags({ at: sealed('huge'), tags: [{ key: 'k', value: 'v' }], signal })
  })
  await encryptBucket()
})

test.each(['o', 'huge'])('%s is edited, and encrypted by the way, which the plan has said', async (key) => {
  const before = await propertiesOf(ferry, sealed(key))
  await run(key, edit(key, cached))
  expect(await endsOf(key)).toEqual(['done'])
  expect((await journal.job(key))?.encrypts).toBe(true)
  const head = { ...before.head, 'cache-control': 'no-cache', 'x-oss-server-side-encryption': 'AES256' }
  expect(await propertiesOf(ferry, sealed(key))).toEqual({ ...before, head })
})

test('tags and ACL encrypt nothing, nor is said so of what is asked to be encrypted', async () => {
  await run('tags', edit('tags', { tags: { all: [] }, acl: 'private' }))
  expect((await journal.job('tags'))?.encrypts).toBeUndefined()
  await run('asked', edit('tags', { encryption: { algorithm: 'AES256' } }))
  expect((await journal.job('asked'))?.encrypts).toBeUndefined()
})
