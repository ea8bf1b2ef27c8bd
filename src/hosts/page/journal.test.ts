import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { expect, it } from 'vitest'
import { journalContract } from '../../../test/journalContract.ts'
import { createMemoryJournal } from '../../../test/memoryJournal.ts'
import { emptyTally } from '../../engine/jobs/outcome/tally.ts'
import { jobNamed, plannedCopy } from '../../engine/jobs/samples.ts'
import { bytesOfEach } from '../../oss/headerBytes.ts'
import { openJournal } from './journal.ts'

journalContract(() => {
  const name = crypto.randomUUID()
  return { open: () => openJournal(name) }
})

it('goes on with the jobs of the version before, which kept what was asked with the figures', async () => {
  const name = crypto.randomUUID()
  const journal = await openJournal(crypto.randomUUID())
  await journal.create(jobNamed('a'))
  const before = await openDB(name, 3, {
    upgrade(db) {
      db.createObjectStore('jobs', { keyPath: 'id' })
      db.createObjectStore('sheets', { keyPath: ['job', 'sheet'] }).createIndex('marks', 'marks', {
        multiEntry: true,
      })
    },
  })
  await journal.append('a', [plannedCopy('x', 5)])
  const [record, [task]] = [await journal.job('a'), await journal.page({ job: 'a', from: 0, limit: 1 })]
  const { unfinished: _, ...figures } = record ?? {}
  const upload = { id: 'u', partSize: 1 }
  await before.put('jobs', { ...figures, uploads: 1 })
  await before.put('sheets', { job: 'a', sheet: 0, tasks: [{ ...task, upload }], marks: [['a', 'waiting', 0, 1]] })
  before.close()
  const now = await openJournal(name)
  expect(await now.jobs()).toEqual([{ ...record, unfinished: 1 }])
  expect(await now.page({ job: 'a', from: 0, limit: 1 })).toEqual([{ ...task, checkpoint: upload }])
  expect(await now.figures('a')).not.toHaveProperty('request')
  await now.save('a', 0, { state: 'done' })
  expect(await now.job('a')).toMatchObject({ request: jobNamed('a').request, counts: { waiting: 0, done: 1 } })
})

it('makes bytes of the headers and metadata that version 4 kept as text', async () => {
  const name = crypto.randomUUID()
  const before = await openDB(name, 4, {
    upgrade(db) {
      db.createObjectStore('jobs', { keyPath: 'id' })
      db.createObjectStore('requests', { keyPath: 'job' })
      db.createObjectStore('sheets', { keyPath: ['job', 'sheet'] }).createIndex('marks', 'marks', {
        multiEntry: true,
      })
    },
  })
  const text = { headers: { Expires: null, 'Content-Type': 'text/plain' }, meta: { author: '李白' }, acl: 'private' }
  const edit = { do: 'change', sources: [], change: text }
  const { request: _, ...job } = jobNamed('a')
  const { kind: __, ...planned } = plannedCopy('x', 5)
  const task = { ...planned, kind: 'change', job: 'a', n: 0, group: 'waiting', change: text, before: text }
  await before.put('jobs', { ...job, ...emptyTally(), objects: 1 })
  await before.put('jobs', { ...job, ...emptyTally(), id: 'b' })
  await before.put('requests', { job: 'a', request: edit })
  await before.put('requests', { job: 'b', request: { do: 'undo', job: 'a', of: edit, sources: [] } })
  await before.put('sheets', { job: 'a', sheet: 0, tasks: [task], marks: [['a', 'waiting', 0, 1]] })
  before.close()
  const now = await openJournal(name)
  const bytes = { ...text, headers: bytesOfEach(text.headers), meta: bytesOfEach(text.meta) }
  expect((await now.job('a'))?.request).toEqual({ ...edit, change: bytes })
  expect((await now.job('b'))?.request).toMatchObject({ do: 'undo', of: { ...edit, change: bytes } })
  expect(await now.page({ job: 'a', from: 0, limit: 1 })).toMatchObject([{ change: bytes, before: bytes }])
})

