import 'fake-indexeddb/auto'
import { serialize } from 'node:v8'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Journal } from '../../engine/jobs/journal/journal.ts'
import { jobNamed, plannedCopy } from '../../engine/jobs/samples.ts'
import { openJournal } from './journal.ts'

/** What IndexedDB is given to keep, as a browser would write it. */
let bytes: number
const real = { put: IDBObjectStore.prototype.put, add: IDBObjectStore.prototype.add }

beforeEach(() => {
  bytes = 0
  for (const name of ['put', 'add'] as const)
    IDBObjectStore.prototype[name] = function (this: IDBObjectStore, ...args: Parameters<IDBObjectStore['put']>) {
      bytes += serialize(args[0]).length
      return real[name].apply(this, args)
    }
})
afterEach(() => void Object.assign(IDBObjectStore.prototype, real))

const id = crypto.randomUUID()
const proof = { etag: 'D41D8CD98F00B204E9800998ECF8427E', crc64: '12345678901234567890' }

/** As long as the names of a real job are. */
function planned(n: number) {
  const task = plannedCopy(`photos/2026/${String(n).padStart(8, '0')}.jpg`, 1)
  const account = crypto.randomUUID()
  return {
    ...task,
    source: { ...task.source, account, etag: proof.etag },
    target: { ...task.target, account },
  }
}

async function jobOf(objects: number): Promise<Journal> {
  const journal = await openJournal(crypto.randomUUID())
  await journal.create(jobNamed(id))
  for (let from = 0; from < objects; from += 1000)
    await journal.append(
      id,
      Array.from({ length: Math.min(1000, objects - from) }, (_, i) => planned(from + i)),
    )
  return journal
}

/** A move: of each object it is saved that its copy is proved, and that its source has gone; some at once, taken in turn from 200. */
async function moved(journal: Journal, objects: number, atOnce: number): Promise<void> {
  const left = Array.from({ length: objects }, (_, i) => {
    const within = i % 200
    return Math.min(objects - 1, i - within + (within % 20) * 10 + Math.floor(within / 20))
  }).values()
  const lane = async () => {
    for (const n of left) {
      await journal.save(id, n, { state: 'copied', proof })
      await journal.save(id, n, { state: 'done' })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
}

test('a task costs what is known of it and what changes, however many there are', async () => {
  const costOf = async (objects: number) => {
    const journal = await jobOf(objects)
    await moved(journal, objects, 100)
    expect(await journal.figures(id)).toMatchObject({ counts: { done: objects, waiting: 0 } })
    const cost = bytes / objects
    bytes = 0
    return cost
  }
  const [few, many] = [await costOf(600), await costOf(1800)]
  expect(many).toBeLessThan(1024)
  expect(many / few).toBeLessThan(1.05)
})

test('a plan that comes object by object writes none of them twice', async () => {
  const journal = await jobOf(0)
  bytes = 0
  for (let n = 0; n < 100; n++) await journal.append(id, [planned(n)])
  const one = serialize(await journal.page({ job: id, from: 50, limit: 1 })).length
  const figures = serialize(await journal.figures(id)).length
  expect(bytes).toBeLessThan(100 * (2 * one + figures + 400))
})

test('what changes without end is made anew before it takes long to read', async () => {
  const journal = await jobOf(1)
  for (let n = 0; n < 500; n++) await journal.change(id, 0, () => ({ checkpoint: { id: String(n), partSize: 1 } }))
  const reads: number[] = []
  const getAll = IDBObjectStore.prototype.getAll
  IDBObjectStore.prototype.getAll = function (this: IDBObjectStore, ...args) {
    const asked = getAll.apply(this, args)
    asked.addEventListener('success', () => reads.push(asked.result.length))
    return asked
  }
  const [task] = await journal.page({ job: id, from: 0, limit: 1 }).finally(() => {
    IDBObjectStore.prototype.getAll = getAll
  })
  expect(task).toMatchObject({ n: 0, checkpoint: { id: '499' } })
  expect(Math.max(...reads)).toBeLessThan(200)
})
