import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MemoryFolder } from '../../test/disk.ts'
import { type Ferry, startFerry } from '../../test/ferry.ts'
import { localOver } from '../jobs/local/local.ts'
import { OssError } from '../oss/errors.ts'
import type { Attributes, Head, Oss, Ref } from '../oss/types.ts'
import { localRef } from './local.ts'
import { plan } from './plan.ts'
import { isNotYetFree } from './problem.ts'
import { createRemovals } from './removals.ts'
import { runTask } from './run.ts'
import { defaults } from './settings.ts'
import { createSlots } from './slots.ts'
import type { Ctx, PlanWorld, Request, Task } from './types.ts'

/**
 * The engine's main test (design, section 4): the world ends before and after every request and every journal write, then the task
 * runs again from the journal alone; and once more with the answer of every request lost on its way back. Nothing may be lost,
 * doubled or left behind.
 */

type Ending = 'before' | 'after' | 'lost'
class Crash extends Error {}

let ferry: Ferry
let live: PlanWorld
const never = new AbortController().signal
const settings = { ...defaults, backoff: 1, gather: 1, relayPart: 100 * 1024, keepEvery: 100 * 1024 }
const attributes: Attributes = {
  headers: { 'Content-Type': 'text/plain', 'Cache-Control': 'max-age=60' },
  meta: { author: '李白', empty: '' },
  tags: [{ key: 'k', value: 'v' }],
}

beforeAll(async () => {
  ferry = await startFerry()
  live = {
    oss: () => ferry.oss,
    signal: never,
    slots: createSlots({ least: 8, most: 8 }),
    settings,
    report: () => {},
    online: async () => {},
  }
})
afterAll(() => ferry.close())

const home = (key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket: 'home', key })
const away = (key: string): Ref => ({ ...home(key), bucket: 'away' })
const far = (key: string): Ref => ({ ...home(key), bucket: 'far', region: 'cn-qingdao' })

/** Counts requests and journal writes, and ends the world at the n-th. In-flight requests of a dead page go on at the store. */
function mortal(tasks: Task[], end: { at: number; as: Ending }) {
  const journal = structuredClone(tasks)
  let events = 0
  const flying = new Set<Promise<unknown>>()
  const event = async <T>(work: () => Promise<T>, isRequest: boolean): Promise<T> => {
    const n = ++events
    const dead = end.as !== 'lost' && n > end.at
    if (dead || (n === end.at && end.as === 'before')) throw new Crash()
    const running = work()
    flying.add(running)
    const result = await running.finally(() => flying.delete(running))
    if (end.as !== 'lost' && events >= end.at) throw new Crash()
    if (n === end.at && end.as === 'lost' && isRequest)
      throw new OssError({ kind: 'network', code: 'NetworkError', message: 'lost', operation: '', resource: '' })
    return result
  }
  const oss = new Proxy(ferry.oss, {
    get: (target, name: keyof Oss) => (call: never) =>
      event(() => (target[name] as (call: never) => Promise<unknown>)(call), true),
  })
  const world = { ...live, oss: () => oss }
  const removals = createRemovals(world)
  const save =
    (at: number): Ctx['save'] =>
    (patch) =>
      event(async () => void Object.assign(journal[at] ?? {}, patch), false)
  /** Runs what the journal says is not done; rejects with the first failure when nothing is in flight any more. */
  const run = async (): Promise<void> => {
    const runs = journal.map((task, at) =>
      task.state === 'waiting' || task.state === 'copied'
        ? runTask(structuredClone(task), { ...world, removals, save: save(at) })
        : undefined,
    )
    const ends = await Promise.allSettled(runs)
    await Promise.allSettled(flying)
    const reasons = ends.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    const failed = reasons.find((reason) => !isNotYetFree(reason))
    if (failed) throw failed
    // A round in which nothing could be done will not be followed by a better one.
    if (reasons.length > 0 && reasons.length === runs.filter(Boolean).length) throw reasons[0]
    if (reasons.length > 0) await run()
  }
  return { run, journal: () => structuredClone(journal), events: () => events }
}

