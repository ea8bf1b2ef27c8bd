import { expect, test, vi } from 'vitest'
import { createMemoryJournal } from '../../../test/memoryJournal.ts'
import type { Planned, PortableRequest, Scope } from '../../engine/types.ts'
import { requireOwn } from './ownTasks.ts'

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
