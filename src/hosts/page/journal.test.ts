import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { beforeEach, describe, expect, it } from 'vitest'
import { answer } from '../../engine/jobs/commands.ts'
import type { Journal } from '../../engine/jobs/journal.ts'
import { jobNamed, plannedCopy } from '../../engine/jobs/samples.ts'
import { decided, retried } from '../../engine/jobs/taskPatches.ts'
import { openJournal } from './journal.ts'

let journal: Journal
beforeEach(async () => {
  journal = await openJournal(crypto.randomUUID())
  await journal.create(jobNamed('a'))
})

const keys = (tasks: { source: { key: string } }[]) => tasks.map((task) => task.source.key)

describe('planning', () => {
  it('numbers tasks across batches and counts them with the job', async () => {
    await journal.append('a', [plannedCopy('x', 5), plannedCopy('y', 7)])
    await journal.append('a', [
      plannedCopy('z', 9),
      { ...plannedCopy('no', 100), state: 'refused', refusal: 'archived' },
    ])
    expect((await journal.page({ job: 'a', from: 0, limit: 10 })).map(({ n }) => n)).toEqual([0, 1, 2, 3])
    const { objects, bytes, counts, refusals } = (await journal.job('a')) ?? {}
    expect({ objects, bytes, counts, refusals }).toMatchObject({
      objects: 4,
      bytes: 21,
      counts: { waiting: 3, refused: 1 },
      refusals: { archived: 1 },
    })
  })

  it('tells what follows from a batch in the same transaction', async () => {
    const record = await journal.append('a', [plannedCopy('x', 5)], ({ objects }) => ({ planned: objects === 1 }))
    expect(record).toMatchObject({ objects: 1, planned: true })
    expect(await journal.figures('a')).toEqual(record)
  })

  it('counts outcomes, methods and costs, and the same figures stay when tasks end', async () => {
    const there = { size: 3, etag: 'x', modified: 0, storageClass: 'Standard', type: 'Normal' } as const
    const source = { ...plannedCopy('ia', 8).source, storageClass: 'IA' } as const
    await journal.append('a', [
      plannedCopy('new', 5),
      { ...plannedCopy('big', 200 * 1024 ** 2), method: 'parts' },
      { ...plannedCopy('over', 7), there },
      { ...plannedCopy('both', 9), there, overwrite: false },
      { ...plannedCopy('left', 9), there, state: 'skipped' },
      { ...plannedCopy('asked', 9), there, state: 'conflict' },
      { ...plannedCopy('ia', 8), source },
    ])
    const plan = async () => {
      const { groups, methods, hints } = (await journal.job('a')) ?? {}
      return { groups, methods, hints }
    }
    const before = await plan()
    expect(before).toMatchObject({
      groups: {
        new: { count: 3 },
        replace: { count: 1, bytes: 7 },
        keepBoth: { count: 1 },
        skip: { count: 1 },
        ask: { count: 1 },
      },
      methods: { whole: { count: 4, parts: 0 }, parts: { count: 1, parts: 4 } },
      hints: { early: { count: 1, bytes: 8 }, retrieval: { count: 1, bytes: 8 } },
    })
    await Promise.all([0, 1, 2].map((n) => journal.save('a', n, { state: 'done' })))
    expect(await plan()).toEqual(before)
    expect(keys(await journal.page({ job: 'a', group: 'replace', from: 0, limit: 9 }))).toEqual(['over'])
  })

  it('keeps answers to conflicts until they take effect, counted and open to change', async () => {
    const asked = (key: string) => ({ ...plannedCopy(key, 1), state: 'conflict' as const })
    await journal.append(
      'a',
      Array.from({ length: 1200 }, (_, i) => asked(`k${i}`)),
      () => ({ phase: 'review' }),
    )
    for (const [n, outcome] of [
      [3, 'replace'],
      [3, 'keepBoth'],
      [4, 'replace'],
      [4, undefined],
      [1100, 'replace'],
    ] as const)
      await answer(journal, 'a', outcome, n)
    expect(await journal.job('a')).toMatchObject({
      counts: { conflict: 1200, waiting: 0 },
      answers: { keepBoth: 1, replace: 1 },
    })
    await journal.changeAll('a', 'conflict', (task) => decided(task, undefined))
    expect(await journal.job('a')).toMatchObject({ counts: { conflict: 1198, waiting: 2 }, answers: { keepBoth: 0 } })
    await journal.changeAll('a', 'conflict', (task) => decided(task, 'skip'))
    expect(await journal.job('a')).toMatchObject({ counts: { conflict: 0, waiting: 2, skipped: 1198 } })
    expect(await journal.page({ job: 'a', from: 3, limit: 1 })).toMatchObject([{ overwrite: false, again: true }])
  })

  it('takes no answer from a screen that is behind: the job runs', async () => {
    await journal.append('a', [{ ...plannedCopy('x', 1), state: 'conflict' }], () => ({ phase: 'running' }))
    await answer(journal, 'a', 'replace', 0)
    expect((await journal.page({ job: 'a', from: 0, limit: 1 }))[0]).not.toHaveProperty('answer')
  })
})