async function tasksOf(request: Request): Promise<Task[]> {
  const tasks: Task[] = []
  for await (const batch of plan(request, live))
    for (const planned of batch) tasks.push({ ...planned, job: 'job', n: tasks.length } as Task)
  return tasks
}

type Scenario = {
  request: Request
  /** Makes the store as it is before. */
  begin: () => Promise<void>
  /** Looks at the store afterwards. */
  expectEnd: () => Promise<void>
}

const forEver = { at: Number.POSITIVE_INFINITY, as: 'before' as const }

async function crashEverywhere({ request, begin, expectEnd }: Scenario) {
  await begin()
  const clean = mortal(await tasksOf(request), forEver)
  await clean.run()
  await expectEnd()
  for (const as of ['before', 'after', 'lost'] as const) {
    for (let at = 1; at <= clean.events(); at++) {
      await begin()
      const where = `${as} event ${at} of ${clean.events()}`
      const world = mortal(await tasksOf(request), { at, as })
      const ended = await world.run().catch((error: unknown) => error)
      if (as === 'lost') expect(ended, where).toBeUndefined()
      const again = mortal(world.journal(), forEver)
      expect(await again.run().catch((error: unknown) => error), where).toBeUndefined()
      const open = again.journal().filter(({ state }) => state !== 'done' && state !== 'skipped')
      expect(open, where).toEqual([])
      await expectEnd()
    }
  }
  return clean.events()
}

const headOf = (at: Ref) => ferry.oss.head({ at, signal: never })

async function clear(at: Ref) {
  const [{ objects }, uploads] = await Promise.all([
    ferry.oss.list({ at, signal: never }),
    ferry.oss.listUploads({ at, signal: never }),
  ])
  for (const { key } of objects) await ferry.oss.remove({ at: { ...at, key }, signal: never })
  for (const { key, uploadId } of uploads) await ferry.oss.abort({ at: { ...at, key }, uploadId, signal: never })
}

async function keysOf(at: Ref) {
  const { objects } = await ferry.oss.list({ at, signal: never })
  expect(await ferry.oss.listUploads({ at, signal: never })).toEqual([])
  return objects.map((object) => object.key)
}

function carried({ size, crc64, headers, meta, tagCount }: Head) {
  return { size, crc64, headers, meta, tagCount }
}

async function putSmall() {
  await clear(home('work/'))
  await clear(away('work/'))
  await ferry.oss.put({
    at: home('work/a.txt'),
    body: 'hello',
    attributes: { ...attributes, acl: 'public-read' },
    signal: never,
  })
}

/** 6 GiB, by a reference copy of an object that takes no disk. */
async function putLarge() {
  await clear(home('work/'))
  await clear(away('work/'))
  const source = home('large')
  const { etag: ifMatch } = await headOf(source)
  await ferry.oss.copyObject({ at: home('work/a.txt'), source, ifMatch, replace: false, attributes: {}, signal: never })
}

const move: Request = {
  do: 'copy',
  sources: [home('work/a.txt')],
  target: away('work/b.txt'),
  placement: 'exact',
  removeSource: true,
  conflict: 'skip',
  keepAcl: true,
}