it('finds the newest jobs of version 5, and those that are open', async () => {
  const name = crypto.randomUUID()
  const before = await openDB(name, 5, {
    upgrade(db) {
      db.createObjectStore('jobs', { keyPath: 'id' })
      db.createObjectStore('requests', { keyPath: 'job' })
      db.createObjectStore('sheets', { keyPath: ['job', 'sheet'] }).createIndex('marks', 'marks', { multiEntry: true })
    },
  })
  for (const [id, phase, created] of [
    ['old', 'finished', 1],
    ['new', 'running', 2],
  ] as const) {
    const { request, ...job } = { ...jobNamed(id), phase, created }
    await before.put('jobs', { ...job, ...emptyTally() })
    await before.put('requests', { job: id, request })
  }
  before.close()
  const now = await openJournal(name)
  expect((await now.newest({ limit: 9 })).map(({ id }) => id)).toEqual(['new', 'old'])
  expect((await now.open()).map(({ id }) => id)).toEqual(['new'])
})

function openVersion6(name: string) {
  return openDB(name, 6, {
    upgrade(db) {
      const jobs = db.createObjectStore('jobs', { keyPath: 'id' })
      jobs.createIndex('created', ['created', 'id'])
      jobs.createIndex('standing', ['phase', 'unfinished'])
      jobs.createIndex('removing', 'removing')
      db.createObjectStore('requests', { keyPath: 'job' })
      db.createObjectStore('sheets', { keyPath: ['job', 'sheet'] }).createIndex('marks', 'marks', { multiEntry: true })
    },
  })
}

it('finds the jobs of version 6 that ended with failures or refusals, whichever they are', async () => {
  const name = crypto.randomUUID()
  const before = await openVersion6(name)
  const withCounts = { well: {}, failed: { failed: 2 }, refused: { refused: 1, failed: 1 }, running: { failed: 1 } }
  for (const [id, counts] of Object.entries(withCounts)) {
    const { request, ...job } = { ...jobNamed(id), phase: id === 'running' ? 'running' : 'finished' }
    await before.put('jobs', { ...job, ...emptyTally(), counts: { ...emptyTally().counts, ...counts } })
    await before.put('requests', { job: id, request })
  }
  before.close()
  expect((await (await openJournal(name)).troubled()).sort()).toEqual(['failed', 'refused'])
})

it('goes on with the open jobs of version 6, whose sheets were written whole and held their marks', async () => {
  const name = crypto.randomUUID()
  const before = await openVersion6(name)
  const model = createMemoryJournal()
  const { request, ...job } = { ...jobNamed('a'), phase: 'running' as const }
  await model.create({ ...job, request })
  await model.append('a', planned(250))
  for (let n = 0; n < 250; n += 3) await model.save('a', n, { state: 'failed' })
  const tasks = await model.page({ job: 'a', from: 0, limit: 250 })
  await before.put('jobs', await model.figures('a'))
  await before.put('requests', { job: 'a', request })
  for (const sheet of [0, 1, 2])
    await before.put('sheets', {
      job: 'a',
      sheet,
      tasks: tasks.slice(sheet * 100, sheet * 100 + 100),
      marks: [['a', 'waiting', sheet, 1]],
    })
  before.close()
  const now = await openJournal(name)
  for (const journal of [now, model]) {
    await journal.append('a', planned(120))
    for (let n = 0; n < 370; n += 8) await journal.save('a', n, { state: 'done' })
  }
  expect(await now.figures('a')).toEqual(await model.figures('a'))
  for (const state of [undefined, 'waiting', 'failed', 'done'] as const) {
    const asked = { job: 'a', from: 20, limit: 300, ...(state && { state }) }
    expect(await now.page(asked)).toEqual(await model.page(asked))
  }
})

const planned = (many: number) => Array.from({ length: many }, (_, n) => plannedCopy(String(n), n))
