import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { MemoryFolder } from '../../../test/disk.ts'
import { type Outcome, type RightsStore, runJob, startRightsStore } from '../../../test/rights.ts'
import { singleWorld } from '../../../test/single.ts'
import { reasonsOf } from '../../hosts/node/reasons.ts'
import { localOver } from '../../hosts/page/files/localFiles.ts'
import { OssError } from '../../oss/errors.ts'
import { bytesOf, bytesOfEach } from '../../oss/headerBytes.ts'
import { rightsOf } from '../../oss/rights.ts'
import type { Oss, Ref } from '../../oss/types.ts'
import { localRef } from '../localFiles.ts'
import { type Deed, type Need, needs, type When } from '../needs.ts'
import { type Rule, requestOf } from '../rules/rule.ts'
import { abortUpload, partsOf } from '../single/abortUpload.ts'
import { copyVersion } from '../single/copyVersion.ts'
import { makeFolder, makeLink } from '../single/create.ts'
import { removeBucket } from '../single/removeBucket.ts'
import { removeVersion } from '../single/removeVersion.ts'
import { saveCors } from '../single/saveCors.ts'
import { saveBucketAcl, saveVersioning } from '../single/saveSetting.ts'
import { saveText } from '../single/saveText.ts'
import { readSnapshot } from '../single/snapshot.ts'
import { type Content, currentVersionAt, versionsOf } from '../single/versions.ts'
import type { SingleWorld } from '../single/world.ts'
import type { ChangeRequest, CopyRequest, Request } from '../types.ts'
import { csvReport } from './outcome/report.ts'
import type { JobView } from './types.ts'

/** What each deed needs, tried: a key with just these rights does it, and without any one of them is told which. */

const { signal } = new AbortController()
let store: RightsStore
let owner: Oss
let key: Oss

beforeAll(async () => {
  store = await startRightsStore()
  owner = store.owner
  key = store.key
})
afterAll(() => store.close())
beforeEach(() => store.fill())

const at = (bucket: string, name = ''): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket, key: name })
const source = (name: string) => at('source', name)
const kept = (name: string) => at('kept', name)
const small = { at: source('dir/small'), signal }
const disk = new MemoryFolder()
const chosen = { is: 'folder', handle: disk as unknown as FileSystemDirectoryHandle } as const
const files = ['small', 'large'].map((path) => ({
  path,
  file: new File([path.repeat(path === 'large' ? 50_000 : 1)], path),
}))

async function job(request: Request): Promise<Outcome> {
  const local = localOver(async () => (request.do === 'upload' ? { is: 'sources', handles: [], files } : chosen), {
    job: 'a',
  })
  return (await runJob(key, request, local)).outcome
}

/** One write, or look, that a person waits for. */
async function single(work: (world: SingleWorld) => Promise<unknown>): Promise<Outcome> {
  try {
    await work(singleWorld(key))
    return { isDone: true, lacks: [] }
  } catch (error) {
    if (!(error instanceof OssError)) throw error
    return { isDone: false, lacks: rightsOf(error) }
  }
}

const each = (...calls: Promise<unknown>[]) => single(() => Promise.all(calls))

const copy: CopyRequest = {
  do: 'copy',
  sources: [source('dir/')],
  target: at('target'),
  placement: 'into',
  removeSource: false,
  conflict: 'skip',
  keepAcl: true,
}
const restoring = {
  days: 1,
  tiers: { Archive: 'Standard', ColdArchive: 'Standard', DeepColdArchive: 'Standard' },
} as const
const upload: Request = {
  do: 'upload',
  sources: files.map(({ path }) => localRef(path)),
  target: source('in/'),
  conflict: 'ask',
}
const download: Request = {
  do: 'download',
  sources: [source('dir/')],
  target: localRef('', 'disk'),
  into: 'folder',
  conflict: 'replace',
}
const newTag = { key: 'n', value: '' }
const change = (more: object): ChangeRequest => ({ do: 'change', sources: [source('dir/')], change: {}, ...more })

/** What is done of each deed: as much of it as needs all its rights. `not`: what of its needs another story tries. */
type Story = { is: string; deed: Deed; run: () => Promise<Outcome>; not?: When[]; place?: string }

