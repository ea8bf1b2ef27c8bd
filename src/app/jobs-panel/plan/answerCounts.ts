import type { JobView, Outcome } from '../../../engine/jobs/types.ts'

/** How many open conflicts have which answer, and how many none: an answer to all holds for those without an answer of their own. */
export function answerCounts({ counts, answers, forAll }: JobView): Record<Outcome | 'open', number> {
  const answered = { replace: 0, keepBoth: 0, skip: 0, open: 0, ...answers }
  const rest = counts.conflict - answered.replace - answered.keepBoth - answered.skip
  answered[forAll ?? 'open'] += rest
  return answered
}
