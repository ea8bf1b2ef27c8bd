import { expect, test, vi } from 'vitest'
import { createMemoryJournal } from '../../../test/memoryJournal.ts'
import type { Planned, PortableRequest, Scope } from '../../engine/types.ts'
import { requireOwn, undoOf } from './ownTasks.ts'

const at = { account: '1', region: 'cn-hangzhou', bucket: 'home', key: 'm/' }
const object = { size: 1, etag: 'E', modified: 1, type: 'Normal', storageClass: 'Standard' } as const

test('what a scope means is made up once, and not for each of the tasks of a journal', async () => {
  const except = ['m/left']
  const iterated = vi.spyOn(except, Symbol.iterator)
  const scope: Scope = { rows: 'flat', tests: [], except, seen: { before: 5, since: [] }, count: 1 }
  const request: PortableRequest = { do: 'remove', sources: [{ ...at, scope }] }
  const journal = createMemoryJournal()
  await journal.create({ id: 'run', request, phase: 'running', planned: true, confirmed: true, created: 1 })
  const tasks = Array.from({ length: 2500 }, (_, n): Planned => {
    return { kind: 'remove', state: 'waiting', source: { ...at, ...object, key: `m/${n}` } }
  })
  await journal.append('run', tasks)
  iterated.mockClear()
  await requireOwn(journal, request, 'plan.json.journal', false)
  expect(iterated.mock.calls.length).toBeLessThan(10)
  await journal.append('run', [{ kind: 'remove', state: 'waiting', source: { ...at, ...object, key: 'm/left' } }])
  await expect(requireOwn(journal, request, 'plan.json.journal', false)).rejects.toThrow('m/left')
})

test.each(['copy', 'undo'] as const)(
  'the sources of a plan are not gone through for each task of its journal (%s)',
  async (is) => {
    let read = 0
    const place = { account: '1', region: 'cn-hangzhou', bucket: 'home' }
    const told = (key: string) => {
      read++
      return key
    }
    const counted = (key: string) =>
      Object.defineProperty({ ...place, key }, 'key', { enumerable: true, get: () => told(key) })
    const keys = Array.from({ length: 400 }, (_, n) => `m/${n}`)
    const target = { ...place, key: 'to/' }
    const asked = {
      do: 'copy',
      target,
      placement: 'into',
      removeSource: true,
      conflict: 'skip',
      keepAcl: false,
    } as const
    const request: PortableRequest = { ...asked, sources: keys.map(counted) }
    const plain = { ...asked, sources: keys.map((key) => ({ ...place, key })) }
    const journal = createMemoryJournal()
    const how = { phase: 'running', planned: true, confirmed: true, created: 1 } as const
    await journal.create({ id: is === 'undo' ? 'undo' : 'run', request: is === 'undo' ? undoOf(plain) : plain, ...how })
    const ways = keys.map(
      (key) =>
        [
          { ...place, key },
          { ...place, key: key.replace('m/', 'to/') },
        ] as const,
    )
    const tasks = ways.map(([here, there]): Planned => {
      const [from, to] = is === 'undo' ? [there, here] : [here, there]
      const way = { method: 'whole', overwrite: false, keepAcl: false, conflict: 'skip', removeSource: true } as const
      return { kind: 'copy', state: 'waiting', source: { ...from, ...object }, target: to, ...way }
    })
    await journal.append(is === 'undo' ? 'undo' : 'run', tasks)
    await requireOwn(journal, request, 'plan.json.journal', false)
    expect(read).toBeLessThan(20 * keys.length)
  },
)

const elsewhere = [
  { ...at, region: 'cn-hangzhou home/m/x', bucket: 'other', key: 'a' },
  { ...at, bucket: 'home/m', key: 'a' },
  { ...at, account: '1 cn-hangzhou', region: 'home/m/x', key: 'a' },
  { ...at, account: '2', key: 'm/a' },
  { ...at, region: 'cn-beijing', key: 'm/a' },
]

test.each(elsewhere)(
  'a bucket or account whose name holds that of the plan is another: $account $region $bucket',
  async (there) => {
    const request: PortableRequest = { do: 'remove', sources: [at] }
    const journal = createMemoryJournal()
    await journal.create({ id: 'run', request, phase: 'running', planned: true, confirmed: true, created: 1 })
    await journal.append('run', [{ kind: 'remove', state: 'waiting', source: { ...object, ...there } }])
    await expect(requireOwn(journal, request, 'plan.json.journal', false)).rejects.toThrow('is not in the plan')
  },
)
