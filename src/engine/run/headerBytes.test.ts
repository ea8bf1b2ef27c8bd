import 'fake-indexeddb/auto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Ferry, startFerry } from '../../../test/ferry.ts'
import { type Raw, rawClient } from '../../../test/raw.ts'
import { nodeTransport } from '../../hosts/node/transport.ts'
import { openJournal } from '../../hosts/page/journal.ts'
import { createOss } from '../../oss/client.ts'
import { bytesOf } from '../../oss/headerBytes.ts'
import type { Oss, Ref } from '../../oss/types.ts'
import type { Journal } from '../jobs/journal/journal.ts'
import { createRunner, type Runner } from '../jobs/runner.ts'
import type { JobRequest } from '../jobs/types.ts'
import { createLimiter } from '../limits/limiter.ts'
import { plan, planAgain } from '../plan/plan.ts'
import { defaults } from '../settings.ts'
import type { ChangeRequest, CopyRequest } from '../types.ts'
import { createResources } from '../world.ts'
import { cancelTask, runTask } from './run.ts'

/** Header values and metadata leave as the bytes that came, whatever they mean: looked at by a client that is not Ferry's. */

const MiB = 1024 ** 2
const { signal } = new AbortController()
const values = {
  gbk: '\xb1\xa8\xb8\xe6',
  latin1: 'caf\xe9',
  lone: '\x80',
  utf8: '\xe6\x8a\xa5\xe5\x91\x8a',
  // The last byte of a no-break space, and of many a character, is none to be cut off.
  edge: '\xc3\xa0',
  bom: '\xef\xbb\xbfx',
  inner: 'a  b\tc',
  empty: '',
}
const written = {
  'content-type': 'text/plain',
  'content-disposition': 'attachment; filename="\xb1\xa8\xb8\xe6.pdf"',
  'cache-control': 'max-age=60',
  ...Object.fromEntries(Object.entries(values).map(([name, value]) => [`x-oss-meta-${name}`, value])),
}

let ferry: Ferry
let raw: Raw
let oss: Oss
let journal: Journal
let runner: Runner

beforeAll(async () => {
  ferry = await startFerry()
  raw = rawClient(ferry.account)
  for (const { bucket, region } of [home(''), away(''), far('')])
    await ferry.oss.putBucketAcl({ bucket: { bucket, region }, acl: 'public-read-write', signal })
})
afterAll(() => ferry.close())
beforeEach(async () => {
  journal = await openJournal(crypto.randomUUID())
})

function startRunner(own: Oss) {
  oss = own
  runner = createRunner({
    journal,
    oss: () => own,
    ...createResources({
      settings: { ...defaults, backoff: 1, gather: 1, settle: 500, partsFrom: 100 * MiB },
      limiter: createLimiter({ least: 8, most: 8 }),
    }),
    free: async () => Number.POSITIVE_INFINITY,
    atOnce: 8,
    plan,
    planAgain,
    runTask,
    cancelTask,
    publish: () => {},
  })
}

const home = (key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket: 'home', key })
const away = (key: string): Ref => ({ ...home(key), bucket: 'away' })
const far = (key: string): Ref => ({ ...home(key), bucket: 'far', region: 'cn-qingdao' })
const copy = (target: Ref, more: Partial<CopyRequest> = {}): CopyRequest => ({
  do: 'copy',
  sources: [home('a.txt')],
  target,
  placement: 'exact',
  removeSource: false,
  conflict: 'replace',
  keepAcl: false,
  ...more,
})
const edit: ChangeRequest = {
  do: 'change',
  sources: [home('a.txt')],
  change: { headers: { 'Cache-Control': bytesOf('no-cache') }, meta: { gbk: bytesOf('新'), utf8: null } },
}

async function run(request: JobRequest, id = 'job') {
  await journal.create({ id, request, phase: 'planning', planned: false, confirmed: true, created: Date.now() })
  await runner.submitted(id)
  await runner.idle()
  expect(await journal.job(id)).toMatchObject({ phase: 'finished', counts: { done: 1 } })
}

async function held(at: Ref) {
  const told = await raw.head(at)
  return Object.fromEntries(Object.keys(written).map((name) => [name, told[name]]))
}

/** Large enough for parts, and takes no disk. */
const makeLarge = () =>
  ferry.store.putSparseObject({ bucket: 'home', key: 'a.txt', size: 130 * MiB, seed: 2, headers: written })

describe.each([
  ['the gateway', () => ferry.oss],
  ['Node’s own transport', () => createOss(ferry.account, nodeTransport(8).send)],
])('by %s', (_, create) => {
  beforeEach(async () => {
    startRunner(create())
    for (const at of [home('a.txt'), away('b.txt'), far('b.txt')]) await oss.remove({ at, signal })
    expect(await raw.put(home('a.txt'), written)).toBe(200)
  })

  test('what the store holds is what was put', async () => {
    expect(await held(home('a.txt'))).toEqual(written)
    const { headers, meta } = await oss.head({ at: home('a.txt'), signal })
    expect(headers['Content-Disposition']).toBe(written['content-disposition'])
    expect(meta).toEqual(values)
  })

  test('an edit of other fields leaves them, and its undo brings all back', async () => {
    await run(edit)
    expect(await held(home('a.txt'))).toEqual({
      ...written,
      'cache-control': 'no-cache',
      'x-oss-meta-gbk': '\xe6\x96\xb0',
      'x-oss-meta-utf8': undefined,
    })
    await run({ do: 'undo', job: 'job', of: edit, sources: edit.sources, review: true }, 'undo')
    expect(await held(home('a.txt'))).toEqual(written)
  })

  test('a copy in one request', async () => {
    await run(copy(away('b.txt')))
    expect(await held(away('b.txt'))).toEqual(written)
  })

  test('a copy by parts', async () => {
    await makeLarge()
    await run(copy(away('b.txt')))
    expect(ferry.store.requests.entries.some(({ op }) => op === 'UploadPartCopy')).toBe(true)
    expect(await held(away('b.txt'))).toEqual(written)
  })

  test('another class by parts', async () => {
    await makeLarge()
    await run({ do: 'change', sources: [home('a.txt')], change: { storageClass: 'IA' } })
    const told = await raw.head(home('a.txt'))
    expect([told['x-oss-storage-class'], told['x-oss-object-type']]).toEqual(['IA', 'Multipart'])
    expect(await held(home('a.txt'))).toEqual(written)
  })

  test('a relay of a small object', async () => {
    await run(copy(far('b.txt'), { relay: true }))
    expect(await held(far('b.txt'))).toEqual(written)
  })
})
