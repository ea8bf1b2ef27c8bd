import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMemoryJournal } from '../../../test/memoryJournal.ts'
import { nodeTransport } from '../../hosts/node/transport.ts'
import type { Statement } from '../../local-oss/access/accessKeys.ts'
import { createLocalOss, type LocalOss } from '../../local-oss/server.ts'
import { createOss } from '../../oss/client.ts'
import type { Oss, Ref } from '../../oss/types.ts'
import { createLimiter } from '../limits/limiter.ts'
import { plan, planAgain } from '../plan/plan.ts'
import { cancelTask, runTask } from '../run/run.ts'
import { defaults } from '../settings.ts'
import type { CopyRequest, Request } from '../types.ts'
import { createResources } from '../world.ts'
import { createRunner } from './runner.ts'

/** The table of rights in the README, tried: a key with just these rights does it, and without any one of them nothing is lost. */

const signal = new AbortController().signal
const transport = nodeTransport(8)
const limited: Statement[] = []
let dataDir: string
let store: LocalOss
let owner: Oss
let key: Oss

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'ferry-rights-'))
  const keys = [
    { id: 'owner', secret: 's' },
    { id: 'key', secret: 's', policy: limited },
  ]
  store = await createLocalOss({ dataDir, keys })
  const port = await store.listen(0)
  const account = {
    name: 'x',
    accessKeySecret: 's',
    region: 'cn-hangzhou',
    endpoint: `http://oss-cn-hangzhou.localhost:${port}`,
  }
  owner = createOss({ ...account, id: 'me', accessKeyId: 'owner' }, transport.send)
  key = createOss({ ...account, id: 'me', accessKeyId: 'key' }, transport.send)
  for (const bucket of ['source', 'target'])
    await owner.putBucket({ bucket: { bucket, region: 'cn-hangzhou' }, signal })
})
afterAll(async () => {
  await transport.close()
  await store.close()
  rmSync(dataDir, { recursive: true })
})

const at = (bucket: string, name: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket, key: name })
const tags = [{ key: 'k', value: 'v' }]

async function fill(): Promise<void> {
  for (const bucket of ['source', 'target'])
    for (const { key: name } of (await owner.list({ at: at(bucket, ''), signal })).objects)
      await owner.remove({ at: at(bucket, name), signal })
  const attributes = { tags, acl: 'private' as const }
  await owner.put({ at: at('source', 'dir/small'), body: 'small', attributes, signal })
  await owner.put({ at: at('source', 'dir/large'), body: 'l'.repeat(300_000), attributes, signal })
}

async function run(request: Request) {
  const journal = createMemoryJournal()
  // Large enough for parts.
  const settings = { ...defaults, backoff: 1, gather: 1, tick: 0, partsFrom: 200_000 }
  const runner = createRunner({
    ...createResources({ settings, limiter: createLimiter({ least: 4, most: 4 }) }),
    journal,
    oss: () => key,
    free: async () => Number.POSITIVE_INFINITY,
    atOnce: 4,
    plan,
    planAgain,
    runTask,
    cancelTask,
    publish: () => {},
  })
  await journal.create({ id: 'a', request, phase: 'planning', planned: false, confirmed: true, created: Date.now() })
  await runner.submitted('a')
  await runner.idle()
  return journal.job('a')
}

/** What a row of the table names, by the side that it is about. */
function rightsOf(row: string): [bucket: 'source' | 'target', action: string][] {
  const readme = readFileSync('README.md', 'utf8')
  const line = readme.split('\n').find((one) => one.startsWith(`| ${row}`)) ?? ''
  const [before = '', target = ''] = line.split('on the destination')
  const named = (text: string) => [...text.matchAll(/`(oss:\w+)`/g)].map(([, action = '']) => action)
  return [
    ...named(before).map((action) => ['source', action] as ['source', string]),
    ...named(target).map((action) => ['target', action] as ['target', string]),
  ]
}

function allow(rights: [string, string][]): void {
  const statement = ([bucket, action]: [string, string]): Statement => ({
    effect: 'Allow',
    actions: [action],
    resources: [bucket, `${bucket}/*`],
  })
  limited.splice(0, limited.length, ...rights.map(statement))
}

const copy: CopyRequest = {
  do: 'copy',
  sources: [at('source', 'dir/')],
  target: at('target', ''),
  placement: 'into',
  removeSource: false,
  conflict: 'skip',
  keepAcl: true,
}
const move = { ...copy, removeSource: true }
const copyRights = () => rightsOf('copy, edit metadata')
const moveRights = () => [...copyRights(), ...rightsOf('move, rename')]

describe.each([
  ['copy', copy, copyRights],
  ['move', move, moveRights],
] as const)('%s', (_name, request, rights) => {
  test('with the rights of the table', async () => {
    await fill()
    allow(rights())
    expect(await run(request)).toMatchObject({ phase: 'finished', counts: { done: 2, failed: 0 } })
    for (const name of ['small', 'large'])
      expect(await owner.getTags({ at: at('target', `dir/${name}`), signal })).toEqual(tags)
  })

  test.each(rights().map(([bucket, action]) => `${bucket} ${action}`))('without %s', async (missing) => {
    await fill()
    allow(rights().filter(([bucket, action]) => `${bucket} ${action}` !== missing))
    await run(request)
    for (const name of ['dir/small', 'dir/large']) {
      const kept = await owner.getBytes({ at: at('source', name), signal }).catch(() => undefined)
      const made = await owner.head({ at: at('target', name), signal }).catch(() => undefined)
      // What is gone at its source is at the target, with all that it had.
      if (kept) continue
      expect(made?.size).toBeGreaterThan(0)
      expect(await owner.getTags({ at: at('target', name), signal })).toEqual(tags)
      expect(await owner.getAcl({ at: at('target', name), signal })).toBe('private')
    }
  })
})