describe('whatever moment the world ends at', () => {
  test('a small move ends with one object', async () => {
    await crashEverywhere({
      request: move,
      begin: putSmall,
      expectEnd: async () => {
        expect(await keysOf(home('work/'))).toEqual([])
        expect(await keysOf(away('work/'))).toEqual(['work/b.txt'])
        expect(await headOf(away('work/b.txt'))).toMatchObject({
          headers: attributes.headers,
          meta: attributes.meta,
          size: 5,
          tagCount: 1,
        })
        expect(await ferry.oss.getAcl({ at: away('work/b.txt'), signal: never })).toBe('public-read')
      },
    })
  })

  test('a metadata edit changes what was asked and keeps the rest', async () => {
    await crashEverywhere({
      request: { do: 'change', sources: [home('work/a.txt')], change: { meta: { New: '值', author: null } } },
      begin: putSmall,
      expectEnd: async () => {
        const at = home('work/a.txt')
        expect(await headOf(at)).toMatchObject({
          headers: attributes.headers,
          meta: { new: '值', empty: '' },
          tagCount: 1,
          size: 5,
        })
        expect((await headOf(at)).meta).not.toHaveProperty('author')
        expect(await ferry.oss.getTags({ at, signal: never })).toEqual(attributes.tags)
        expect(await ferry.oss.getAcl({ at, signal: never })).toBe('public-read')
      },
    })
  })

  const names = ['', '1', '2', 'sub/3', 'sub/中 +%']
  const textAt = async (at: Ref) => (await ferry.oss.get({ at, signal: never })).text()
  const fill = async (at: Ref, body: string) => ferry.oss.put({ at, body, attributes, signal: never })

  test.each(['replace', 'skip', 'keepBoth', 'newer', 'different'] as const)(
    'a prefix moves onto another, in its way: %s',
    async (conflict) => {
      await crashEverywhere({
        request: { ...move, sources: [home('work/')], target: away('work/'), conflict, keepAcl: false },
        begin: async () => {
          await clear(home('work/'))
          await clear(away('work/'))
          // A minute older: OSS tells times in whole seconds.
          ferry.store.settings.clockOffset = -60_000
          await fill(away('work/1'), 'theirs')
          ferry.store.settings.clockOffset = 0
          for (const name of names) await fill(home(`work/${name}`), `mine ${name}`)
        },
        expectEnd: async () => {
          expect(await keysOf(home('work/'))).toEqual(conflict === 'skip' ? ['work/1'] : [])
          const both = conflict === 'keepBoth' ? ['work/1 (1)'] : []
          expect((await keysOf(away('work/'))).sort()).toEqual([...names.map((name) => `work/${name}`), ...both].sort())
          const kept = conflict === 'skip' || conflict === 'keepBoth'
          expect(await textAt(away('work/1'))).toBe(kept ? 'theirs' : 'mine 1')
          for (const name of names.filter((one) => one !== '1'))
            expect(await textAt(away(`work/${name}`))).toBe(`mine ${name}`)
          if (conflict === 'keepBoth') expect(await textAt(away('work/1 (1)'))).toBe('mine 1')
        },
      })
    },
  )

  /** The same bytes in several places: only their names tell them apart. */
  const nested = ['', 'x', 'b/x', 'b/b/x', 'b/c/x', 'z/中']
  const twins = new Set(['x', 'b/x'])
  const bodyOf = (name: string) => (twins.has(name) ? 'twin' : `this is ${name}`)
  test.each([
    ['a/', 'a/b/'],
    ['a/', 'a/b/c/'],
    ['a/b/', 'a/'],
  ])('a prefix moves from %s to %s', { timeout: 120_000 }, async (from, to) => {
    await crashEverywhere({
      request: { ...move, sources: [home(from)], target: home(to), keepAcl: false, conflict: 'replace' },
      begin: async () => {
        await clear(home('a/'))
        for (const name of nested) await fill(home(from + name), bodyOf(name))
      },
      expectEnd: async () => {
        expect((await keysOf(home('a/'))).sort()).toEqual(nested.map((name) => to + name).sort())
        for (const name of nested) {
          expect(await textAt(home(to + name))).toBe(bodyOf(name))
          expect(await headOf(home(to + name))).toMatchObject({ meta: attributes.meta, tagCount: 1 })
        }
      },
    })
  })

  test('the metadata of a prefix is edited', async () => {
    await crashEverywhere({
      request: { do: 'change', sources: [home('work/')], change: { headers: { 'Cache-Control': 'no-cache' } } },
      begin: async () => {
        await clear(home('work/'))
        for (const name of names) await fill(home(`work/${name}`), name)
      },
      expectEnd: async () => {
        expect((await keysOf(home('work/'))).sort()).toEqual(names.map((name) => `work/${name}`).sort())
        for (const name of names) {
          const head = await headOf(home(`work/${name}`))
          expect(head).toMatchObject({
            headers: { ...attributes.headers, 'Cache-Control': 'no-cache' },
            meta: attributes.meta,
            tagCount: 1,
          })
        }
      },
    })
  })

  test.each([
    ['whole', 5],
    ['in three parts', 250 * 1024],
  ])('a move to another region, relayed %s', async (_how, size) => {
    const body = 'x'.repeat(size)
    await crashEverywhere({
      request: { ...move, target: far('work/b.txt'), relay: true },
      begin: async () => {
        await clear(home('work/'))
        await clear(far('work/'))
        const given: Attributes = { ...attributes, acl: 'public-read' }
        await ferry.oss.put({ at: home('work/a.txt'), body, attributes: given, signal: never })
      },
      expectEnd: async () => {
        expect(await keysOf(home('work/'))).toEqual([])
        expect(await keysOf(far('work/'))).toEqual(['work/b.txt'])
        const at = far('work/b.txt')
        expect(await headOf(at)).toMatchObject({
          headers: attributes.headers,
          meta: attributes.meta,
          size,
          tagCount: 1,
        })
        expect(await ferry.oss.getAcl({ at, signal: never })).toBe('public-read')
        expect(await textAt(at)).toBe(body)
      },
    })
  })

  test.each([
    ['whole', 5],
    ['in three parts', 250 * 1024],
  ])('an upload, %s', async (_how, size) => {
    const body = 'x'.repeat(size)
    const file = new File([body], 'a.html', { type: 'text/html', lastModified: 1 })
    const events = await crashEverywhere({
      request: { do: 'upload', sources: [localRef('a.html')], target: away('work/'), conflict: 'ask' },
      begin: async () => {
        await clear(away('work/'))
        const local = localOver(async () => ({ is: 'sources', handles: [], files: [{ path: 'a.html', file }] }))
        live.local = async () => local
      },
      expectEnd: async () => {
        expect(await keysOf(away('work/'))).toEqual(['work/a.html'])
        const at = away('work/a.html')
        expect(await headOf(at)).toMatchObject({ size, headers: { 'Content-Type': 'text/html' } })
        expect(await textAt(at)).toBe(body)
      },
    })
    expect(events).toBeGreaterThan(size === 5 ? 1 : 9)
  })

  test.each([
    ['at once', 5],
    ['in three pieces', 250 * 1024],
  ])('a download, %s', async (_how, size) => {
    const body = 'x'.repeat(size)
    let disk = new MemoryFolder()
    await crashEverywhere({
      request: {
        do: 'download',
        sources: [home('work/')],
        target: localRef('', 'disk'),
        into: 'folder',
        conflict: 'ask',
      },
      begin: async () => {
        await clear(home('work/'))
        for (const name of ['a.txt', 'b/c', 'd/']) await fill(home(`work/${name}`), name === 'd/' ? '' : body)
        disk = new MemoryFolder()
        const handle = disk as unknown as FileSystemDirectoryHandle
        const local = localOver(async () => ({ is: 'folder', handle }))
        live.local = async () => local
      },
      expectEnd: async () => {
        expect(disk.paths().sort()).toEqual(['work/a.txt', 'work/b/c'])
        const file = await (await disk.getDirectoryHandle('work')).getFileHandle('a.txt')
        expect(new TextDecoder().decode(file.bytes)).toBe(body)
        await (await disk.getDirectoryHandle('work')).getDirectoryHandle('d')
      },
    })
  })

  test('a move of 6 GiB ends with one object and no upload', { timeout: 300_000 }, async () => {
    const before = carried(await headOf(home('large')))
    const events = await crashEverywhere({
      request: move,
      begin: putLarge,
      expectEnd: async () => {
        expect(await keysOf(home('work/'))).toEqual([])
        expect(await keysOf(away('work/'))).toEqual(['work/b.txt'])
        expect(carried(await headOf(away('work/b.txt')))).toEqual(before)
      },
    })
    expect(events).toBeGreaterThan(100)
  })
})
