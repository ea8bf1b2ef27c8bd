import 'fake-indexeddb/auto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Ferry, startFerry } from '../../../../test/ferry.ts'
import { openJournal } from '../../../hosts/page/journal.ts'
import { bytesOfEach } from '../../../oss/headerBytes.ts'
import type { Ref } from '../../../oss/types.ts'
import { createLimiter } from '../../limits/limiter.ts'
import { plan, planAgain } from '../../plan/plan.ts'
import { cancelTask, runTask } from '../../run/run.ts'
import { defaults } from '../../settings.ts'
import type { CopyRequest, Scope } from '../../types.ts'
import { createResources } from '../../world.ts'
import type { Journal } from '../journal/journal.ts'
import { createRunner, type Runner } from '../runner.ts'
import type { JobRequest } from '../types.ts'

/** A move whose sources or copies change before the sources are removed, and which is then tried again. */

const signal = new AbortController().signal
let ferry: Ferry
let journal: Journal
let runner: Runner

beforeAll(async () => {
  ferry = await startFerry()
})
afterAll(() => ferry.close())
beforeEach(async () => {
  for (const at of [home('skip/'), away('skip/')])
    for (const key of await keysAt(at)) await ferry.oss.remove({ at: { ...at, key }, signal })
  journal = await openJournal(crypto.randomUUID())
  runner = createRunner({
    journal,
    oss: () => ferry.oss,
    ...createResources({
      settings: { ...defaults, backoff: 1, gather: 1, tick: 0, settle: 500 },
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
})

const home = (key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket: 'home', key })
const away = (key: string): Ref => ({ ...home(key), bucket: 'away' })
const keysAt = async (at: Ref) => (await ferry.oss.list({ at, signal })).objects.map(({ key }) => key)
const metaAt = async (at: Ref) => (await ferry.oss.head({ at, signal })).meta
const put = (at: Ref, by: string) =>
  ferry.oss.put({ at, body: 'the same bytes', attributes: { meta: bytesOfEach({ by }) }, signal })

async function run(id: string, request: JobRequest) {
  await journal.create({ id, request, phase: 'planning', planned: false, confirmed: true, created: Date.now() })
  await runner.submitted(id)
  await runner.idle()
  return journal.job(id)
}

/** Copies, and can't remove; then somebody edits what `changed` names, and it is tried again until nothing changes any more. */
async function movedTwice(request: CopyRequest, changed: Ref[]) {
  ferry.store.settings.clockOffset = -60_000
  for (const name of ['a', 'b']) await put(home(`${request.conflict}/${name}`), 'me')
  const denied = ferry.store.faults.add({
    op: ['DeleteObject', 'DeleteMultipleObjects'],
    error: { code: 'AccessDenied' },
  })
  expect((await run('move', request))?.counts).toMatchObject({ failed: request.placement === 'exact' ? 1 : 2 })
  denied.remove()
  ferry.store.settings.clockOffset = 0
  for (const at of changed) await put(at, 'another')
  for (let tries = 0; tries < 2; tries++) {
    await runner.retry('move')
    await runner.idle()
  }
  return journal.job('move')
}

const move = (conflict: CopyRequest['conflict']): CopyRequest => ({
  do: 'copy',
  sources: [home(`${conflict}/`)],
  target: away(`${conflict}/`),
  placement: 'into',
  removeSource: true,
  conflict,
  keepAcl: false,
})

it.each(['skip', 'replace', 'keepBoth', 'newer', 'different', 'ask'] as const)(
  'the copy of the old content is written over where the policy is %s, and an undo takes it back',
  async (conflict) => {
    const request = move(conflict)
    const job = await movedTwice(request, [home(`${conflict}/a`)])
    expect(job).toMatchObject({ phase: 'finished', counts: { done: 2, failed: 0 }, groups: { new: { count: 2 } } })
    expect(await keysAt(home(`${conflict}/`))).toEqual([])
    const [a = '', ...others] = await keysAt(away(`${conflict}/`))
    expect(others).toHaveLength(1)
    expect(await metaAt(away(a))).toEqual({ by: 'another' })
    const undo = { do: 'undo', job: 'move', of: request, sources: request.sources, review: true } as const
    expect(await run('undo', undo)).toMatchObject({ phase: 'finished', counts: { done: 2, refused: 0 } })
    expect(await metaAt(home(`${conflict}/a`))).toEqual({ by: 'another' })
  },
)

it.each(['skip', 'replace', 'keepBoth', 'newer', 'different', 'ask'] as const)(
  'of what was chosen as a whole it is left, with its copy, where the policy is %s: nobody has seen what it is now',
  async (conflict) => {
    const seen = { before: Date.now() - 30_000, since: [] }
    const scope: Scope = { rows: 'level', tests: [], except: [], seen, count: 2 }
    const place = `${conflict}/`
    const request = { ...move(conflict), sources: [{ ...home(place), scope }], base: place }
    const job = await movedTwice(request, [home(`${conflict}/a`)])
    expect(job).toMatchObject({ counts: { done: 1, failed: 1 }, problems: { cameLater: { count: 1 } } })
    expect(await keysAt(home(place))).toEqual([`${conflict}/a`])
    expect(await metaAt(home(`${conflict}/a`))).toEqual({ by: 'another' })
    expect(await metaAt(away(`${conflict}/a`))).toEqual({ by: 'me' })
    // The undo knows of that copy, too.
    const undo = { do: 'undo', job: 'move', of: request, sources: request.sources, review: true } as const
    expect(await run('undo', undo)).toMatchObject({ counts: { done: 1, skipped: 1 } })
  },
)

it('an object of its own is moved under its new name all the same', async () => {
  const request: CopyRequest = { ...move('skip'), sources: [home('skip/a')], target: away('one'), placement: 'exact' }
  expect(await movedTwice(request, [home('skip/a')])).toMatchObject({ counts: { done: 1, failed: 0 } })
  expect(await metaAt(away('one'))).toEqual({ by: 'another' })
})

it('a copy that somebody has edited since is not ours to write over', async () => {
  const request = move('skip')
  const job = await movedTwice(request, [home('skip/b'), away('skip/skip/b')])
  expect(job).toMatchObject({ phase: 'finished', counts: { done: 1, skipped: 1, failed: 0 } })
  expect(await keysAt(home('skip/'))).toContain('skip/b')
  expect(await metaAt(away('skip/skip/b'))).toEqual({ by: 'another' })
})

it('copies that somebody deleted before the sources were removed are made again, each once', async () => {
  const request = move('skip')
  const names = Array.from({ length: 8 }, (_, n) => `skip/${n}`)
  for (const name of names) await put(home(name), 'me')
  const denied = ferry.store.faults.add({
    op: ['DeleteObject', 'DeleteMultipleObjects'],
    error: { code: 'AccessDenied' },
  })
  await run('move', request)
  denied.remove()
  const deleted = names.slice(4)
  for (const name of deleted) await ferry.oss.remove({ at: away(`skip/${name}`), signal })
  ferry.store.requests.clear()
  let letGo = () => {}
  const hold = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const fault = ferry.store.faults.add({ op: 'CopyObject', hold })
  await runner.retry('move')
  // The lanes of those that are done look for more while the others are copied.
  await expect.poll(async () => (await journal.figures('move'))?.counts.done).toBe(4)
  await expect.poll(() => fault.hits).toBeGreaterThanOrEqual(4)
  letGo()
  await runner.idle()
  expect(fault.hits).toBe(4)
  fault.remove()
  expect(await journal.job('move')).toMatchObject({ counts: { done: 8, failed: 0 } })
  for (const name of names) expect(await metaAt(away(`skip/${name}`))).toEqual({ by: 'me' })
})
