import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MemoryFolder } from '../../../test/disk.ts'
import { localOver } from '../../hosts/page/files/localFiles.ts'
import { compareKeys } from '../../oss/keyOrder.ts'
import type { Listed, Oss, Ref } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { createLimiter } from '../limits/limiter.ts'
import { localRef } from '../localFiles.ts'
import { foldedBy } from '../localPath.ts'
import type { ConflictPolicy, DownloadRequest, Task } from '../types.ts'
import { createResources, createWorld } from '../world.ts'
import { type PlannedSoFar, plan } from './plan.ts'

const at = (key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket: 'b', key })

/** A store that holds keys and nothing else. */
function storeOf(keys: string[]): Oss {
  const sorted = [...keys].sort(compareKeys)
  const listed = (key: string): Listed => ({
    key,
    size: 0,
    etag: key,
    modified: 1,
    type: 'Normal',
    storageClass: 'Standard',
  })
  return {
    async list({ at: { key }, after = '' }: Parameters<Oss['list']>[0]) {
      const found = sorted.filter((one) => one.startsWith(key) && compareKeys(one, after) > 0)
      return { objects: found.map(listed), prefixes: [] }
    },
  } as unknown as Oss
}

function worldOf(keys: string[], disk: MemoryFolder): PlanWorld {
  const local = localOver(async () => ({ is: 'folder', handle: disk as unknown as FileSystemDirectoryHandle }))
  const resources = createResources({ limiter: createLimiter({ least: 8, most: 8 }) })
  const { signal } = new AbortController()
  return createWorld(resources, { oss: () => storeOf(keys), signal, report: () => {}, local: () => local })
}

async function tasksOf(request: DownloadRequest, world: PlanWorld, soFar?: PlannedSoFar): Promise<Task[]> {
  const tasks: Task[] = []
  for await (const batch of plan(request, world, soFar))
    for (const task of batch) tasks.push({ ...task, job: 'j', n: tasks.length } as Task)
  return tasks
}

/** What a job knows of a plan that broke off behind these tasks. */
function soFarOf(tasks: Task[]): PlannedSoFar | undefined {
  const last = tasks.at(-1)
  if (!last || !('target' in last)) return undefined
  const before = async function* () {
    yield tasks
  }
  return { count: tasks.length, last: { ...last.source, target: last.target }, before }
}

function filesOf(tasks: Task[]): string[] {
  const paths = tasks.flatMap((task) => ('target' in task && task.state !== 'skipped' ? [task.target.key] : []))
  return paths.filter((path) => !path.endsWith('/'))
}

const unit = fc.constantFrom('a', 'A', 'é', 'e\u0301', 'É', 'ß', 'SS', ' (1)', '.txt', '.TXT', '/', ':', '%3A', 'x')
const name = fc.array(unit, { minLength: 1, maxLength: 5 }).map((units) => units.join(''))
const folds = fc.record({ case: fc.boolean(), form: fc.boolean() })
const policy = fc.constantFrom<ConflictPolicy>('replace', 'keepBoth', 'newer', 'different', 'ask')

test('whatever the keys, the disk, and what lies on it: every object has a file of its own, in the folder', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(name, { minLength: 2, maxLength: 12 }),
      fc.uniqueArray(name, { maxLength: 3 }),
      folds,
      policy,
      async (names, there, kind, conflict) => {
        const keys = names.map((one) => `d/${one}`)
        const disk = new MemoryFolder('disk', kind)
        const folder = await disk.getDirectoryHandle('d', { create: true })
        for (const one of there) if (!/[/:]/.test(one)) await folder.getFileHandle(one, { create: true })
        const sources = ['d/', ...keys.filter((key) => !key.endsWith('/')).slice(0, 3)].map(at)
        const target = localRef('', 'disk')
        const request = { do: 'download', sources, target, into: 'folder', conflict } as const
        const tasks = await tasksOf(request, worldOf(keys, disk))
        const files = filesOf(tasks)
        expect(new Set(files.map(foldedBy(kind))).size).toBe(files.length)
        const paths = tasks.flatMap((task) => ('target' in task ? [task.target.key] : []))
        for (const path of paths) expect(path).not.toMatch(/^\/|(^|\/)\.{1,2}(\/|$)|\\|:/)
      },
    ),
    { numRuns: 300 },
  )
})

test('so it is when the plan broke off anywhere and goes on, also where keys that it had planned are gone', async () => {
  const broken = fc.tuple(fc.nat(12), fc.nat(12))
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(name, { minLength: 2, maxLength: 12 }),
      folds,
      policy,
      broken,
      fc.constantFrom('folder' as const, 'zip' as const),
      async (names, kind, conflict, [at1, gone], into) => {
        const keys = names.map((one) => `d/${one}`)
        const disk = new MemoryFolder('disk', kind)
        const request: DownloadRequest = {
          do: 'download',
          sources: [at('d/')],
          target: localRef('', 'disk'),
          into,
          conflict,
        }
        const before = (await tasksOf(request, worldOf(keys, disk))).slice(0, at1)
        const left = keys.filter((key) => key !== before[gone]?.source.key)
        const rest = await tasksOf(request, worldOf(left, disk), soFarOf(before))
        const files = filesOf([...before, ...rest])
        const fold = foldedBy(into === 'zip' ? { case: true, form: true } : kind)
        expect(new Set(files.map(fold)).size).toBe(files.length)
      },
    ),
    { numRuns: 500 },
  )
})

test('of a folder that was chosen as a whole its rows go side by side, and names that the disk takes for one are told apart', async () => {
  const keys = ['a/', 'a/X', 'a/b/y', 'a/c', 'a/x', 'z']
  const seen = { before: 2, since: [] }
  const scope = { rows: 'level' as const, tests: [], except: ['a/c'], seen, count: 3 }
  const request = { do: 'download', into: 'folder', target: localRef('', 'disk'), conflict: 'keepBoth' } as const
  const disk = new MemoryFolder()
  const planned = async (more: object) =>
    filesOf(await tasksOf({ ...request, sources: [{ ...at('a/'), scope }], ...more }, worldOf(keys, disk)))
  expect(await planned({})).toEqual(['X', 'b/y', 'x'])
  expect(await planned({ into: 'zip' })).toEqual(['X', 'b/y', 'x (1)'])
})
