import { describe, expect, it } from 'vitest'
import { mostSpans, noThroughput, perSecond, withMoved } from './throughput.ts'

const sum = (amounts: number[]) => Math.round(amounts.reduce((all, one) => all + one, 0))

describe('throughput', () => {
  it('spreads what moved evenly over the time in which it did', () => {
    const all = withMoved(noThroughput, 1250, { bytes: 1000, objects: 5 })
    expect(all).toEqual({ worked: 1250, every: 500, bytes: [400, 400, 200], objects: [2, 2, 1] })
    expect(perSecond(all, all.bytes)).toEqual([800, 800, 800])
  })

  it('begins where it ended', () => {
    const half = withMoved(noThroughput, 750, { bytes: 750, objects: 0 })
    expect(withMoved(half, 750, { bytes: 1500, objects: 0 }).bytes).toEqual([500, 750, 1000])
  })

  it('keeps at most sixty spans, and all that moved, however long it takes', () => {
    let all = noThroughput
    for (let second = 0; second < 5000; second++) all = withMoved(all, 1000, { bytes: 10, objects: 1 })
    expect(all.bytes.length).toBeLessThanOrEqual(mostSpans)
    expect(all.every).toBe(128_000)
    expect([all.worked, sum(all.bytes), sum(all.objects)]).toEqual([5_000_000, 50_000, 5000])
  })

  it('takes a long silence at once', () => {
    const all = withMoved(withMoved(noThroughput, 500, { bytes: 8, objects: 0 }), 86_400_000, { bytes: 0, objects: 1 })
    expect(all.bytes.length).toBeLessThanOrEqual(mostSpans)
    expect(sum(all.bytes)).toBe(8)
  })

  it('no time, no change', () => {
    expect(withMoved(noThroughput, 0, { bytes: 9, objects: 9 })).toBe(noThroughput)
  })
})
