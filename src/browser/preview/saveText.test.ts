import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Ferry, startFerry } from '../../../test/ferry.ts'
import { rawClient } from '../../../test/raw.ts'
import { bytesOfEach } from '../../oss/headerBytes.ts'
import type { Ref } from '../../oss/types.ts'
import { saveText } from './saveText.ts'

const { signal } = new AbortController()
const at: Ref = { account: 'me', region: 'cn-hangzhou', bucket: 'home', key: 'notes/说明.md' }
let ferry: Ferry

beforeAll(async () => {
  ferry = await startFerry()
})
afterAll(() => ferry.close())

async function makeObject() {
  const attributes = {
    headers: bytesOfEach({ 'Content-Type': 'text/markdown', 'Cache-Control': 'max-age=9' }),
    meta: bytesOfEach({ author: '李白' }),
    tags: [{ key: 'k', value: 'v 1' }],
    acl: 'public-read' as const,
    storageClass: 'IA' as const,
  }
  await ferry.oss.put({ at, body: 'before', attributes, signal })
  return ferry.oss.head({ at, signal })
}

test('a new content takes the place of the old one, and everything else stays', async () => {
  const before = await makeObject()
  const { etag } = await saveText(ferry.oss, { at, read: before, text: '之后\r\n' })
  expect(await (await ferry.oss.get({ at, signal })).text()).toBe('之后\r\n')
  const after = await ferry.oss.head({ at, signal })
  for (const name of ['headers', 'meta', 'storageClass', 'tagCount'] as const) expect(after[name]).toEqual(before[name])
  expect(after.etag).toBe(etag)
  expect(await ferry.oss.getTags({ at, signal })).toEqual([{ key: 'k', value: 'v 1' }])
  expect(await ferry.oss.getAcl({ at, signal })).toBe('public-read')
})

test('headers and metadata stay in their bytes, whatever they mean', async () => {
  const [bucket, raw] = [{ bucket: 'home', region: 'cn-hangzhou' }, rawClient(ferry.account)]
  const fresh = { ...at, key: 'notes/bytes.md' }
  await ferry.oss.putBucketAcl({ bucket, acl: 'public-read-write', signal })
  const bytes = {
    'content-disposition': 'inline; filename="\xb1\xa8"',
    'x-oss-meta-a': '\xe9',
    'x-oss-meta-b': '\xc3\xa0',
  }
  expect(await raw.put(fresh, bytes)).toBe(200)
  await saveText(ferry.oss, { at: fresh, read: await ferry.oss.head({ at: fresh, signal }), text: '之后' })
  expect(await raw.head(fresh)).toMatchObject({ 'content-length': '6', ...bytes })
})

test('an object that was changed meanwhile is not touched', async () => {
  const before = await makeObject()
  await ferry.oss.put({ at, body: 'by another', attributes: {}, signal })
  ferry.store.requests.clear()
  const saving = saveText(ferry.oss, { at, read: before, text: 'mine' })
  await expect(saving).rejects.toMatchObject({ code: 'SourceChanged' })
  expect(ferry.store.requests.entries.filter(({ method }) => method === 'PUT')).toEqual([])
  expect(await (await ferry.oss.get({ at, signal })).text()).toBe('by another')
})
