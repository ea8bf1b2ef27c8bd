import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type RightsStore, runJob, startRightsStore } from '../../../test/rights.ts'
import { singleWorld } from '../../../test/single.ts'
import { localOver } from '../../hosts/page/files/localFiles.ts'
import type { Statement } from '../../local-oss/access/accessKeys.ts'
import { bytesOfEach } from '../../oss/headerBytes.ts'
import type { Ref } from '../../oss/types.ts'
import { localRef } from '../localFiles.ts'
import { copyVersion } from '../single/copyVersion.ts'
import { makeFolder } from '../single/create.ts'
import { removeVersion } from '../single/removeVersion.ts'
import { saveText } from '../single/saveText.ts'
import { readSnapshot } from '../single/snapshot.ts'
import { type Content, currentVersionAt, versionsOf } from '../single/versions.ts'
import type { CopyRequest, Request } from '../types.ts'

/** A key that may do all below one prefix, and may list it, and nothing else: not even ask what the bucket is like. */

const { signal } = new AbortController()
let store: RightsStore

const at = (bucket: string, key = ''): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket, key })
const mine = (key = '') => at('source', `mine/${key}`)
const kept = (key = '') => at('kept', `mine/${key}`)

const below = (bucket: string): Statement[] => [
  { effect: 'Allow', actions: ['oss:List*'], resources: [bucket], prefixes: ['mine/'] },
  { effect: 'Allow', actions: ['oss:*'], resources: [`${bucket}/mine/*`] },
]

beforeAll(async () => {
  store = await startRightsStore()
  store.setPolicy([...below('source'), ...below('kept')])
})
afterAll(() => store.close())
beforeEach(async () => {
  await store.fill()
  const own = { tags: [{ key: 'k', value: 'v' }], acl: 'private' as const }
  const put = (to: Ref, size: number, attributes = {}) =>
    store.owner.put({ at: to, body: 'x'.repeat(size), attributes, signal })
  await put(mine('a/small'), 5, own)
  await put(mine('a/large'), 300_000, own)
  await put(mine('z'), 5)
  await put(kept('doc'), 3, own)
  await put(kept('doc'), 4)
  await put(kept('gone'), 4)
  await store.owner.remove({ at: kept('gone'), signal })
  store.local.requests.clear()
})

/** What was refused on the way: a key that may not ask for the bucket does with more looks. */
const refused = () => new Set(store.local.requests.entries.filter(({ status }) => status === 403).map(({ op }) => op))
const onlyTheBucket = () => expect([...refused()].filter((op) => op !== 'GetBucketInfo')).toEqual([])
const done = { isDone: true, lacks: [] }

const copy = (more: Partial<CopyRequest> = {}): CopyRequest => ({
  do: 'copy',
  sources: [mine('a/')],
  target: mine('b/'),
  placement: 'into',
  removeSource: false,
  conflict: 'skip',
  keepAcl: true,
  ...more,
})
const change = (more: object): Request => ({ do: 'change', sources: [mine('a/')], change: {}, ...more })
const restore = {
  days: 1,
  tiers: { Archive: 'Standard', ColdArchive: 'Standard', DeepColdArchive: 'Standard' },
} as const

test.each<[string, Request]>([
  ['copy', copy()],
  ['copy of some', copy({ sources: [mine('a/small'), mine('z')] })],
  ['move', copy({ removeSource: true })],
  ['rename', copy({ sources: [mine('z')], target: mine('y'), placement: 'exact', removeSource: true })],
  ['rename of a folder', copy({ target: mine('c/'), placement: 'exact', removeSource: true, mustBeFree: true })],
  ['keep both', copy({ sources: [mine('z')], target: mine(), conflict: 'keepBoth' })],
  ['into a bucket with versions', copy({ target: kept('b/') })],
  ['edit', change({ change: { meta: bytesOfEach({ a: 'b' }) } })],
  ['class', change({ change: { storageClass: 'IA' } })],
  ['tags', change({ edit: { tags: { add: [{ key: 'n', value: '' }], remove: [] } } })],
  ['ACL', change({ change: { acl: 'default' } })],
  ['delete', { do: 'remove', sources: [mine('a/')] }],
  ['undelete', { do: 'undelete', sources: [kept()] }],
])('%s', async (_, request) => {
  expect((await runJob(store.key, request)).outcome).toEqual(done)
  onlyTheBucket()
})

test('upload, restore', async () => {
  const files = [{ path: 'large', file: new File(['x'.repeat(300_000)], 'large') }]
  const local = localOver(async () => ({ is: 'sources', handles: [], files }))
  const upload: Request = { do: 'upload', sources: [localRef('large')], target: mine('up/'), conflict: 'ask' }
  expect((await runJob(store.key, upload, local)).outcome).toEqual(done)
  await store.owner.put({ at: mine('cold'), body: 'x', attributes: { storageClass: 'Archive' }, signal })
  const cold: Request = { do: 'restore', sources: [mine('cold')], restore }
  expect((await runJob(store.key, cold)).outcome).toEqual(done)
  onlyTheBucket()
})

test.each<[string, CopyRequest]>([
  ['copy', copy()],
  ['move', copy({ removeSource: true })],
])('undo of a %s', async (_, of) => {
  const { id, journal } = await runJob(store.key, of)
  const undone = await runJob(
    store.key,
    { do: 'undo', job: id, of, sources: of.sources, review: true },
    undefined,
    journal,
  )
  expect(undone.outcome).toEqual(done)
  onlyTheBucket()
})

test('what a person does to one object, or one version', async () => {
  const world = singleWorld(store.key)
  await makeFolder(mine('new/'), world)
  const seen = await readSnapshot(mine('z'), world)
  if (seen) await saveText({ at: mine('z'), text: 'new', over: seen, like: seen }, world)
  const [, old] = (await versionsOf(kept('doc'), world)) as Content[]
  if (!old) throw new Error('no version')
  const over = await currentVersionAt(kept('doc'), world)
  await copyVersion({ source: kept('doc'), version: old, target: kept('doc'), over }, world)
  await removeVersion(kept('doc'), old, world)
  onlyTheBucket()
})

test.each<[string, Request, string]>([
  ['a copy out of it', copy({ target: at('source', 'theirs/') }), 'ListObjects'],
  ['a copy into it', copy({ sources: [at('source', 'dir/')], target: mine('b/') }), 'ListObjects'],
  ['a delete beside it', { do: 'remove', sources: [at('source', 'dir/small')] }, 'ListObjects'],
])('%s is refused, with what it lacks', async (_, request, action) => {
  const { isDone, lacks } = (await runJob(store.key, request)).outcome
  expect([isDone, lacks.map((right) => right.action)]).toEqual([false, [`oss:${action}`]])
  for (const { prefix } of lacks) expect(prefix).toMatch(/^(theirs|dir)\//)
})
