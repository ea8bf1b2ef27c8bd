import { expect, test } from 'vitest'
import { away, copy, ferryOver, home, reports, states } from '../../../test/engine.ts'

test('no more parts are said to be under way than the limiter lets through', async () => {
  expect(states(await ferryOver(copy([home('large')], away('copy'))))).toEqual(['done'])
  const running = new Set<number>()
  let most = 0
  for (const report of reports) {
    if (report.is !== 'part') continue
    if (report.state === 'running') running.add(report.number)
    else running.delete(report.number)
    most = Math.max(most, running.size)
  }
  // Of 96 parts; a part that is answered may be told a moment after the next one began.
  expect(most).toBeGreaterThan(1)
  expect(most).toBeLessThanOrEqual(16)
})
