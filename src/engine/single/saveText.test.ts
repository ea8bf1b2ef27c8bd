import { expect, test } from 'vitest'
import { ferry, home, keysOf, world as live, never, put, sent, textAt } from '../../../test/engine.ts'
import { rawClient } from '../../../test/raw.ts'
import { createAlone, singleWorld } from '../../../test/single.ts'
import { bytesOf, bytesOfEach } from '../../oss/headerBytes.ts'
import type { Attributes, Oss } from '../../oss/types.ts'
import { saveText, type TextSave } from './saveText.ts'
import { type ObjectSnapshot, readSnapshot } from './snapshot.ts'

/** What somebody else does between the moment in which a text was opened and the one in which it is saved. */

const at = home('notes/说明.md')
const attributes: Attributes = {
  headers: bytesOfEach({ 'Content-Type': 'text/markdown', 'Cache-Control': 'max-age=9' }),
  meta: bytesOfEach({ author: '李白' }),
  tags: [{ key: 'k', value: 'v 1' }],
  acl: 'public-read',
  storageClass: 'IA',
}

async function opened(): Promise<ObjectSnapshot> {
  await put(at, 'before', attributes)
  const seen = await readSnapshot(at, live)
  if (!seen) throw new Error('nothing was opened')
  ferry.store.requests.clear()
  return seen
}

const save = (seen: ObjectSnapshot, more: Partial<TextSave> = {}, world = singleWorld(ferry.oss)) =>
  saveText({ at, text: 'mine', over: seen, like: seen, ...more }, world)

test('a new content takes the place of the old one, and everything else stays', async () => {
  const seen = await opened()
  const { etag } = await save(seen, { text: '之后\r\n' })
  expect(await textAt(at)).toBe('之后\r\n')
  const after = await readSnapshot(at, live)
  for (const name of ['headers', 'meta', 'storageClass', 'tagCount'] as const)
    expect(after?.head?.[name]).toEqual(seen.head?.[name])
  expect(after).toMatchObject({ mark: { etag }, tags: seen.tags, acl: 'public-read' })
})

test.each([
  ['another content', () => put(at, 'theirs')],
  ['the same content with other metadata', () => put(at, 'before', { ...attributes, meta: bytesOfEach({ a: 'b' }) })],
  ['a tag', () => ferry.oss.putTags({ at, tags: [{ key: 'theirs', value: '' }], signal: never })],
  ['an ACL', () => ferry.oss.putAcl({ at, acl: 'private', signal: never })],
  ['a link to equal bytes', linkToTheSame],
  ['a link that leads nowhere', () => ferry.oss.putSymlink({ at, target: 'nowhere', signal: never })],
  ['a delete', () => ferry.oss.remove({ at, signal: never })],
])('nothing is written over %s that came meanwhile', async (_what, act) => {
  const seen = await opened()
  await act()
  ferry.store.requests.clear()
  await expect(save(seen)).rejects.toMatchObject({ code: 'SourceChanged' })
  expect(sent('PutObject')).toEqual([])
})

async function linkToTheSame() {
  await put(home('notes/same'), 'before', attributes)
  await ferry.oss.putSymlink({ at, target: 'notes/same', signal: never })
}

test('what was shown is replaced once the person has said so, and keeps what it has', async () => {
  const seen = await opened()
  await ferry.oss.putTags({ at, tags: [{ key: 'theirs', value: '' }], signal: never })
  const theirs = (await readSnapshot(at, live)) as ObjectSnapshot
  await save(theirs)
  expect(await textAt(at)).toBe('mine')
  expect(await ferry.oss.getTags({ at, signal: never })).toEqual([{ key: 'theirs', value: '' }])
  expect(seen.tags).not.toEqual(theirs.tags)
})

test('a copy of the text is saved only where nothing is', async () => {
  const seen = await opened()
  const copy = { at: home('notes/copy.md'), over: undefined }
  await save(seen, copy)
  expect(await textAt(copy.at)).toBe('mine')
  await expect(save(seen, { ...copy, text: 'more' })).rejects.toMatchObject({ code: 'TargetExists' })
  await ferry.oss.putSymlink({ at: home('notes/dangling'), target: 'nowhere', signal: never })
  const overLink = save(seen, { at: home('notes/dangling'), over: undefined })
  await expect(overLink).rejects.toMatchObject({ code: 'TargetExists' })
})

test.each([
  ['GetObjectTagging', 'GetObjectTagging'],
  ['GetObjectAcl', 'GetObjectACL'],
] as const)('without the right to %s nothing is written', async (op, operation) => {
  const seen = await opened()
  ferry.store.faults.add({ op, error: { code: 'AccessDenied' } })
  await expect(save(seen)).rejects.toMatchObject({ status: 403, operation })
  expect(sent('PutObject')).toEqual([])
})

test('of two saves at once one is told', async () => {
  const seen = await opened()
  const alone = createAlone()
  const ends = await Promise.allSettled(
    ['one', 'two'].map((text) => save(seen, { text }, singleWorld(ferry.oss, alone))),
  )
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect(await textAt(at)).toBe('one')
})

test('a text that is replaced right after it was saved is not called saved', async () => {
  const seen = await opened()
  const oss = { ...ferry.oss, put: then(() => put(at, 'theirs')) }
  await expect(save(seen, {}, singleWorld(oss))).rejects.toMatchObject({ code: 'CopyGone' })
})

test('a save whose answer was lost is found, and written once', async () => {
  const seen = await opened()
  ferry.store.faults.add({ op: 'PutObject', times: 1, reset: 'after' })
  await save(seen)
  expect(await textAt(at)).toBe('mine')
  expect(sent('PutObject')).toHaveLength(1)
})

test('a text that was sent without an answer is known as one’s own when it is saved again', async () => {
  const seen = await opened()
  await save(seen)
  ferry.store.requests.clear()
  await save(seen, { tried: ['mine'] })
  expect(sent('PutObject')).toEqual([])
  await save(seen, { text: 'more of mine', tried: ['mine'] })
  expect(await textAt(at)).toBe('more of mine')
})

test('the type says how the bytes are written', async () => {
  const seen = await opened()
  await save(seen, { type: bytesOf('text/plain; charset=utf-8') })
  expect((await ferry.oss.head({ at, signal: never })).headers).toEqual({
    ...attributes.headers,
    'Content-Type': 'text/plain; charset=utf-8',
  })
  expect(await keysOf(home('notes/'))).toEqual(['notes/说明.md'])
})

/** Somebody else acts right after the write. */
function then(act: () => Promise<unknown>): Oss['put'] {
  return async (call) => {
    const answer = await ferry.oss.put(call)
    await act()
    return answer
  }
}

test('headers and metadata stay in their bytes, whatever they mean', async () => {
  const raw = rawClient(ferry.account)
  const fresh = home('notes/bytes.md')
  const bucket = { bucket: fresh.bucket, region: fresh.region }
  await ferry.oss.putBucketAcl({ bucket, acl: 'public-read-write', signal: never })
  const bytes = {
    'content-disposition': 'inline; filename="\xb1\xa8"',
    'x-oss-meta-a': '\xe9',
    'x-oss-meta-b': '\xc3\xa0',
  }
  expect(await raw.put(fresh, bytes)).toBe(200)
  const seen = (await readSnapshot(fresh, live)) as ObjectSnapshot
  await save(seen, { at: fresh, text: '之后' })
  expect(await raw.head(fresh)).toMatchObject({ 'content-length': '6', ...bytes })
})
