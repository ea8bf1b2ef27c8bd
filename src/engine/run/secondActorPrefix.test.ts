import { expect, test } from 'vitest'
import { cases } from '../../../test/cases.ts'
import { extent } from '../../../test/moments.ts'
import { disturbEverywhere } from '../../../test/secondActorRuns.ts'

/** The same for prefixes, under each conflict policy: where another object stands at the target, and where none does. */
const prefixes = Object.entries(cases).filter(([name]) => name.startsWith('a prefix'))
test.each(prefixes)(`%s: ${extent}`, { timeout: 300_000 }, async (_name, one) => {
  expect((await disturbEverywhere(one)).broken).toEqual([])
})
