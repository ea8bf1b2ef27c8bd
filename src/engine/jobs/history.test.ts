import { describe, expect, it } from 'vitest'
import { createMemoryJournal } from '../../../test/memoryJournal.ts'
import { journal, news, runnerWith } from '../../../test/runner.ts'
import { relayAppendable } from './commands.ts'
import { jobsBefore } from './history.ts'
import { jobNamed, plannedCopy } from './samples.ts'
import type { JobPatch } from './types.ts'

async function ended(id: string, at: number, patch: JobPatch = {}) {
  await journal.create({ ...jobNamed(id), created: at - 1 })
  await journal.append(id, [plannedCopy('x', 1)])
  await journal.save(id, 0, { state: 'done' })
  await journal.update(id, () => ({ phase: 'finished', ended: at, ...patch }))
}
const ids = async () => (await journal.jobs()).map(({ id }) => id).sort()

describe('the history', () => {
  it('is cleared of what ended before, but of nothing that somebody must still look at', async () => {
    await ended('old', 100)
    await ended('new', 300)
    await ended('failed', 100)
    await journal.save('failed', 0, { state: 'failed', problem: { code: 'X', message: '' } })
    await ended('cancelled', 100, { phase: 'cancelled' })
    await ended('left', 100, { phase: 'cancelled' })
    await journal.save('left', 0, { checkpoint: { id: 'u', partSize: 1 } })
    await ended('open', 100, { phase: 'paused', ended: undefined })
    await runnerWith({}).clear(200)
    expect(await ids()).toEqual(['failed', 'left', 'new', 'open'])
    expect(news.filter(({ is }) => is === 'removed')).toHaveLength(2)
  })

  it('keeps what an undo that has not ended reads', async () => {
    await ended('old', 100)
    const { request } = jobNamed('old')
    if (request.do !== 'copy') throw new Error('A copy was expected')
    const undo = { do: 'undo', job: 'old', of: request, sources: request.sources } as const
    await journal.create({ ...jobNamed('undo'), created: 500, request: undo, phase: 'review' })
    await runnerWith({}).clear(200)
    expect(await ids()).toEqual(['old', 'undo'])
  })

  it('is read a page at a time, each job once', async () => {
    const memory = createMemoryJournal()
    for (let n = 0; n < 250; n++) await memory.create({ ...jobNamed(`j${n}`), created: Math.floor(n / 3) })
    const pages: number[] = []
    const seen = new Set<string>()
    for await (const page of jobsBefore(memory, 1000)) {
      pages.push(page.length)
      for (const { id } of page) seen.add(id)
    }
    expect([pages, seen.size]).toEqual([[100, 100, 50], 250])
  })
})

it('what is of append type goes through the page when a person wants it, also in a job that had ended with it', async () => {
  const memory = createMemoryJournal()
  await memory.create({ ...jobNamed('a'), phase: 'finished', planned: true, ended: 5 })
  await memory.append('a', [
    { ...plannedCopy('log', 9), state: 'refused', refusal: 'appendable' },
    { ...plannedCopy('cold', 9), state: 'refused', refusal: 'archived' },
  ])
  await relayAppendable(memory, 'a')
  expect(await memory.job('a')).toMatchObject({
    phase: 'running',
    request: { relay: true },
    refusals: { archived: 1 },
    methods: { relay: { count: 1 } },
  })
  expect(await memory.page({ job: 'a', from: 0, limit: 1 })).toMatchObject([{ state: 'waiting', again: true }])
})
