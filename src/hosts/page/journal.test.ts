import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { expect, it } from 'vitest'
import { journalContract } from '../../../test/journalContract.ts'
import { jobNamed, plannedCopy } from '../../engine/jobs/samples.ts'
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