describe('saving', () => {
  it('keeps the figures of the job in step with its tasks', async () => {
    await journal.append('a', [plannedCopy('x', 5), plannedCopy('y', 7), plannedCopy('z', 9)])
    const problem = { code: 'AccessDenied', message: 'no' }
    await Promise.all([
      journal.save('a', 0, { state: 'done' }),
      journal.save('a', 1, { state: 'failed', problem }),
      journal.save('a', 2, { state: 'skipped' }),
    ])
    expect(await journal.job('a')).toMatchObject({
      bytes: 12,
      bytesDone: 5,
      counts: { waiting: 0, done: 1, failed: 1, skipped: 1 },
      problems: { AccessDenied: { count: 1, sample: problem } },
    })
  })

  it('keeps a checkpoint until the copy is proved', async () => {
    await journal.append('a', [plannedCopy('x', 5)])
    await journal.save('a', 0, { checkpoint: { id: 'u1', partSize: 2 } })
    expect(keys(await journal.unfinished('a'))).toEqual(['x'])
    expect((await journal.job('a'))?.unfinished).toBe(1)
    await journal.save('a', 0, { state: 'copied', proof: { etag: 'e' } })
    expect(await journal.unfinished('a')).toEqual([])
    expect((await journal.job('a'))?.unfinished).toBe(0)
  })

  it('applies two changes of one task in order', async () => {
    await journal.append('a', [plannedCopy('x', 5)])
    await Promise.all([journal.save('a', 0, { state: 'copied' }), journal.save('a', 0, { state: 'done' })])
    expect(await journal.job('a')).toMatchObject({ counts: { waiting: 0, copied: 0, done: 1 } })
  })

  it('tells whoever waits that a write failed, and changes nothing', async () => {
    await journal.append('a', [plannedCopy('x', 5)])
    const writes = [journal.save('a', 0, { state: 'done' }), journal.save('gone', 0, { state: 'done' })]
    const [first, second] = await Promise.allSettled(writes)
    expect(second?.status).toBe('rejected')
    expect((await journal.job('a'))?.counts.done).toBe(first?.status === 'fulfilled' ? 1 : 0)
  })

  it('is there after the journal was opened again', async () => {
    const name = crypto.randomUUID()
    const before = await openJournal(name)
    await before.create(jobNamed('b'))
    await before.append('b', [plannedCopy('x', 5)])
    await before.save('b', 0, { state: 'done' })
    expect(await (await openJournal(name)).jobs()).toMatchObject([{ id: 'b', counts: { done: 1 } }])
  })

  it('goes on with the jobs of the version before, which kept what was asked with the figures', async () => {
    const name = crypto.randomUUID()
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

  it('keeps what was asked apart, and writes it when it changes', async () => {
    const { request } = jobNamed('a')
    await journal.append('a', [plannedCopy('x', 5)])
    await journal.update('a', () => ({ request: { ...request, review: true } }))
    await journal.save('a', 0, { state: 'done' })
    expect(await journal.job('a')).toMatchObject({ request: { ...request, review: true }, counts: { done: 1 } })
    expect(await journal.figures('a')).not.toHaveProperty('request')
  })
})

describe('reading', () => {
  it('reads waiting tasks in chunks, and pages of one state', async () => {
    await journal.append(
      'a',
      Array.from({ length: 25 }, (_, i) => plannedCopy(`k${i}`, 1)),
    )
    for (const n of [3, 10, 20]) await journal.save('a', n, { state: 'done' })
    const first = await journal.next({ job: 'a', state: 'waiting', after: -1, limit: 4 })
    expect(keys(first)).toEqual(['k0', 'k1', 'k2', 'k4'])
    expect(keys(await journal.next({ job: 'a', state: 'waiting', after: 21, limit: 4 }))).toEqual(['k22', 'k23', 'k24'])
    expect(keys(await journal.page({ job: 'a', from: 20, limit: 3 }))).toEqual(['k20', 'k21', 'k22'])
    expect(keys(await journal.page({ job: 'a', state: 'done', from: 1, limit: 5 }))).toEqual(['k10', 'k20'])
    expect(await journal.page({ job: 'a', state: 'done', from: 3, limit: 5 })).toEqual([])
  })
})

describe('retrying and removing', () => {
  it('lets failed tasks wait again; one that was proved only removes its source', async () => {
    await journal.append(
      'a',
      Array.from({ length: 600 }, (_, i) => plannedCopy(`k${i}`, 1)),
    )
    const problem = { code: 'X', message: '' }
    await Promise.all(Array.from({ length: 600 }, (_, n) => journal.save('a', n, { state: 'failed', problem })))
    await journal.save('a', 7, { proof: { etag: 'e' } })
    await journal.changeAll('a', 'failed', retried)
    expect(await journal.job('a')).toMatchObject({ counts: { waiting: 599, copied: 1, failed: 0 }, problems: {} })
    expect((await journal.next({ job: 'a', state: 'copied', after: -1, limit: 9 }))[0]).not.toHaveProperty('problem')
  })

  it('changes a job only where the change still applies', async () => {
    expect(await journal.update('a', () => undefined)).toBeUndefined()
    expect(await journal.update('none', () => ({ phase: 'paused' }))).toBeUndefined()
    expect(await journal.update('a', () => ({ phase: 'paused' }))).toMatchObject({ phase: 'paused' })
  })

  it('removes a job with its tasks', async () => {
    await journal.append('a', [plannedCopy('x', 5)])
    await journal.remove('a')
    expect([await journal.jobs(), await journal.job('a')]).toEqual([[], undefined])
    expect(await journal.page({ job: 'a', from: 0, limit: 5 })).toEqual([])
  })
})
