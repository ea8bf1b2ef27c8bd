import 'fake-indexeddb/auto'
import { afterEach, expect, test, vi } from 'vitest'
import { jobNamed, plannedCopy } from '../../engine/jobs/samples.ts'
import { openJournal, type PageJournal } from './journal.ts'

const tasks = Array.from({ length: 100 }, (_, n) => plannedCopy(`k${n}`, 1))

async function journalOf(name = crypto.randomUUID() as string): Promise<PageJournal> {
  const journal = await openJournal(name)
  await journal.create(jobNamed('a'))
  await journal.append('a', tasks)
  return journal
}

/** The journal as another Worker has it, which remembers what it wrote itself. */
async function elsewhere(name: string): Promise<PageJournal> {
  vi.resetModules()
  const apart = await import('./journal.ts')
  return apart.openJournal(name)
}

const checkpointsOf = async (journal: PageJournal) =>
  (await journal.page({ job: 'a', from: 0, limit: 3 })).map(({ checkpoint }) => checkpoint?.id)

afterEach(() => vi.restoreAllMocks())

test('a sheet that was just written is not read again for the next change of it', async () => {
  const journal = await journalOf()
  await journal.save('a', 0, { state: 'copied' })
  const read = vi.spyOn(IDBObjectStore.prototype, 'get')
  for (let n = 1; n < 20; n++) await journal.save('a', n, { state: 'copied' })
  expect(read.mock.contexts.filter((store) => (store as IDBObjectStore).name === 'sheets')).toEqual([])
  expect(await journal.figures('a')).toMatchObject({ counts: { copied: 20, waiting: 80 } })
})

test('what another Worker wrote meanwhile is not lost', async () => {
  const name = crypto.randomUUID()
  const first = await journalOf(name)
  await first.save('a', 0, { checkpoint: { id: 'u0', partSize: 1 } })
  const other = await elsewhere(name)
  await other.save('a', 1, { checkpoint: { id: 'u1', partSize: 1 } })
  await first.save('a', 2, { checkpoint: { id: 'u2', partSize: 1 } })
  expect(await checkpointsOf(other)).toEqual(['u0', 'u1', 'u2'])
  await first.save('a', 1, { state: 'done' })
  expect(await checkpointsOf(other)).toEqual(['u0', undefined, 'u2'])
  expect(await first.figures('a')).toMatchObject({ unfinished: 2, counts: { done: 1, waiting: 99 } })
})

test('a transaction that came to nothing is not remembered', async () => {
  const journal = await journalOf()
  await journal.save('a', 0, { checkpoint: { id: 'u0', partSize: 1 } })
  const put = IDBObjectStore.prototype.put
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(function (this: IDBObjectStore, ...args) {
    const asked = put.apply(this, args)
    this.transaction.abort()
    return asked
  })
  await expect(journal.save('a', 1, { state: 'done' })).rejects.toThrow()
  await journal.save('a', 2, { checkpoint: { id: 'u2', partSize: 1 } })
  expect(await checkpointsOf(journal)).toEqual(['u0', undefined, 'u2'])
  expect(await journal.figures('a')).toMatchObject({ unfinished: 2, counts: { done: 0, waiting: 100 } })
})

test('what the engine goes on to do with what it saved changes nothing of it', async () => {
  const journal = await journalOf()
  const checkpoint = { id: 'u0', partSize: 1 }
  await journal.save('a', 0, { checkpoint })
  checkpoint.id = 'another'
  await journal.save('a', 0, { checkpoint })
  expect(await checkpointsOf(journal)).toEqual(['another', undefined, undefined])
})
