import { expect, test } from 'vitest'
import { emptyTally } from '../../engine/jobs/outcome/tally.ts'
import { jobNamed } from '../../engine/jobs/samples.ts'
import type { JobView } from '../../engine/jobs/types.ts'
import { announcementsOf, eventOf } from './announcements.ts'

const view = (some: Partial<JobView>): JobView => ({
  ...jobNamed('a'),
  ...emptyTally(),
  speed: 0,
  rate: 0,
  active: [],
  ...some,
})
const said = (now: JobView[], before: JobView[], since = 0) => announcementsOf(now, before, since).map(({ say }) => say)
const running = view({ phase: 'running' })

test('a start and an end are said', () => {
  expect(said([running], [])).toEqual(['started'])
  const done = view({ phase: 'finished', counts: { ...running.counts, done: 1 } })
  expect(said([done], [running])).toEqual(['finished'])
})

test('progress is not', () => {
  expect(said([view({ phase: 'running', bytesDone: 5 })], [running])).toEqual([])
})

test('what was there before the page is not', () => {
  expect(said([running], [], 2)).toEqual([])
})

test('a failure and a stop are said as such', () => {
  expect(said([view({ phase: 'finished', counts: { ...running.counts, failed: 1 } })], [running])).toEqual(['failed'])
  expect(said([view({ phase: 'paused', problem: { code: 'X', message: '' } })], [running])).toEqual(['stopped'])
})

test('what was left as it was is no success', () => {
  const skipped = (some: object) => view({ phase: 'finished', counts: { ...running.counts, skipped: 2, ...some } })
  expect(said([skipped({})], [running])).toEqual(['skipped'])
  expect(said([skipped({ done: 1 })], [running])).toEqual(['partly'])
  expect(said([{ ...skipped({ done: 1 }), request: { do: 'remove', sources: [] } }], [running])).toEqual([
    'skippedSome',
  ])
})

test('a job that is told of late is told of as it stands', () => {
  expect([eventOf('running'), eventOf('finished'), eventOf('review')]).toEqual(['started', 'finished', 'review'])
})
