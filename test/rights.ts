import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Journal } from '../src/engine/jobs/journal/journal.ts'
import { createRunner } from '../src/engine/jobs/runner.ts'
import type { JobRequest } from '../src/engine/jobs/types.ts'
import { createLimiter } from '../src/engine/limits/limiter.ts'
import type { LocalFiles } from '../src/engine/localFiles.ts'
import type { Need, Side } from '../src/engine/needs.ts'
import { plan, planAgain } from '../src/engine/plan/plan.ts'
import { cancelTask, runTask } from '../src/engine/run/run.ts'
import { defaults } from '../src/engine/settings.ts'
import { createResources } from '../src/engine/world.ts'
import { nodeTransport } from '../src/hosts/node/transport.ts'
import type { Statement } from '../src/local-oss/access/accessKeys.ts'
import { createLocalOss, type LocalOss } from '../src/local-oss/server.ts'
import { createOss } from '../src/oss/client.ts'
import { togetherOf } from '../src/oss/policy.ts'
import type { Right } from '../src/oss/rights.ts'
import type { Oss, Ref } from '../src/oss/types.ts'
import { createMemoryJournal } from './memoryJournal.ts'

/** What came of it: whether it was done, and which rights were told to be lacking. */
export type Outcome = { isDone: boolean; lacks: Right[] }

let jobs = 0

/** A job of the runner that ships, with objects of 200 kB and more by parts. `journal`: of the job that this one undoes. */
export async function runJob(
  oss: Oss,
  request: JobRequest,
  local?: LocalFiles,
  journal: Journal = createMemoryJournal(),
) {
  const settings = { ...defaults, backoff: 1, gather: 1, tick: 0, watch: 1, partsFrom: 200_000, relayPart: 100 * 1024 }
  const runner = createRunner({
    ...createResources({ settings, limiter: createLimiter({ least: 4, most: 4 }) }),
    journal,
    oss: () => oss,
    free: async () => Number.POSITIVE_INFINITY,
    atOnce: 4,
    plan,
    planAgain,
    runTask,
    cancelTask,
    publish: () => {},
    ...(local && { local: () => local }),
  })
  const id = `job ${++jobs}`
  await journal.create({ id, request, phase: 'planning', planned: false, confirmed: true, created: Date.now() })
  await runner.submitted(id)
  await runner.idle()
  const job = await journal.job(id)
  const tasks = await journal.page({ job: id, from: 0, limit: 100 })
  const lacks = [job?.problem, ...tasks.map(({ problem }) => problem)].flatMap((problem) => problem?.lacks ?? [])
  const isDone = job?.phase === 'finished' && tasks.length > 0 && tasks.every(({ state }) => state === 'done')
  return { id, journal, runner, outcome: { isDone, lacks: togetherOf(lacks) } }
}

/** A local OSS with an owner, and with a key that may do just what a test says. */
export type RightsStore = {
  local: LocalOss
  owner: Oss
  key: Oss
  /** The owner in a read-only session. */
  reader: Oss
  /** `place`: the bucket that is meant by it. */
  allow: (rights: readonly Need[], place?: string) => void
  /** The same as a policy has it. */
  setPolicy: (policy: readonly Statement[]) => void
  /** What a denial of it names. */
  resourceOf: (need: Need, place?: string) => RegExp
  /** The buckets `source` and `target`, and `kept`, which has versions, as each test finds them. */
  fill: () => Promise<void>
  close: () => Promise<void>
}

const { signal } = new AbortController()
const at = (bucket: string, key = ''): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket, key })
const own = { tags: [{ key: 'k', value: 'v' }], acl: 'private' as const }
const bucketOf = (side: Side, place = 'source') => (side === 'place' ? place : side)

export async function startRightsStore(): Promise<RightsStore> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ferry-rights-'))
  const policy: Statement[] = []
  const keys = [
    { id: 'owner', secret: 's' },
    { id: 'key', secret: 's', policy },
  ]
  const local = await createLocalOss({ dataDir, keys })
  const endpoint = `http://oss-cn-hangzhou.localhost:${await local.listen(0)}`
  const transport = nodeTransport(8)
  const account = { id: 'me', name: 'x', accessKeySecret: 's', region: 'cn-hangzhou', endpoint }
  const client = (accessKeyId: string, more = {}) => createOss({ ...account, accessKeyId, ...more }, transport.send)
  const owner = client('owner')
  for (const bucket of ['source', 'target', 'kept']) await owner.putBucket({ bucket: at(bucket), signal })
  await owner.putVersioning({ bucket: at('kept'), status: 'Enabled', signal })
  local.settings.restoreMilliseconds = 0
  return {
    local,
    owner,
    key: client('key'),
    reader: client('owner', { isReadOnly: true }),
    allow: (rights, place) => void policy.splice(0, policy.length, ...rights.map((need) => statementOf(need, place))),
    setPolicy: (statements) => void policy.splice(0, policy.length, ...statements),
    resourceOf: ({ on }, place) =>
      on === 'account' ? /^acs:oss:\*:\*:\*$/ : new RegExp(`^acs:oss:[*]:[*]:${bucketOf(on, place)}(/|$)`),
    fill: () => fill(owner),
    async close() {
      await transport.close()
      await local.close()
      rmSync(dataDir, { recursive: true })
    },
  }
}

function statementOf({ on, action }: Need, place?: string): Statement {
  const bucket = bucketOf(on, place)
  return { effect: 'Allow', actions: [action], resources: on === 'account' ? ['*'] : [bucket, `${bucket}/*`] }
}

async function fill(owner: Oss): Promise<void> {
  for (const bucket of ['source', 'target'])
    for (const { key } of (await owner.list({ at: at(bucket), signal })).objects)
      await owner.remove({ at: at(bucket, key), signal })
  const put = (key: string, size: number, more = {}) =>
    owner.put({ at: at('source', key), body: 'x'.repeat(size), attributes: { ...own, ...more }, signal })
  await put('dir/small', 5)
  await put('dir/large', 300_000)
  await fillKept(owner)
  await put('cold', 5, { storageClass: 'Archive' })
}

/** An object of two versions, the older with tags and an ACL of its own, and a deleted one. */
async function fillKept(owner: Oss): Promise<void> {
  const { versions } = await owner.listVersions({ at: at('kept'), signal })
  for (const { key, versionId } of versions) await owner.remove({ at: at('kept', key), versionId, signal })
  const put = (key: string, body: string, attributes = {}) =>
    owner.put({ at: at('kept', key), body, attributes, signal })
  await put('doc', 'old', own)
  await put('doc', 'new')
  await put('gone', 'gone')
  await owner.remove({ at: at('kept', 'gone'), signal })
}
