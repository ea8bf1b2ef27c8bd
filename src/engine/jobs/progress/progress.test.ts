import { describe, expect, it } from 'vitest'
import { emptyTally } from '../outcome/tally.ts'
import { etaOf, fractionOf, type Sample, speedOf, withSample } from './progress.ts'

const MiB = 1024 * 1024
const counts = (some: object) => ({ ...emptyTally().counts, ...some })
const every = (ms: number, bytes: number, times: number) =>
  Array.from({ length: times }, (_, i): Sample => ({ at: i * ms, bytes: i * bytes, objects: i }))

describe('speed', () => {
  it('is the mean of the last ten seconds', () => {
    const slowThenFast = [...every(1000, MiB, 60), ...every(1000, 4 * MiB, 20).map((s) => shifted(s, 60))]
    expect(speedOf(slowThenFast.reduce(withSample, []))).toEqual({ bytes: 4 * MiB, objects: 1 })
  })

  it('keeps no more samples than the window needs', () => {
    expect(every(200, 1, 5000).reduce(withSample, []).length).toBeLessThanOrEqual(52)
  })

  it('is nothing before anything can be compared', () => {
    expect(speedOf([])).toEqual({ bytes: 0, objects: 0 })
    expect(speedOf(every(1000, MiB, 1))).toEqual({ bytes: 0, objects: 0 })
  })

  it('falls to nothing when nothing moves', () => {
    const stalled = Array.from({ length: 12 }, (_, i) => ({ at: 5000 + i * 1000, bytes: 4 * MiB, objects: 4 }))
    expect(speedOf([...every(1000, MiB, 5), ...stalled].reduce(withSample, [])).bytes).toBe(0)
  })
})

describe('fraction', () => {
  it('goes by bytes for large objects and by number for empty ones', () => {
    const large = { counts: counts({ running: 1 }), bytes: 6144 * MiB, bytesDone: 3072 * MiB }
    expect(fractionOf(large)).toBeCloseTo(0.5, 2)
    expect(fractionOf({ counts: counts({ done: 3, waiting: 1 }), bytes: 0, bytesDone: 0 })).toBe(0.75)
  })

  it('counts no work for what was skipped or refused', () => {
    expect(fractionOf({ counts: counts({ skipped: 5, refused: 2 }), bytes: 0, bytesDone: 0 })).toBe(0)
    expect(fractionOf({ counts: counts({ done: 1, skipped: 5 }), bytes: 9, bytesDone: 9 })).toBe(1)
  })
})

describe('time left', () => {
  it('is what is left at the speed', () => {
    const totals = { counts: counts({ running: 1 }), bytes: 100 * MiB, bytesDone: 0 }
    expect(etaOf(totals, { bytes: 26 * MiB, objects: 0 })).toBe(4000)
  })

  it('is unknown while nothing moves', () => {
    expect(etaOf({ counts: counts({ waiting: 1 }), bytes: 1, bytesDone: 0 }, { bytes: 0, objects: 0 })).toBeUndefined()
  })
})

const shifted = ({ at, bytes, objects }: Sample, by: number) => ({
  at: at + by * 1000,
  bytes: bytes + by * MiB,
  objects: objects + by,
})