const transfers: Story[] = [
  { is: 'copy', deed: 'copy', run: () => job(copy), not: ['givenUp'] },
  { is: 'copy without ACLs', deed: 'copy', run: () => job({ ...copy, keepAcl: false }), not: ['givenUp', 'keptAcl'] },
  { is: 'move', deed: 'move', run: () => job({ ...copy, removeSource: true }), not: ['givenUp'] },
  { is: 'upload', deed: 'upload', run: () => job(upload), not: ['givenUp'] },
  { is: 'download', deed: 'download', run: () => job(download) },
  { is: 'delete', deed: 'remove', run: () => job({ do: 'remove', sources: [source('dir/')] }) },
  { is: 'delete one', deed: 'remove', run: () => job({ do: 'remove', sources: [source('dir/small')] }) },
  { is: 'restore', deed: 'restore', run: () => job({ do: 'restore', sources: [source('cold')], restore: restoring }) },
  { is: 'undelete', deed: 'undelete', run: () => job({ do: 'undelete', sources: [kept('')] }), place: 'kept' },
]

const elsewhere: CopyRequest = { ...copy, target: { ...at('target'), account: 'you' }, relay: true }
const meta = change({ change: { meta: bytesOfEach({ a: 'b' }) } })

/** What the owner did is taken back by the key. */
async function undo(request: ChangeRequest | CopyRequest): Promise<Outcome> {
  const { id, journal } = await runJob(owner, request)
  store.local.requests.clear()
  return (await runJob(key, { do: 'undo', job: id, of: request, sources: request.sources }, undefined, journal)).outcome
}

const ways: Story[] = [
  { is: 'relay', deed: 'relay', run: () => job(elsewhere), not: ['givenUp'] },
  {
    is: 'move by a relay',
    deed: 'relayMove',
    run: () => job({ ...elsewhere, removeSource: true }),
    not: ['givenUp'],
  },
  { is: 'undo a copy', deed: 'undoCopy', run: () => undo(copy) },
  { is: 'undo a move', deed: 'undoMove', run: () => undo({ ...copy, removeSource: true }), not: ['givenUp'] },
  { is: 'undo an edit', deed: 'edit', run: () => undo(meta) },
  { is: 'undo tags', deed: 'tags', run: () => undo(change({ change: { tags: [] } })) },
  { is: 'undo an ACL', deed: 'acl', run: () => undo(change({ change: { acl: 'default' } })) },
]

const rule: Rule = {
  name: 'tagged',
  names: [],
  when: { tags: { k: { is: 'equal', value: bytesOf('v') } } },
  edit: { meta: { a: { do: 'set', value: bytesOf('b') } } },
}

const edits: Story[] = [
  { is: 'a rule', deed: 'edit', run: () => job(requestOf(rule, source('dir/'), Date.now() + 60_000)) },
  { is: 'edit metadata', deed: 'edit', run: () => job(meta) },
  { is: 'class', deed: 'class', run: () => job(change({ change: { storageClass: 'IA' } })), not: ['givenUp'] },
  { is: 'set tags', deed: 'tags', run: () => job(change({ change: { tags: [] } })) },
  { is: 'add tags', deed: 'tags', run: () => job(change({ edit: { tags: { add: [newTag], remove: [] } } })) },
  { is: 'set the ACL', deed: 'acl', run: () => job(change({ change: { acl: 'default' } })) },
]

const looks: Story[] = [
  {
    is: 'browse',
    deed: 'browse',
    run: () => each(key.listBuckets({ signal }), key.list({ at: source('dir/'), signal })),
  },
  {
    is: 'see',
    deed: 'see',
    run: () => each(key.get(small), key.head(small), key.getTags(small), key.getAcl(small)),
  },
  {
    is: 'see versions',
    deed: 'versions',
    run: () =>
      single(async (world) => {
        const [, old] = await versionsOf(kept('doc'), world)
        if (old) await key.get({ at: kept('doc'), versionId: old.versionId, signal })
      }),
    place: 'kept',
  },
]

const singles: Story[] = [
  { is: 'text', deed: 'text', run: () => single(saveNew) },
  { is: 'folder', deed: 'make', run: () => single((world) => makeFolder(source('new/'), world)) },
  { is: 'link', deed: 'make', run: () => single((world) => makeLink({ at: source('link'), target: 'x' }, world)) },
  { is: 'bring a version back', deed: 'bringBack', run: () => single(bringBack), place: 'kept' },
  { is: 'delete a version', deed: 'removeVersion', run: () => single(removeOld), place: 'kept' },
  { is: 'incomplete uploads', deed: 'uploads', run: () => single(abortAll) },
  { is: 'settings', deed: 'settings', run: () => single(set) },
  { is: 'CORS', deed: 'cors', run: () => single(setCors) },
  { is: 'make a bucket', deed: 'makeBucket', run: () => single(makePublic), place: 'fresh' },
  { is: 'delete a bucket', deed: 'removeBucket', run: () => single(removeFresh), place: 'fresh' },
]

