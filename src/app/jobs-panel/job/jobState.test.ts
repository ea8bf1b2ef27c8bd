import { expect, test } from 'vitest'
import { emptyTally } from '../../../engine/jobs/outcome/tally.ts'
import type { JobView } from '../../../engine/jobs/types.ts'
import { reviewsFirst, stateOf } from './jobState.ts'

const counts = (some: object) => ({ ...emptyTally().counts, ...some })
const remove: JobView['request'] = { do: 'remove', sources: [] }
const at = { account: 'me', region: 'r', bucket: 'b', key: 'a' }
const move: JobView['request'] = {
  do: 'copy',
  sources: [at],
  target: { ...at, key: 'to/' },
  placement: 'into',
  removeSource: true,
  conflict: 'skip',
  keepAcl: false,
}
const problem = { code: 'AccessDenied', message: '' }

type Stand = Omit<Parameters<typeof stateOf>[0], 'request'> & Partial<Pick<JobView, 'request'>>
test.each<[string, Stand]>([
  ['running', { phase: 'running', counts: counts({ failed: 1 }) }],
  ['account', { phase: 'running', counts: counts({}), missingAccount: 'me' }],
  ['paused', { phase: 'paused', counts: counts({}) }],
  ['stopped', { phase: 'paused', counts: counts({}), problem }],
  ['failed', { phase: 'finished', counts: counts({ done: 5, failed: 1 }) }],
  ['skippedSome', { phase: 'finished', counts: counts({ done: 5, skipped: 1 }) }],
  ['partly', { phase: 'finished', counts: counts({ done: 5, refused: 1 }) }],
  ['partly', { phase: 'finished', counts: counts({ done: 5, skipped: 1 }), request: move }],
  ['finished', { phase: 'finished', counts: counts({ done: 5 }), request: move }],
  ['refused', { phase: 'finished', counts: counts({ refused: 1 }) }],
  ['skipped', { phase: 'finished', counts: counts({ skipped: 3 }) }],
  ['nothing', { phase: 'finished', counts: counts({}) }],
  ['restoring', { phase: 'running', counts: counts({ restoring: 3, done: 1 }) }],
  ['running', { phase: 'running', counts: counts({ restoring: 3, waiting: 1 }) }],
  ['cancelled', { phase: 'cancelled', counts: counts({ failed: 1 }) }],
])('%s', (state, view) => {
  expect(stateOf({ request: remove, ...view })).toBe(state)
})

test('what waits for an answer stands above what is newer, and the rest stays as it is', () => {
  const phases = ['finished', 'running', 'review', 'cancelled', 'review'] as const
  const views = phases.map((phase, at) => ({ phase, at }))
  expect(reviewsFirst(views).map(({ at }) => at)).toEqual([2, 4, 0, 1, 3])
})
