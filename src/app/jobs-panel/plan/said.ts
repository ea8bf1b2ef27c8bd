import type { JobView, Outcome } from '../../../engine/jobs/types.ts'

/** How many open conflicts have which answer, and how many none: what was said to all holds for those without an answer of their own. */
export function saidOf({ counts, answers, forAll }: JobView): Record<Outcome | 'open', number> {
  const said = { replace: 0, keepBoth: 0, skip: 0, open: 0, ...answers }
  const rest = counts.conflict - said.replace - said.keepBoth - said.skip
  said[forAll ?? 'open'] += rest
  return said
}