async function saveNew(world: SingleWorld) {
  const seen = await readSnapshot(small.at, world)
  if (seen) await saveText({ at: small.at, text: 'new', over: seen, like: seen }, world)
}

async function bringBack(world: SingleWorld) {
  const [, version] = await versionsOf(kept('doc'), world)
  const over = await currentVersionAt(kept('doc'), world)
  await copyVersion({ source: kept('doc'), version: version as Content, target: kept('doc'), over }, world)
}

async function removeOld(world: SingleWorld) {
  const [, version] = await versionsOf(kept('doc'), world)
  if (version) await removeVersion(kept('doc'), version, world)
}

async function abortAll(world: SingleWorld) {
  await owner.initiate({ at: source('begun'), attributes: {}, signal })
  const uploads = await key.listUploads({ at: source(''), signal })
  const seen = await partsOf({ at: source(''), uploads }, world)
  for (const upload of uploads) await abortUpload({ at: source(''), upload, seen }, world)
}

async function set(world: SingleWorld) {
  await key.bucketStat({ bucket: source(''), signal })
  const seen = await key.bucketInfo({ bucket: source(''), signal })
  await saveBucketAcl({ at: source(''), seen, acl: 'private' }, world)
  await saveVersioning({ at: source(''), seen, status: 'Suspended' }, world)
}

async function setCors(world: SingleWorld) {
  const seen = await key.getCors({ bucket: source(''), signal })
  const cors = { rules: [{ origins: ['*'], methods: ['GET' as const], headers: [], expose: [] }] }
  await saveCors({ at: source(''), seen, cors }, world)
  await saveCors(
    { at: source(''), seen: await key.getCors({ bucket: source(''), signal }), cors: { rules: [] } },
    world,
  )
}

async function makePublic() {
  await owner.removeBucket({ bucket: at('fresh'), signal }).catch(() => {})
  await key.putBucket({ bucket: at('fresh'), acl: 'public-read', signal })
}

async function removeFresh(world: SingleWorld) {
  await owner.putBucket({ bucket: at('fresh'), signal })
  await removeBucket(at('fresh'), world)
}

const named = ({ on, action }: Need) => `${action} on the ${on}`
const neededBy = ({ deed, not = [] }: Story, isSuspended = false): Need[] =>
  needs[deed].filter(({ when }: Need) => !when || (when === 'suspended' ? isSuspended : !not.includes(when)))

describe.each([...transfers, ...ways, ...edits, ...looks, ...singles])('$is', (story) => {
  const all = neededBy(story)
  const required = all.filter(({ isPreferred }) => !isPreferred)
  test('with all of its rights nothing is refused', async () => {
    store.allow(all, story.place)
    store.local.requests.clear()
    expect(await story.run()).toEqual({ isDone: true, lacks: [] })
    expect(store.local.requests.entries.filter(({ status }) => status === 403)).toEqual([])
  })
  test('it is done without those that are no more than preferred', async () => {
    store.allow(required, story.place)
    expect(await story.run()).toEqual({ isDone: true, lacks: [] })
  })
  test.each(required.map((need) => [named(need), need] as const))('without %s', async (_, missing) => {
    store.allow(
      all.filter((need) => need !== missing),
      story.place,
    )
    const { isDone, lacks } = await story.run()
    expect([isDone, [...new Set(lacks.map(({ action }) => action))]]).toEqual([false, [missing.action]])
    for (const { resource } of lacks) expect(resource).toMatch(store.resourceOf(missing, story.place))
  })
})

