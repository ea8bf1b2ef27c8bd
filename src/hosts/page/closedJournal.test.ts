import 'fake-indexeddb/auto'
import { forceCloseDatabase } from 'fake-indexeddb'
import { deleteDB } from 'idb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { journal, many, phaseOf, runnerWith, signal, stuck, submit, succeed } from '../../../test/runner.ts'
import { jobNamed } from '../../engine/jobs/samples.ts'
import type { World } from '../../engine/jobs/world.ts'
import { openJournal } from './journal.ts'

/** The browser ends the journal under a job: the job stops and says so, and goes on when something can be written again. */

const real = IDBDatabase.prototype.transaction
let db: IDBDatabase
/** What becomes of each transaction. */
let disk: 'writes' | 'aborts' | 'is full' | 'is closed'

beforeEach(() => {
  disk = 'writes'
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args: Parameters<typeof real>) {
    db = this
    if (disk === 'is closed') throw new DOMException('The connection is closing', 'InvalidStateError')
    const tx = real.apply(this, args)
    if (disk === 'is full' && args[1] === 'readwrite') throw new DOMException('', 'QuotaExceededError')
    if (disk === 'aborts' && args[1] === 'readwrite') queueMicrotask(() => tx.abort())
    return tx
  }
})
afterEach(() => {
  disk = 'writes'
  IDBDatabase.prototype.transaction = real
})

test('a connection that the browser has closed is opened again', async () => {
  const own = await openJournal(crypto.randomUUID())
  await own.create(jobNamed('a'))
  forceCloseDatabase(db as never)
  await expect.poll(() => own.jobs().catch((error) => error.code)).toMatchObject([{ id: 'a' }])
  await own.update('a', () => ({ phase: 'paused' }))
  expect(await own.figures('a')).toMatchObject({ phase: 'paused' })
})

test('a job whose connection is closed in its middle goes on', async () => {
  const { runner, middle } = job(() => forceCloseDatabase(db as never))
  await submit(runner)
  await middle
  await runner.idle()
  await runner.resume('a')
  await runner.idle()
  expect(await phaseOf()).toBe('finished')
})

test.each([
  ['aborts', 'JournalClosed'],
  ['is closed', 'JournalClosed'],
  ['is full', 'QuotaExceededError'],
] as const)('a disk that %s stops the job, which says so, and goes on where it was', async (trouble, code) => {
  const { runner, middle, seen } = job(() => {
    disk = trouble
  })
  await submit(runner)
  await middle
  await runner.idle()
  const stopped = { id: 'a', phase: 'paused', problem: { code } }
  expect(await runner.views()).toMatchObject([stopped])
  await runner.resume('a')
  await runner.idle()
  expect(await runner.views()).toMatchObject([stopped])
  disk = 'writes'
  await runner.resume('a')
  await runner.idle()
  expect(await runner.views()).toEqual([])
  expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 6 } })
  // What was saved is not done again.
  expect(seen.filter((key) => key === 'k0')).toHaveLength(1)
})

test('a job that stopped for its journal goes on by itself when the page wakes', async () => {
  const { runner, middle } = job(() => {
    disk = 'aborts'
  })
  await submit(runner)
  await middle
  await runner.idle()
  disk = 'writes'
  await runner.wake()
  await runner.idle()
  expect(await phaseOf()).toBe('finished')
})

test.each(['pause', 'cancel', 'remove'] as const)('a disk that is full is no reason to run on: %s', async (name) => {
  const { begun, runTask } = stuck()
  const runner = runnerWith({ runTask })
  await submit(runner)
  await begun
  disk = 'is full'
  await runner[name]('a')
  await runner.idle()
  expect(await runner.views()).toMatchObject([{ id: 'a', phase: 'paused', problem: { code: 'QuotaExceededError' } }])
})

test('a job of which nothing is kept any more is shown as stopped, and can be removed', async () => {
  const name = crypto.randomUUID()
  const journal = await openJournal(name)
  const cleared = signal()
  const { runner, middle } = job(
    async () => {
      forceCloseDatabase(db as never)
      await deleteDB(name)
      cleared.fire()
    },
    { journal },
  )
  await journal.create(jobNamed('a'))
  await runner.submitted('a')
  await middle
  await cleared.fired
  await runner.idle()
  expect(await runner.views()).toMatchObject([{ id: 'a', phase: 'paused', problem: { code: 'JournalClosed' } }])
  await runner.resume('a')
  expect(await runner.views()).toMatchObject([{ id: 'a', phase: 'paused' }])
  await runner.remove('a')
  expect(await runner.views()).toEqual([])
})

/** Six tasks one behind the other; `trouble` comes in the third. */
function job(trouble: () => unknown, more: Partial<World> = {}) {
  const middle = signal()
  const seen: string[] = []
  const runner = runnerWith({
    ...more,
    atOnce: 1,
    plan: async function* () {
      yield many(6)
    },
    async runTask(task, ctx) {
      seen.push(task.source.key)
      if (seen.length === 3) {
        await trouble()
        middle.fire()
      }
      await succeed(task, ctx)
    },
  })
  return { runner, middle: middle.fired, seen }
}
