import { expect, test } from 'vitest'
import { cases } from '../../../test/cases.ts'
import { extent } from '../../../test/moments.ts'
import { disturbEverywhere } from '../../../test/secondActorRuns.ts'

/** At every event of a job another client acts; nothing is lost, and what the job says is so. */
const single = Object.entries(cases).filter(([name]) => !name.startsWith('a prefix'))
test.each(single)(`%s: ${extent}`, { timeout: 300_000 }, async (_name, one) => {
  expect((await disturbEverywhere(one)).broken).toEqual([])
})