describe('what was begun by parts and failed', () => {
  const begun = () => owner.listUploads({ at: at('target'), signal })
  beforeEach(async () => {
    store.local.faults.add({ op: 'UploadPartCopy', error: { code: 'InvalidArgument' } })
    for (const { key: name, uploadId } of await begun()) await owner.abort({ at: at('target', name), uploadId, signal })
  })
  afterEach(() => store.local.faults.clear())

  test('is cleared away with the right to', async () => {
    store.allow(needs.copy)
    expect(await job(copy)).toEqual({ isDone: false, lacks: [] })
    expect(await begun()).toEqual([])
  })
  const withoutAbort = needs.copy.filter(({ action }) => action !== 'oss:AbortMultipartUpload')
  const lacksAbort = {
    count: 1,
    sample: { lacks: [{ action: 'oss:AbortMultipartUpload', resource: 'acs:oss:*:*:target/dir/large' }] },
  }
  test('is left without, and that right is named beside why it failed', async () => {
    store.allow(withoutAbort)
    const { id, journal } = await runJob(key, copy)
    expect(await begun()).toHaveLength(1)
    const left = await journal.job(id)
    expect(left).toMatchObject({ unfinished: 1, problems: { InvalidArgument: { count: 1 } }, left: lacksAbort })
    let report = ''
    for await (const lines of csvReport({ phase: 'finished', read: (page) => journal.page({ job: id, ...page }) }))
      report += lines
    expect(report).toContain('oss:AbortMultipartUpload on acs:oss:*:*:target/dir/large')
    expect(left && (await reasonsOf(journal, left as JobView))).toContain(
      '  needs oss:AbortMultipartUpload on "acs:oss:*:*:target/dir/large"',
    )
  })
  test('of a job that is cancelled, too, whose objects have not failed for it; with the right the next try clears it away', async () => {
    store.allow(withoutAbort)
    const { id, journal, runner } = await runJob(key, copy)
    await runner.cancel(id)
    expect(await journal.job(id)).toMatchObject({ phase: 'cancelled', unfinished: 1, left: lacksAbort })
    store.allow(needs.copy)
    await runner.cancel(id)
    expect(await journal.job(id)).toMatchObject({ phase: 'cancelled', unfinished: 0, left: { count: 0 } })
    expect(await begun()).toEqual([])
  })
})

test('a Deny is told from a right that is missing', async () => {
  const statement = { effect: 'Deny' as const, actions: ['oss:DeleteObject'], resources: ['source/dir/small'] }
  store.setPolicy([{ effect: 'Allow', actions: ['oss:*'], resources: ['*'] }, statement])
  const { outcome } = await runJob(key, { do: 'remove', sources: [source('dir/small')] })
  const denied = { action: 'oss:DeleteObject', resource: 'acs:oss:*:*:source/dir/small', isDenied: true }
  expect(outcome).toEqual({ isDone: false, lacks: [denied] })
})

test('every deed is tried', () => {
  const tried = new Set([...transfers, ...ways, ...edits, ...looks, ...singles].map(({ deed }) => deed))
  expect(Object.keys(needs).filter((deed) => !tried.has(deed as Deed))).toEqual([])
})

/** Last, since no bucket can be made one that never had versions. */
describe('where versioning is suspended', () => {
  beforeAll(async () => {
    for (const bucket of ['source', 'target'])
      await owner.putVersioning({ bucket: at(bucket), status: 'Suspended', signal })
  })
  const isOld = ({ when }: Need) => when === 'suspended'
  const all = [...transfers, ...ways, ...edits, ...singles].filter(({ deed }) => needs[deed].some(isOld))
  const stories = all.filter(({ deed }, n) => all.findIndex((other) => other.deed === deed) === n)

  describe.each(stories)('$is', (story) => {
    const all = neededBy(story, true)
    test('with all of its rights nothing is refused', async () => {
      store.allow(all)
      store.local.requests.clear()
      expect(await story.run()).toEqual({ isDone: true, lacks: [] })
      expect(store.local.requests.entries.filter(({ status }) => status === 403)).toEqual([])
    })
    test.each(all.filter(isOld).map((need) => [named(need), need] as const))('without %s', async (_, missing) => {
      store.allow(all.filter((need) => need !== missing))
      const { isDone, lacks } = await story.run()
      expect([isDone, [...new Set(lacks.map(({ action }) => action))]]).toEqual([false, [missing.action]])
      for (const { resource } of lacks) expect(resource).toMatch(store.resourceOf(missing))
    })
  })

  test('a key that may not ask for the state of the bucket either writes as in any other, and is refused versions no more often than there are objects', async () => {
    store.allow(needs.copy.filter((need) => !isOld(need) && need.action !== 'oss:GetBucketInfo'))
    store.local.requests.clear()
    expect(await job(copy)).toEqual({ isDone: true, lacks: [] })
    expect(store.local.requests.entries.filter(({ op }) => op === 'ListObjectVersions').length).toBeLessThan(3)
  })
})
