import { beforeEach, describe, expect, it } from 'vitest'
import { answer } from '../src/engine/jobs/commands.ts'
import type { Journal } from '../src/engine/jobs/journal/journal.ts'
import { jobNamed, plannedCopy } from '../src/engine/jobs/samples.ts'
import { decided, retried } from '../src/engine/jobs/taskPatches.ts'

/** A new place for a journal; `open` opens what is there, also a second time. */
export type Place = { open: () => Promise<Journal> }

const keys = (tasks: { source: { key: string } }[]) => tasks.map((task) => task.source.key)

/** What holds of every journal, whatever it writes to. */
export function journalContract(newPlace: () => Place | Promise<Place>): void {
  let place: Place
  let journal: Journal
  beforeEach(async () => {
    place = await newPlace()
    journal = await place.open()
    await journal.create(jobNamed('a'))
  })

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

    it('counts what is done by its proof, and what is skipped by what stood there', async () => {
      const source = { ...plannedCopy('x', 5).source, etag: 'md5' }
      await journal.append('a', [
        plannedCopy('parts', 9),
        { ...plannedCopy('whole', 5), source },
        plannedCopy('odd', 3),
        plannedCopy('open', 3),
        { ...plannedCopy('there', 4), there: { ...source, modified: source.modified + 1000 }, state: 'skipped' },
      ])
      await journal.save('a', 0, { state: 'copied', proof: { etag: 'p-2', crc64: '1' } })
      await journal.save('a', 1, { state: 'done', proof: { etag: 'md5', crc64: '2' } })
      await journal.save('a', 2, { state: 'done', proof: { etag: 'o', unverified: true } })
      const told = async () => {
        const { proofs, stood } = (await journal.job('a')) ?? {}
        return { proofs, stood }
      }
      const [etag, unverified] = [5, 3].map((bytes) => ({ count: 1, bytes }))
      expect(await told()).toEqual({ proofs: { etag, unverified }, stood: { newer: { count: 1, bytes: 4 } } })
      await journal.save('a', 0, { state: 'done' })
      await journal.save('a', 2, { state: 'waiting', proof: undefined })
      expect((await told()).proofs).toEqual({ etag, crc64: { count: 1, bytes: 9 } })
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

    it('keeps why something could not be cleared away as long as it is there', async () => {
      await journal.append('a', [plannedCopy('x', 5)])
      await journal.save('a', 0, { checkpoint: { id: 'u1', partSize: 2 } })
      await journal.save('a', 0, { left: { code: 'AccessDenied', message: '' } })
      expect((await journal.job('a'))?.left).toEqual({ count: 1, sample: { code: 'AccessDenied', message: '' } })
      await journal.save('a', 0, { checkpoint: undefined })
      expect((await journal.job('a'))?.left?.count).toBe(0)
      expect((await journal.page({ job: 'a', from: 0, limit: 1 }))[0]).not.toHaveProperty('left')
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
      expect(keys(await journal.next({ job: 'a', state: 'waiting', after: 21, limit: 4 }))).toEqual([
        'k22',
        'k23',
        'k24',
      ])
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

    it('tells the newest jobs first, some at a time, and those of one moment each once', async () => {
      for (const [id, created] of [
        ['c', 7],
        ['b', 7],
        ['d', 9],
        ['e', 3],
      ] as const)
        await journal.create({ ...jobNamed(id), created })
      const ids = (jobs: { id: string }[]) => jobs.map(({ id }) => id)
      const first = await journal.newest({ limit: 2 })
      expect(ids(first)).toEqual(['d', 'c'])
      const [, second] = first
      expect(ids(await journal.newest({ before: second ?? { created: 0, id: '' }, limit: 9 }))).toEqual(['b', 'e', 'a'])
      expect(first[0]).toEqual(await journal.job('d'))
      expect(await journal.newest({ before: { created: 1, id: '' }, limit: 9 })).toEqual([])
    })

    it('tells apart the jobs that something must still be done about', async () => {
      for (const [id, patch] of [
        ['running', { phase: 'running' }],
        ['paused', { phase: 'paused' }],
        ['done', { phase: 'finished', ended: 5 }],
        ['gone', { phase: 'cancelled', ended: 5 }],
        ['removed', { phase: 'cancelled', ended: 5, removing: 'clean' }],
        ['left', { phase: 'cancelled', ended: 5 }],
      ] as const) {
        await journal.create(jobNamed(id))
        await journal.append(id, [plannedCopy('x', 1)])
        await journal.update(id, () => patch)
      }
      await journal.save('left', 0, { checkpoint: { id: 'u', partSize: 1 } })
      expect((await journal.open()).map(({ id }) => id).sort()).toEqual(['a', 'left', 'paused', 'removed', 'running'])
    })

    it('removes a job with its tasks', async () => {
      await journal.append('a', [plannedCopy('x', 5)])
      await journal.remove('a')
      expect([await journal.jobs(), await journal.job('a')]).toEqual([[], undefined])
      expect(await journal.page({ job: 'a', from: 0, limit: 5 })).toEqual([])
    })
  })

  describe('opened again', () => {
    it('has every job with its figures, its tasks and what was asked', async () => {
      await journal.create({ ...jobNamed('b'), created: 2 })
      await journal.append('a', [plannedCopy('x', 5), plannedCopy('y', 7)])
      await journal.append('b', [plannedCopy('z', 9)])
      await journal.save('a', 1, { state: 'copied', proof: { etag: 'e' } })
      await journal.save('b', 0, { checkpoint: { id: 'u', partSize: 2 } })
      await journal.update('a', ({ request }) => ({ request: { ...request, review: true } as never, phase: 'running' }))
      const told = async (from: Journal) => [
        await from.jobs(),
        await from.page({ job: 'a', from: 0, limit: 9 }),
        await from.page({ job: 'a', state: 'copied', from: 0, limit: 9 }),
        await from.unfinished('b'),
      ]
      const before = await told(journal)
      expect(before).toMatchObject([
        [{ phase: 'running', counts: { waiting: 1, copied: 1 } }, { unfinished: 1 }],
        [{ n: 0 }, { n: 1, state: 'copied', proof: { etag: 'e' } }],
        [{ n: 1 }],
        [{ n: 0 }],
      ])
      expect(await told(await place.open())).toEqual(before)
    })

    it('goes on: numbers, figures and removals', async () => {
      await journal.append('a', [plannedCopy('x', 5)])
      await journal.create(jobNamed('gone'))
      await journal.remove('gone')
      const next = await place.open()
      await next.append('a', [plannedCopy('y', 7)])
      await next.save('a', 0, { state: 'done' })
      const last = await place.open()
      expect(await last.jobs()).toMatchObject([{ id: 'a', objects: 2, bytesDone: 5 }])
      expect(keys(await last.next({ job: 'a', state: 'waiting', after: -1, limit: 9 }))).toEqual(['y'])
    })
  })

  it('reads a hundred kinds of characters as they were written', async () => {
    const odd = ['报告.pdf', 'a\u0000b', '\ud83d\ude00', 'x\ny', '"],[{"', '\u2028']
    await journal.append(
      'a',
      odd.map((key) => plannedCopy(key, 1)),
    )
    expect(keys(await (await place.open()).page({ job: 'a', from: 0, limit: 9 }))).toEqual(odd)
  })

  it('keeps many tasks, of which some change while others are read', async () => {
    const many = Array.from({ length: 9000 }, (_, n) => plannedCopy(`k${n}`, 1))
    for (let from = 0; from < many.length; from += 1000) await journal.append('a', many.slice(from, from + 1000))
    const saves = many.map((_, n) => (n % 3 === 0 ? journal.save('a', n, { state: 'done' }) : undefined))
    const read = await journal.page({ job: 'a', from: 0, limit: 9000 })
    await Promise.all(saves)
    expect(read.map(({ n }) => n)).toEqual(many.map((_, n) => n))
    expect(await journal.figures('a')).toMatchObject({ counts: { done: 3000, waiting: 6000 } })
    const waiting = await journal.next({ job: 'a', state: 'waiting', after: 8990, limit: 9 })
    expect(waiting.map(({ n }) => n)).toEqual([8992, 8993, 8995, 8996, 8998, 8999])
  })
}
