import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MemoryFolder } from '../../../test/disk.ts'
import { localOver } from '../../hosts/page/files/localFiles.ts'
import { compareKeys } from '../../oss/keyOrder.ts'
import type { Listed, Oss, Ref } from '../../oss/types.ts'
import { createLimiter } from '../limits/limiter.ts'
import { localRef } from '../localFiles.ts'
import { foldedBy } from '../localPath.ts'
import type { ConflictPolicy, PlanWorld, Task } from '../types.ts'
import { createResources, createWorld } from '../world.ts'
import { plan } from './plan.ts'

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
  return createWorld(resources, { oss: () => storeOf(keys), signal, report: () => {}, local: async () => local })
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
        const tasks: Task[] = []
        for await (const batch of plan({ ...request, sources }, worldOf(keys, disk)))
          for (const task of batch) tasks.push({ ...task, job: 'j', n: tasks.length } as Task)
        const paths = tasks.flatMap((task) => ('target' in task && task.state !== 'skipped' ? [task.target.key] : []))
        const files = paths.filter((path) => !path.endsWith('/'))
        const fold = foldedBy(kind)
        expect(new Set(files.map(fold)).size).toBe(files.length)
        for (const path of paths) expect(path).not.toMatch(/^\/|(^|\/)\.{1,2}(\/|$)|\\|:/)
      },
    ),
    { numRuns: 300 },
  )
})
