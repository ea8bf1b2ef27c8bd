import { expect, test } from 'vitest'
import { cases } from '../../../test/cases.ts'
import { extent } from '../../../test/moments.ts'
import { cancelEverywhere } from '../../../test/secondActorRuns.ts'

/** A person cancels at any moment: nothing is lost, nothing of ours is left, and what the job says is so. */
test.each(Object.entries(cases))(`%s: ${extent}`, { timeout: 300_000 }, async (_name, one) => {
  expect(await cancelEverywhere(one)).toEqual([])
})
