import { afterEach, expect, test } from 'vitest'
import { emptyTally } from '../../engine/jobs/outcome/tally.ts'
import { viewOf } from '../../engine/jobs/progress/view.ts'
import type { JobView, Phase } from '../../engine/jobs/types.ts'
import { drawUnseen, drop, move, show, useJobs } from './views.ts'

/** What a tab draws of a job that goes on, where somebody looks and where nobody does. */

const request: JobView['request'] = { do: 'remove', sources: [] }
const job = (id: string, objects: number, phase: Phase = 'running'): JobView =>
  viewOf({ ...emptyTally(), id, phase, planned: true, created: 1, objects, request }, undefined, 1)
const shown = () => useJobs.getState().views.map(({ id, objects, phase }) => [id, objects, phase])

afterEach(() => {
  drawUnseen()
  useJobs.setState({ views: [] })
})

test('a tab that is seen draws each figure', () => {
  show([job('a', 1)])
  move([job('a', 2)], true)
  expect(shown()).toEqual([['a', 2, 'running']])
})

test('a hidden tab draws the last figures when somebody looks again, and until then nothing', () => {
  show([job('b', 1), job('c', 1)])
  const { views } = useJobs.getState()
  move([job('b', 2)], false)
  move([job('b', 3)], false)
  expect(useJobs.getState().views).toBe(views)
  drawUnseen()
  expect(shown()).toEqual([
    ['b', 3, 'running'],
    ['c', 1, 'running'],
  ])
})

test('that a job ends, or waits for a person, a hidden tab hears at once', () => {
  show([job('d', 1)])
  move([job('d', 2, 'finished')], false)
  expect(shown()).toEqual([['d', 2, 'finished']])
})

test('what came whole, or is gone, is not laid over with older figures', () => {
  show([job('e', 1), job('f', 1)])
  move([job('e', 2), job('f', 2)], false)
  show([job('e', 5)])
  drop('f')
  drawUnseen()
  expect(shown()).toEqual([['e', 5, 'running']])
})
