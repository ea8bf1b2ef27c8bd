import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { emptyTally } from '../../engine/jobs/outcome/tally.ts'
import type { FiguresView, Phase } from '../../engine/jobs/types.ts'
import { showProgress } from './progress.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const figures = (phase: Phase, done: number): FiguresView => ({
  ...emptyTally(),
  counts: { ...emptyTally().counts, done, waiting: 40 - done },
  objects: 40,
  id: 'run',
  phase,
  planned: phase !== 'planning',
  created: 1,
  speed: 0,
  rate: 1,
  eta: 28_000,
  active: [],
})

test('without a terminal a line every ten seconds says the share and the time that is left, once the plan is whole', () => {
  const written: string[] = []
  const write = (text: string) => {
    written.push(text)
    return true
  }
  const progress = showProgress({ write: write as never }, 0)
  progress.moved(figures('planning', 4))
  vi.advanceTimersByTime(10_000)
  progress.moved(figures('running', 12))
  vi.advanceTimersByTime(10_000)
  progress.end(figures('finished', 40))
  vi.advanceTimersByTime(60_000)
  expect(written).toEqual([
    '4 of 40 objects, 0 B, 0 B/s\n',
    '30 %, 12 of 40 objects, 0 B, 0 B/s, 28 s left\n',
    '100 %, 40 of 40 objects, 0 B, 0 B/s\n',
  ])
})
